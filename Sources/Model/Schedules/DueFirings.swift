package import CivilTime

/// The instants of a schedule that have come, and at which nothing fired: nobody serves.
///
/// Whoever serves claims an instant within a second, so that one that is older and was not claimed has nobody who fires it.
package struct DueFirings: Hashable, Sendable {
    /// How old an instant is before it is told.
    package static let patience = TimeSpan(milliseconds: 10_000)

    /// The schedule.
    package let schedule: Schedule
    /// The instants that whoever serves next fires, oldest first.
    package let firings: [Instant]
    /// The instants that are too late for the schedule, oldest first.
    package let missed: [Instant]

    /// Looks at a schedule at an instant; nil where nothing is due, and for one that is paused.
    package init?(_ schedule: Schedule, now: Instant) {
        // While the newest firing lies ahead of the clock, only the journal knows which instants had their turn.
        guard schedule.pausedAt == nil, schedule.lastFiredAt.map({ $0 <= now - Self.patience }) ?? true else {
            return nil
        }
        let due = CatchUp(schedule, now: now - Self.patience)
        self.schedule = schedule
        (firings, missed) = (due.firings, due.missed)
        guard !firings.isEmpty || !missed.isEmpty else { return nil }
    }

    /// How many instants there are.
    package var count: Int { firings.count + missed.count }
    /// The instant that is told: the newest one that still fires, else the newest that is missed.
    package var newest: Instant? { firings.last ?? missed.last }
    /// Whether one of them still fires.
    package var stillFires: Bool { !firings.isEmpty }
}
