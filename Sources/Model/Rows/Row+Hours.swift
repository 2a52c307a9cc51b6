package import CivilTime

extension Row {
    /// Whether a start or an end moves.
    package var changesHours: Bool { changes.contains(.startsAt) || changes.contains(.endsAt) }

    /// Whether the row gives codes the hours that they have, so that Seam brings them to the locks anew.
    package var sendsAgain: Bool {
        change == .hours && status != .already && !members.isEmpty && members.allSatisfy { $0.before == $0.after }
    }

    /// Whether somebody who can open a door at `instant` could not after the change: the start moves later, or the end
    /// earlier.
    package func locksOut(at instant: Instant) -> Bool {
        if changesDoors, takesDoors(at: instant) { return true }
        return status == .planned && members.contains { $0.before.isInside(at: instant) && $0.losesTime }
    }

    /// Whether somebody who can open a door at `instant` could not open it at that same instant after the change.
    package func shutsOut(at instant: Instant) -> Bool {
        if changesDoors { return takesDoors(at: instant) }
        return status == .planned
            && members.contains { $0.before.isInside(at: instant) && !$0.after.isInside(at: instant) }
    }

    /// Whether somebody who can open a door at `instant` after the change could not once it is taken back.
    package func isTakenBackFromInside(at instant: Instant) -> Bool {
        var back = self
        back.status = .planned
        if changesDoors { back.change = change == .create ? .cancel : .doors }
        for place in members.indices {
            (back.members[place].before, back.members[place].after) = (members[place].after, members[place].before)
        }
        return back.shutsOut(at: instant)
    }

    /// Whether some door is open for less time after the change, at either end.
    package var losesTime: Bool { members.contains(where: \.losesTime) }

    /// Whether every door is open at least as long at both ends, and some door longer.
    package var onlyGainsTime: Bool {
        changesHours && !losesTime && members.allSatisfy(\.keepsKind) && members.contains(where: \.gainsTime)
    }

    /// How much the stay loses at its most shortened end, over all doors; zero where none loses.
    package var loss: TimeSpan { members.map(\.loss).max() ?? .zero }
}

extension Row.Member {
    /// Whether the start moves later or the end earlier.
    package var losesTime: Bool { loss > .zero }

    /// Whether the start moves earlier or the end later.
    package var gainsTime: Bool { startsBy < .zero || endsBy > .zero }

    /// The greater of what is lost at the start and at the end; zero where nothing is.
    package var loss: TimeSpan { max(startsBy, .zero - endsBy, .zero) }

    /// How far the start moves; zero where one side has none.
    package var startsBy: TimeSpan { Self.way(before.startsAt, after.startsAt) }

    /// How far the end moves; zero where one side has none.
    package var endsBy: TimeSpan { Self.way(before.endsAt, after.endsAt) }

    fileprivate var keepsKind: Bool { before.kind == after.kind }

    private static func way(_ before: Instant?, _ after: Instant?) -> TimeSpan {
        guard let before, let after else { return .zero }
        return after - before
    }
}

extension Sequence where Element == Row {
    /// The zone that all rows have which have one; nil where two have different ones, or none has any.
    package var commonZone: String? {
        var found: String?
        for row in self {
            guard let zone = row.zone else { continue }
            guard found == nil || found == zone else { return nil }
            found = zone
        }
        return found
    }
}

extension Row {
    /// Whether `verify` has found that others changed it after the run, or took a code away.
    package var isChangedByOthers: Bool { error?.code == .changedOutside || error?.code == .gone }
}
