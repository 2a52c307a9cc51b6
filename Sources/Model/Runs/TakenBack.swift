package import CivilTime

/// That a change of a group's hours in the last hours was taken back wholly.
package struct TakenBack: Hashable, Sendable {
    /// The place of the row that was asked about, from 0.
    package var row: Int
    /// The run that had changed the hours.
    package var run: RunRecord
    /// The run that took it back.
    package var undo: RunRecord
    /// When that was sent.
    package var at: Instant

    /// Makes it of its parts.
    package init(row: Int, run: RunRecord, undo: RunRecord, at instant: Instant) {
        self.row = row
        self.run = run
        self.undo = undo
        at = instant
    }
}
