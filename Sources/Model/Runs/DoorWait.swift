package import CivilTime

/// A row that waits for a lock, as its codes were made or ended by Seam and are not, or are still, there.
package struct DoorWait: Sendable {
    /// The run.
    package var run: RunRecord
    /// The row.
    package var row: Row
    /// The member of the row whose lock it is.
    package var member: Row.Member
    /// When somebody else arrives at the door next, nil where nobody is known to.
    package var nextArrival: Instant?

    /// Whether an ended PIN may still open the door; else the lock has not got a new one.
    package var isOldPIN: Bool { row.error?.code == .stillOpens }

    /// Makes it of its parts.
    package init(run: RunRecord, row: Row, member: Row.Member, nextArrival: Instant? = nil) {
        self.run = run
        self.row = row
        self.member = member
        self.nextArrival = nextArrival
    }
}
