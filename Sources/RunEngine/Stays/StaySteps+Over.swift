internal import CivilTime
internal import Model

/// What to do about hours that are over, by a plan or by hand: their codes are gone, or go, and take no other hours.
extension StaySteps {
    /// Whether the hours of a code are over: Seam takes none for it any more.
    func isOver(_ door: Stay.Door) -> Bool { door.state.endsAt.map { $0 <= look.now } ?? false }

    /// Whether the whole stay is gone, or over: it gets in again by new codes only.
    var hasNoHours: Bool { stay.isGone || stay.isOver(at: look.now) }

    /// Whether the code of a door went, although the stay has others.
    func isLost(_ door: Stay.Door) -> Bool {
        !stay.isGone && stay.lost.contains { $0.accessCodeID == door.accessCodeID }
    }

    /// The end that a stay should have on a door, where that is ahead: its own, or that from before somebody else made it earlier.
    func ownEnd(of door: Stay.Door) -> Instant? {
        if let end = door.state.endsAt, end > look.now { return end }
        let before = (history.cut(door.accessCodeID, by: look.now) ?? shouldBe(door))?.from.endsAt
        return before.flatMap { $0 > look.now ? $0 : nil }
    }

    /// How a stay whose code goes, or is gone, gets in again; one that has codes on other doors is let in by those meanwhile.
    func renewed(_ door: Stay.Door) -> [StayAnswer.Step] {
        guard !stay.isGone, !stay.isOver(at: look.now) else { return again(door) + byHand(door) }
        let shown = door.name.shown
        let words =
            "The old code is being taken off the lock of \(shown), and no new one with the stay's PIN is taken until that is done"
        return [
            .init("\(words). Open it with a key or send somebody; to wait for its lock:", wait(doorName(door))),
            .init("Then, to see how its code is made anew:", ["why", name]),
        ]
    }

    /// What opens a door meanwhile whose lock is offline: no code reaches it.
    private func byHand(_ door: Stay.Door) -> [StayAnswer.Step] {
        guard let lock = look.doors[door.deviceID], lock.trouble != nil || lock.isOnline == false else { return [] }
        let words =
            "The lock of \(door.name.shown) is offline, and a new code reaches it when it is back: until then open it with a "
            + "key or send somebody. To wait for it:"
        return [.init(words, wait(doorName(door)))]
    }

    /// Whether the codes of a row have what it gave them still: those that others have changed since are no more taken back.
    func isAsLeft(_ row: Row) -> Bool {
        let there = Dictionary(stay.doors.map { ($0.accessCodeID, $0.state) }) { first, _ in first }
        return row.members.allSatisfy { member in
            guard member.part != .drop, member.hasCode else { return true }
            return there[member.accessCodeID].map { $0.hasHours(of: member.after) } ?? false
        }
    }
}
