package import Model

/// Numbers of a journal.
package struct JournalCounts: Hashable, Sendable {
    /// The firings by state.
    package var firings: [Firing.State: Int] = [:]
    /// The runs by state, as they are written: a run whose process died counts as running.
    package var runs: [RunRecord.State: Int] = [:]
    /// The rows by status.
    package var rows: [RowStatus: Int] = [:]
    /// The requests of firings that were answered with 429.
    package var rateLimited = 0
    /// Notices that were not told yet.
    package var notices = 0

    /// Makes counts of nothing.
    package init() {}
}
