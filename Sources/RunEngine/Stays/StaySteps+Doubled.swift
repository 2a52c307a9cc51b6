internal import CivilTime
internal import Model

/// What to do about two guests who have one door at one time.
extension StaySteps {
    /// That they do, door by door, and how one of them gets another room, or comes when the other has gone.
    var doubled: [StayAnswer.Step] {
        guard !stay.isGone, look.staleBecause == nil else { return [] }
        return stay.doors.flatMap { door -> [StayAnswer.Step] in
            let guests = use.doubled(on: door, of: stay)
            return guests.first.map { steps(door, $0, isAlone: guests.count == 1) } ?? []
        }
    }

    /// That somebody opens rooms of several guests, and how the settings name who is staff.
    var likelyStaff: [StayAnswer.Step] {
        guard !stay.isGone, look.staleBecause == nil else { return [] }
        let names = use.likelyStaff(beside: stay).map(\.handle.shown)
        guard !names.isEmpty else { return [] }
        let who = names.prefix(3).joined(separator: ", ")
        let (verb, kind) = names.count == 1 ? ("opens", "it is") : ("open", "they are")
        return [
            .init(
                "\(who) \(verb) rooms of several guests, as staff does, and no setting says so. Where \(kind) staff, keyshift.json names it:",
                ["help", "houses"],
            )
        ]
    }

    private func steps(_ door: Stay.Door, _ guest: RoomUse.Guest, isAlone: Bool) -> [StayAnswer.Step] {
        let words = HoursWords(zone: door.zone, now: look.now)
        let (shown, other) = (door.name.shown, guest.stay.handle.shown)
        let who = StayAnswer.Step(
            "\(DoubledWords(door, guest, words).sentence). Unless both are meant to share it, ask who is to have it; who has that door:",
            ["find", "--door", doorName(door)],
        )
        guard let from = door.state.startsAt, let end = door.state.endsAt, isAlone else { return [who] }
        // Who came later gives way: to a free room, or until the one before has left.
        let isLater = guest.from <= from
        guard isLater else {
            let name = StayQuery.handle(of: guest.stay, among: look.named.filter { !$0.isGone }, at: look.now)
            return [who, .init("What can be done for \(other):", ["why", name])]
        }
        var steps = [who]
        if let room = room(instead: door, until: end) { steps.append(room) }
        if from > look.now, let out = guest.until, out < end {
            let line = ["move", name, "--starts", words.typed(out)] + beyondLimit(from, out)
            steps.append(.init("To let \(stay.handle.shown) begin when \(other) is out of \(shown):", line))
        }
        return steps
    }
}

/// That two guests have a door at one time, in words.
struct DoubledWords {
    /// `BK-2 May has Room 102, too, from Tue 12:00 on, and BK-1 Park until Tue 14:00`, without an end.
    let sentence: String

    init(_ door: Stay.Door, _ guest: RoomUse.Guest, _ words: HoursWords) {
        let until = guest.until.map { " until \(words.time($0))" } ?? ""
        sentence =
            "\(guest.stay.handle.shown) has \(door.name.shown), too, from \(words.time(guest.from))\(until): "
            + "two guests with one room at one time"
    }
}
