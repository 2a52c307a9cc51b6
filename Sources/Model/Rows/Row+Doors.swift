package import CivilTime

extension Row {
    /// Whether codes are made or ended, so that more than one call brings the row to its end.
    package var changesDoors: Bool { change != .hours }

    /// Whether somebody who can open a door of the stay at `instant` is left without any new one for a door that goes.
    package func takesDoors(at instant: Instant) -> Bool {
        guard changesDoors, status == .planned else { return false }
        // A door keeps the stay's code where a second one goes.
        let second = Set(members.lazy.filter { $0.part == .keep }.map(\.deviceID))
        let isInside = members.contains {
            $0.part == .drop && !second.contains($0.deviceID) && $0.before.isInside(at: instant)
        }
        return isInside && !members.contains { $0.part == .add && $0.after.isInside(at: instant) }
    }

    /// Whether its codes differ, before or after.
    package var isMixed: Bool {
        before == nil && members.contains { $0.before.exists } || after == nil && members.contains { $0.after.exists }
    }

    /// The codes that give way to one with the stay's PIN, or that go beside one: by their PIN these doors open no more.
    package var repinned: [Member] {
        guard change == .doors, keepsPIN else { return [] }
        return members.filter { code in
            code.part == .drop && members.contains { $0.part != .drop && $0.deviceID == code.deviceID }
        }
    }

    /// How many codes the row makes.
    package var madeCount: Int { members.count { $0.part == .add } }

    /// Whether the codes that it makes get a PIN that nobody has.
    package var makesPIN: Bool { change == .create || change == .doors && !keepsPIN && madeCount > 0 }

    /// How many codes the row ends.
    package var endedCount: Int { members.count { $0.part == .drop } }
}

extension Row.Member {
    /// What becomes of a member's code.
    package enum Part: Hashable, Sendable {
        /// It is made.
        case add
        /// It ends.
        case drop
        /// It stays, perhaps with other hours.
        case keep
    }

    /// What becomes of the code.
    package var part: Part {
        if !before.exists { return .add }
        return after.exists ? .keep : .drop
    }
}
