package import CivilTime
package import Model

/// How an apply works.
package struct ApplyOptions: Sendable {
    /// The most requests that are under way at a time; a number under 1 counts as 1.
    package var concurrency: Int
    /// How fast it sends.
    package var pace: Pace
    /// The most rows that are read in one request; a number under 1 counts as 1.
    package var batchSize: Int
    /// When a change is read back, counted from the last send of its batch; without any, at once.
    package var readBacks: [TimeSpan] = [0, 1, 3, 10, 30].map { TimeSpan(milliseconds: $0 * 1000) }
    /// The age from which a read is repeated before a send relies on it.
    package var freshness = TimeSpan(milliseconds: 5000)
    /// Codes as they were read for the plan, compared instead of the first read where they are still fresh; nil for none.
    package var seen: SeenCodes?
    /// Whether a person has named this one booking, so that other runs leave it the next place at its doors.
    package var isNamed = false
    /// The share of failed rows, in percent of all, at which nothing new is sent; nil to go on to the end.
    package var stopAtPercent: Int?
    /// The locks that could not be reached when the plan was made.
    package var offline = OfflineLocks()

    /// Makes options.
    package init(concurrency: Int = 16, pace: Pace = .documented, batchSize: Int = 25) {
        self.concurrency = concurrency
        self.pace = pace
        self.batchSize = batchSize
    }

    /// The most batches that read, send or wait for their first read-back at a time.
    ///
    /// A batch uses one request while it reads, and many while it sends, so there are more than the sends alone would need.
    var openBatches: Int {
        let size = max(1, batchSize)
        return 2 + 3 * ((max(1, concurrency) + size - 1) / size)
    }
}

/// Codes as one reading found them.
package struct SeenCodes: Sendable {
    /// The codes' states, by id.
    package var states: [String: CodeState]
    /// When the request of the reading left, or the first of them.
    package var at: Moment

    /// Makes it of both.
    package init(states: [String: CodeState], at moment: Moment) {
        self.states = states
        at = moment
    }
}
