internal import CivilTime
internal import Model

/// What to do next about a stay, as commands that exist.
struct StaySteps {
    let stay: Stay
    let doors: [DoorAnswer]
    let look: StayDesk.Look
    let history: StayHistory
    /// The conflicts of runs with the stay that nobody has decided.
    var conflicts: [StatusFacts.Trouble] = []

    /// For how long a stay that is over is let in again.
    private static let anewFor = TimeSpan(milliseconds: 2 * 3_600_000)
    /// A shorter time than this helps nobody at a door.
    private static let worthWhile = TimeSpan(milliseconds: 10 * 60_000)

    /// The steps, the most useful first, each once.
    var steps: [StayAnswer.Step] {
        var steps: [StayAnswer.Step] = []
        if look.staleBecause != nil {
            steps.append(StayAnswer.Step("See whether Seam, the key and this machine are well:", ["doctor"]))
        }
        let worst = doors.filter { $0.reason != .healthy }
        // Who stands outside is let in first.
        let isOpen = doors.allSatisfy(\.opensNow)
        if isOpen { steps += decisions }
        let undo = undo
        if let undo, isCut, worst.isEmpty { steps.append(undo) }
        for door in worst.isEmpty ? Array(doors.prefix(1)) : worst {
            for step in givenBack(door.door) + self.steps(door) + opening(door) {
                if !steps.contains(where: { $0.command == step.command && $0.exception == step.exception }) {
                    steps.append(step)
                }
            }
        }
        if !isOpen { steps += decisions }
        for step in onePIN + doubled + likelyStaff where !steps.contains(where: { $0.command == step.command }) {
            steps.append(step)
        }
        if let oneEnd, !steps.contains(where: { $0.command == oneEnd.command }) { steps.append(oneEnd) }
        if let undo, !isOnlyForLocks(worst), !isOnlyLost(worst), !steps.contains(where: { $0.command == undo.command })
        {
            steps.append(undo)
        }
        if !history.sent.isEmpty || !history.outside.isEmpty {
            let all = look.named.map(\.name)
            let command = ["explain", TypedStay.word(stay.target, stay.name, among: all)]
            steps.append(StayAnswer.Step("Every change, by runs of this journal and by others:", command))
        }
        return steps
    }

    /// How what was wanted of a stay that others had changed comes about all the same, or is left, as `status` has it.
    private var decisions: [StayAnswer.Step] {
        var steps: [StayAnswer.Step] = []
        for conflict in conflicts {
            var redo = RedoCommand(conflict, now: look.now)
            redo.names = look.named.map(\.name)
            let offer = redo.offer
            if offer.command.first != "why" {
                let words = offer.words.prefix(1).uppercased() + offer.words.dropFirst()
                steps.append(.init("\(words), which run \(conflict.run.id.shown) left open:", offer.command))
            }
            steps.append(.init("When you have looked at the conflict:", ["seen", conflict.run.id]))
        }
        return steps
    }

    /// Who has which door.
    var use: RoomUse { RoomUse(look: look) }

    /// Whether a run has cut the end of a door that opens still.
    private var isCut: Bool {
        stay.doors.contains { door in
            door.state.endsAt.map { history.cutting(door.accessCodeID, to: $0) != nil } ?? false
        }
    }

    /// How doors that end at different times get one end.
    private var oneEnd: StayAnswer.Step? {
        guard let latest = stay.latestOfEnds(at: look.now) else { return nil }
        let end = HoursWords(zone: stay.zone, now: look.now).time(latest)
        return .init(
            "Its doors end at different times. To give all of them the latest end, \(end):",
            stay.oneEnd(named: name)
        )
    }

    /// How the stay is named on a command line.
    var name: String {
        StayQuery.handle(of: stay, among: look.named.filter { stay.isGone || !$0.isGone }, at: look.now)
    }

