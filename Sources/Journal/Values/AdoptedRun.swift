package import CivilTime
package import Model

/// A run that another process left, with all that a resume needs.
package struct AdoptedRun: Hashable, Sendable {
    /// A row and the last time it was about to be sent.
    package struct Entry: Hashable, Sendable {
        /// The row as it stands.
        package var row: Row
        /// The last intent, nil when none was recorded.
        package var lastIntent: LastIntent?

        /// The row as it is to be shown: what became of one that was about to be sent is not known before it is read.
        package var shown: Row {
            guard lastIntent?.isOpen == true, row.status == .planned else { return row }
            var row = row
            row.status = .pending
            for place in row.members.indices where row.members[place].status == .planned {
                row.members[place].status = .pending
            }
            row.error = .sentOrNot
            return row
        }

        /// Makes an entry of its parts.
        package init(row: Row, lastIntent: LastIntent?) {
            self.row = row
            self.lastIntent = lastIntent
        }
    }

    /// The newest intent of a row.
    package struct LastIntent: Hashable, Sendable {
        /// Which attempt it was, from 1.
        package var attempt: Int
        /// When it was recorded.
        package var recordedAt: Instant
        /// Whether no outcome followed it: only reading tells what became of it.
        package var isOpen: Bool

        /// Makes an intent of its parts.
        package init(attempt: Int, recordedAt: Instant, isOpen: Bool) {
            self.attempt = attempt
            self.recordedAt = recordedAt
            self.isOpen = isOpen
        }
    }

    /// The run, in the state `running` and with this process's id.
    package var record: RunRecord
    /// Its rows, in the order of the plan.
    package var entries: [Entry]

    /// Makes it of its parts.
    package init(record: RunRecord, entries: [Entry]) {
        self.record = record
        self.entries = entries
    }
}
