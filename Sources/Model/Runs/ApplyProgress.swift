package import CivilTime

/// How far an apply has come.
package struct ApplyProgress: Hashable, Sendable {
    /// The number of rows that the plan changes.
    package var total: Int
    /// The number of rows whose status is settled.
    package var settled: Int
    /// The rows by status.
    package var counts: [RowStatus: Int]
    /// When it is.
    package var now: Instant
    /// The zone that all doors stand in, nil where they differ or one is not known.
    package var zone: String?
    /// What it does to the stays, nil for several things.
    package var deed: RowDeed? = .moved
    /// The time since the apply began.
    package var elapsed: TimeSpan
    /// The estimated time that is left, nil until there is something to estimate from.
    package var remaining: TimeSpan?
    /// The door that the pace waits for, nil when none does.
    package var pacingDoor: String?
    /// The rows that were settled in a minute so far, nil in the first second.
    package var ratePerMinute: Int?
    /// The rows that wait for a send of another run that may still arrive, nil when none does.
    package var quarantine: Quarantine?

    /// The next old end of a guest inside whose hours have not moved yet, nil when none waits.
    package var nextEnd: NextEnd?

    /// An old end, before which the new hours must be there.
    package struct NextEnd: Hashable, Sendable {
        /// When the guest would lose the door.
        package var at: Instant
        /// The zone of the door, nil where it is not known.
        package var zone: String?
        /// Whether the row can be sent before.
        package var isInTime: Bool

        /// Makes an end of its parts.
        package init(at: Instant, zone: String?, isInTime: Bool) {
            self.at = at
            self.zone = zone
            self.isInTime = isInTime
        }
    }

    /// Rows that another run's send without an answer holds up.
    package struct Quarantine: Hashable, Sendable {
        /// The number of rows.
        package var rows: Int
        /// How long the last of them waits.
        package var left: TimeSpan

        /// Makes a quarantine of its parts.
        package init(rows: Int, left: TimeSpan) {
            self.rows = rows
            self.left = left
        }
    }

    /// Makes a progress of its parts.
    package init(
        total: Int,
        settled: Int,
        counts: [RowStatus: Int],
        now: Instant,
        elapsed: TimeSpan,
        remaining: TimeSpan?,
        pacingDoor: String? = nil,
    ) {
        self.total = total
        self.settled = settled
        self.counts = counts
        self.now = now
        self.elapsed = elapsed
        self.remaining = remaining
        self.pacingDoor = pacingDoor
    }
}
