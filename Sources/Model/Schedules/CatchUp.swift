package import CivilTime

/// Which instants of a schedule fire now, and which are missed: the rule for whatever was late.
///
/// An instant that is at most a minute late is on time: the machine was busy. What is later was missed by a machine that
/// was off or asleep, by a clock that jumped, or by a journal that could not be written.
package struct CatchUp: Hashable, Sendable {
    /// How late a firing may be and still be on time.
    package static let punctual = TimeSpan(milliseconds: 60_000)
    /// The most instants that are looked at; those before them are neither fired nor kept.
    package static let longest = 10_000

    /// The instants that fire, oldest first.
    package private(set) var firings: [Instant] = []
    /// The instants that are missed, oldest first.
    package private(set) var missed: [Instant] = []

    /// Sorts the instants of a schedule that have come by `now`, and were neither fired nor missed before.
    ///
    /// A schedule whose newest firing lies ahead of the clock fired while the clock was ahead: then the last minute is
    /// looked at, and its firings show which instants had their turn.
    package init(_ schedule: Schedule, now: Instant) {
        var floor = max(schedule.addedAt, schedule.resumedAt ?? schedule.addedAt)
        if let last = schedule.lastFiredAt { floor = max(floor, last > now ? now - Self.punctual : last) }
        var due: [Instant] = []
        var bound = now + TimeSpan(milliseconds: 1)
        while due.count < Self.longest,
            let instant = schedule.cron.previous(before: bound, in: schedule.zone, onClockChange: schedule.dst),
            instant > floor
        {
            due.append(instant)
            bound = instant
        }
        for instant in due.reversed() {
            let lateness = now - instant
            let isNewest = instant == due.first
            let fires =
                switch schedule.missed {
                case .skip: lateness < Self.punctual
                case .latest: isNewest && lateness <= max(schedule.grace, Self.punctual)
                case .all: lateness <= max(schedule.grace, Self.punctual)
                }
            if fires { firings.append(instant) } else { missed.append(instant) }
        }
    }

    /// Whether an instant fires later than on time.
    package static func isLate(_ nominal: Instant, at now: Instant) -> Bool {
        now - nominal >= punctual
    }
}