    func steps(_ answer: DoorAnswer) -> [StayAnswer.Step] {
        let door = answer.door
        let (shown, id) = (door.name.shown, doorName(door))
        switch answer.reason {
        case .healthy:
            let pin = answer.pin.map { " Ask which PIN is typed: it ends in \($0)." } ?? ""
            let isQuiet = conflicts.isEmpty && !isCut && stay.parts.isEmpty && use.doubled(on: door, of: stay).isEmpty
            let head = isQuiet ? "Nothing to mend at \(shown)." : "\(shown) opens."
            return [.init("\(head)\(pin) To look at its lock again:", ["verify", "--door", id])]
        case .lockOffline, .lockGone:
            return [
                .init(
                    "Open \(shown) with a key or send somebody\(reach(door)); to see when its lock is back and has the code:",
                    wait(id)
                )
            ]
        case .notSet: return [.init("To wait until the lock of \(shown) has it:", wait(id))]
        case .notBegun: return begin(door)
        case .changedOutside where door.hasOtherPIN && shouldBe(door) == nil: return []
        case .changedOutside:
            if let change = shouldBe(door), !change.takesTime {
                let isAhead = door.state.startsAt.map { $0 > look.now } ?? false
                return leave(door, change) + (isAhead ? begin(door) : [])
            }
            if isOver(door) || shouldBe(door)?.from.endsAt.map({ $0 <= look.now }) ?? false { return renewed(door) }
            return givenBack(door).isEmpty
                ? newPIN(door) + [.init("To see what else changed:", ["verify", "--door", id])] : []
        case .lockFull:
            return [
                .init(
                    "The lock of \(shown) has no room: see whose codes are on it, and delete one in Seam that nobody needs:",
                    ["find", "--door", id]
                ),
                .init("Then have the code written anew:", ["resend", name]),
                .init("To wait until the lock of \(shown) has it:", wait(id)),
            ]
        case .cardNotEncoded:
            return [.init("Encode the card of \(stay.handle.shown) anew at the desk, and look again:", ["why", name])]
        case .error, .warning:
            guard door.state.endsAt != nil else { return [.init("To look again:", ["verify", "--door", id])] }
            return [
                .init("To have the code written anew, with the same hours:", ["resend", name]),
                .init("To wait until the lock of \(shown) has it:", wait(id)),
            ]
        case .deleted where isLost(door), .gone where isLost(door):
            if stay.isOver(at: look.now) { return again(door) }
            if let taken = taken([door], until: stay.doors.compactMap(\.state.endsAt).max()) {
                let end = stay.doors.compactMap(\.state.endsAt).max() ?? look.now + Self.anewFor
                return [taken.step("the code cannot be made anew there", doorName(taken.door))]
                    + instead(taken, until: end, allowing: ["readmit", name])
            }
            return anew(door)
        case .ended:
            guard let sent = history.ending(of: door.accessCodeID), let undo = undo(of: sent) else {
                return again(door)
            }
            return [undo] + whoHas(door)
        case .over, .gone, .leaving, .deleted: return renewed(door)
        }
    }

    /// How the stay begins now, or who has a door of its own until then.
    private func begin(_ door: Stay.Door) -> [StayAnswer.Step] {
        let later = stay.doors.filter { $0.state.startsAt.map { $0 > look.now } ?? false }
        let latest = later.compactMap(\.state.startsAt).max()
        let line = ["move", name, "--starts", "now"] + beyondLimit(latest, look.now)
        if let taken = taken(later, until: nil) {
            let end = taken.door.state.endsAt ?? look.now + Self.anewFor
            return [taken.step("it cannot begin now", doorName(taken.door))]
                + instead(taken, until: end, allowing: line)
        }
        return [.init("To let the stay begin now (in two minutes):", line)]
    }

    /// How long somebody needs to get there, where the settings say so.
    private func reach(_ door: Stay.Door) -> String {
        look.doors[door.deviceID]?.reach.map { ", who needs \($0) to get there" } ?? ""
    }

    func wait(_ door: String) -> [String] { ["verify", "--door", door, "--wait", "10m"] }

