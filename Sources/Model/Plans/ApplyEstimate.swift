package import CivilTime

/// How long an apply takes within the documented limits, what makes it so long, and by when it has to begin.
package struct ApplyEstimate: Hashable, Sendable {
    /// The time from the first request to the last answer.
    package var duration = TimeSpan.zero
    /// The door whose codes take longest, nil when no door makes anybody wait.
    package var pacingDoor: String?
    /// The last instant at which the apply can begin so that nobody is late; nil when no row has a time to be met.
    package var startBy: Instant?
    /// The zone of the door that has to be met first.
    package var startByZone: String?
    /// The number of stays that are late even if the apply begins at once.
    package var late = 0

    /// Makes an estimate of nothing.
    package init() {}
}
