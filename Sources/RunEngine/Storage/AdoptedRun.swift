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
    }

    /// The newest intent of a row.
    package struct LastIntent: Hashable, Sendable {
        /// Which attempt it was, from 1.
        package var attempt: Int
        /// When it was recorded.
        package var recordedAt: Instant
        /// Whether no outcome followed it: only reading tells what became of it.
        package var isOpen: Bool
    }

    /// The run, in the state `running` and with this process's id.
    package var record: RunRecord
    /// Its rows, in the order of the plan.
    package var entries: [Entry]
}