    /// A code that is gone cannot be moved: who has the door now, and a new one, as far as no other guest is met by it.
    func again(_ door: Stay.Door) -> [StayAnswer.Step] {
        let own = hasNoHours ? (stay.doors + stay.lost).compactMap(ownEnd).max() : ownEnd(of: door)
        let begins = max(look.now, door.state.startsAt ?? look.now)
        let gone = "Its PIN is gone with its code. To let the stay in again"
        let hours = HoursWords(zone: door.zone, now: look.now)
        var (end, next): (Instant, Taken?) = (own ?? look.now + Self.anewFor, nil)
        while let taken = taken(hasNoHours ? stay.doors + stay.lost : [door], until: end) {
            guard taken.guest.from > begins + Self.worthWhile else {
                let again = ["readmit", name, "--to", own == nil ? "+2h" : hours.typed(end)]
                return [taken.step("the stay cannot be let in there again", doorName(taken.door))]
                    + instead(taken, until: end, allowing: again)
            }
            (end, next) = (taken.guest.from, taken)
        }
        if let next {
            let words = "\(gone) until \(next.guest.stay.handle.shown) gets in, with a new PIN:"
            return [.init(words, ["readmit", name, "--to", hours.typed(end)])] + whoHas(next.door)
        }
        let (until, to) = own == nil ? ("for two hours", "+2h") : ("until its end", hours.typed(end))
        return [.init("\(gone) \(until), with a new PIN:", ["readmit", name, "--to", to])] + whoHas(door)
    }

    private func whoHas(_ door: Stay.Door) -> [StayAnswer.Step] {
        [.init("Who has \(door.name.shown) now:", ["find", "--door", doorName(door)])]
    }

    /// How the newest run is taken back, where it took time from the stay and can be.
    private var undo: StayAnswer.Step? {
        guard let newest = history.sent.last, !stay.isGone,
            stay.doors.contains(where: { history.shortening(of: $0.accessCodeID)?.run.id == newest.run.id })
        else { return nil }
        return undo(of: newest)
    }

    private func undo(of sent: StayHistory.Sent) -> StayAnswer.Step? {
        guard [.applied, .onDevice].contains(sent.row.status), Undoability.obstacle(of: sent.row, at: look.now) == nil,
            !sent.row.members.contains(where: isRefusedBack), isAsLeft(sent.row)
        else { return nil }
        let words = HoursWords(zone: sent.row.zone, now: look.now)
        // A run of many is taken back for this stay alone.
        let only = sent.run.namesOneBooking ? [] : ["--name", name]
        return .init("To take back what was done \(EndingWords(sent, words).origin):", ["undo", sent.run.id] + only)
    }

    /// What somebody else did to a door's code, which begins with the hours that it should have.
    func shouldBe(_ door: Stay.Door) -> OutsideChange? {
        guard look.staleBecause == nil else { return nil }
        return history.standingChange(of: door.accessCodeID, now: door.state, isThere: true)
    }

    /// How the time comes back that somebody else took, whatever else is wrong with the door.
    private func givenBack(_ door: Stay.Door) -> [StayAnswer.Step] {
        guard !stay.isGone, !isOver(door), shouldBe(door)?.takesTime == true else { return [] }
        return giveBack(door).map { [$0] } ?? []
    }

    /// The hours that the guest should have: as the newest run left them, else those from before the change.
    private func giveBack(_ door: Stay.Door) -> StayAnswer.Step? {
        guard let change = shouldBe(door) else { return nil }
        let words = HoursWords(zone: door.zone, now: look.now)
        var options: [String] = []
        // What somebody else has added stays: who is inside would lose it.
        if let start = change.from.startsAt, start < door.state.startsAt ?? start {
            options += ["--starts", words.typed(start)] + beyondLimit(door.state.startsAt, start)
        }
        if let end = change.from.endsAt, end > look.now, end > door.state.endsAt ?? end {
            options += ["--ends", words.typed(end)] + beyondLimit(door.state.endsAt, end)
        }
        guard !options.isEmpty else { return nil }
        if let taken = taken(stay.doors, from: change.from.startsAt, until: change.from.endsAt) {
            return taken.step("the hours from before cannot be given back", doorName(taken.door))
        }
        return .init("To give the hours from before back:", ["move", name] + options)
    }

    /// How a door is named on a command line.
    func doorName(_ door: Stay.Door) -> String {
        let others = look.doors.values.filter { $0.deviceID != door.deviceID && $0.name == door.name }
        let isPlain = ForeignText.line(door.name) == door.name && !door.name.hasPrefix("-") && !door.name.contains("*")
        return others.isEmpty && isPlain && !door.name.isEmpty ? door.name : door.deviceID
    }
}
