package import CivilTime
package import Model
internal import Scripting

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
        /// To an instant, unless it is earlier already.
        case noLaterThan(Instant)
        /// To a time on the clock of the door, on the day on which it is; the choice is for a day when the clocks change.
        case clock(ClockTime, Zone.Choice?)
        /// To the latest (or the earliest) bound among the doors of the group.
        case latest
        case earliest

        /// Where a bound goes that is at `instant` in `zone`.
        /// - Throws: `gap` or `repeated` when the wall time on the new day is missing or there twice; `overflow`.
        func applied(to instant: Instant, in zone: Zone) throws(CivilTimeError) -> Instant {
            switch self {
            case .to(let target): return target
            case .by(let span): return try instant.adding(span)
            case .noEarlierThan(let target): return max(instant, target)
            case .noLaterThan(let target): return min(instant, target)
            case .byDays(let days):
                let wall = zone.civil(at: instant)
                return try zone.instant(for: CivilDateTime(date: try wall.date.adding(days: days), time: wall.time))
            case .clock(let time, let choice):
                let day = zone.civil(at: instant).date
                return try zone.instant(for: CivilDateTime(date: day, time: time), choosing: choice)
            case .latest, .earliest: return instant
            }
        }

        /// Whether doing it twice would do more than doing it once.
        var isRelative: Bool {
            switch self {
            case .by, .byDays: true
            case .to, .noEarlierThan, .noLaterThan, .clock, .latest, .earliest: false
            }
        }

        /// Whether it makes the doors of a group agree, whatever they had.
        var isAlignment: Bool { self == .latest || self == .earliest }

        /// Whether it needs the zone of the door.
        var isCivil: Bool {
            switch self {
            case .byDays, .clock: true
            case .to, .by, .noEarlierThan, .noLaterThan, .latest, .earliest: false
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
    /// A label under which the group is changed once, over all runs.
    package var once: String?
    /// The checks that may be passed over, because the script says so.
    package var allowed: Set<RowCheck> = []
    /// Whether it was asked for by the name or the key of one stay.
    package var isNamed = false
    /// Whether its instants were worked out from the group's own present hours.
    package var comesFromPresent = false
    /// The zones on whose clocks its times were read.
    package var wallZones: Set<String> = []
    /// Where the instants come from, by which the plan decides what a change of hours is.
    var startsOrigin = TimeOrigin.absolute
    var endsOrigin = TimeOrigin.absolute
    /// Whether it may set a field that an earlier change of the same plan has set to something else.
    package var replaces = false
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
    package var isRelative: Bool { comesFromPresent || isStep }

    /// Whether it moves a bound by a distance, which adds to what was recorded before.
    var isStep: Bool {
        [starts, ends].contains { $0?.isRelative == true }
    }

    /// Whether it makes the doors of a group agree.
    var isAlignment: Bool {
        [starts, ends].contains { $0?.isAlignment == true }
    }

    /// The fields that it touches.
    package var fields: Set<ChangedField> {
        Self.fieldSets[(starts == nil ? 0 : 1) + (ends == nil ? 0 : 2) + (name == nil ? 0 : 4)]
    }

    /// The sets of fields, made once: a plan keeps one for each of its rows.
    private static let fieldSets: [Set<ChangedField>] = (0..<8).map { bits in
        Set([ChangedField.startsAt, .endsAt, .name].enumerated().filter { bits & 1 << $0.offset != 0 }.map(\.element))
    }
}
