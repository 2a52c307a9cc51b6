package import CivilTime

/// What a script asked for, before it is known what it means for each code.
package struct Change: Sendable {
    /// How a bound moves.
    package enum Move: Hashable, Sendable {
        /// To an instant, whatever it was.
        case to(Instant)
        /// By a distance from where it is.
        case by(TimeSpan)
        /// By calendar days, at the same time on the clock of the door.
        case byDays(Int)
        /// To an instant, unless it is later already.
        case noEarlierThan(Instant)

        /// Where a bound goes that is at `instant` in `zone`.
        /// - Throws: `gap` or `repeated` when the wall time on the new day is missing or there twice; `overflow`.
        func applied(to instant: Instant, in zone: Zone) throws(CivilTimeError) -> Instant {
            switch self {
            case .to(let target): return target
            case .by(let span): return try instant.adding(span)
            case .noEarlierThan(let target): return max(instant, target)
            case .byDays(let days):
                let wall = zone.civil(at: instant)
                return try zone.instant(for: CivilDateTime(date: try wall.date.adding(days: days), time: wall.time))
            }
        }

        /// Whether doing it twice would do more than doing it once.
        var isRelative: Bool {
            switch self {
            case .by, .byDays: true
            case .to, .noEarlierThan: false
            }
        }
    }

    /// What happens to the start, nil for nothing.
    package var starts: Move?
    /// What happens to the end, nil for nothing.
    package var ends: Move?
    /// The new name, nil for the old one.
    package var name: String?
    /// Why, in the words of the script.
    package var because: String?
    /// Whether the change may take the door from a guest who is inside.
    package var allowsLockout = false
    /// The line that asked for it, such as `late.lua:6`.
    package var position: String?

    /// Makes a change.
    package init(starts: Move? = nil, ends: Move? = nil, name: String? = nil) {
        self.starts = starts
        self.ends = ends
        self.name = name
    }

    /// Whether nothing was asked for.
    package var isEmpty: Bool { starts == nil && ends == nil && name == nil }

    /// Whether doing it twice would do more than doing it once.
    package var isRelative: Bool {
        [starts, ends].contains { $0?.isRelative == true }
    }

    /// The fields that it touches.
    package var fields: Set<ChangedField> {
        var fields: Set<ChangedField> = []
        if starts != nil { fields.insert(.startsAt) }
        if ends != nil { fields.insert(.endsAt) }
        if name != nil { fields.insert(.name) }
        return fields
    }
}
