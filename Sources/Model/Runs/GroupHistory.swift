/// What one run did to a group or a code, with every step that was kept.
package struct GroupHistory: Hashable, Sendable {
    /// The run.
    package var run: RunRecord
    /// The row's place in the plan, from 0.
    package var ordinal: Int
    /// The row as it stands.
    package var row: Row
    /// Its steps, oldest first.
    package var events: [JournalEvent]

    /// Makes it of its parts.
    package init(
        run: RunRecord,
        ordinal: Int,
        row: Row,
        events: [JournalEvent],
    ) {
        self.run = run
        self.ordinal = ordinal
        self.row = row
        self.events = events
    }
}
