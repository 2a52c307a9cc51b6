package import CivilTime
package import Model

/// What stops sends from anywhere, and the state of the journal itself.
package protocol ControlStore: Sendable {
    /// Freezes everything: nothing begins and nothing is sent, by anybody, until it ends.
    /// - Returns: The freeze, which is an earlier one where there was one.
    /// - Throws: `storage` when it cannot be written.
    func freeze(_ freeze: Freeze) async throws(JournalError) -> Freeze

    /// Ends the freeze.
    /// - Returns: Whether there was one.
    /// - Throws: `storage` when it cannot be written.
    func thaw() async throws(JournalError) -> Bool

    /// The freeze, nil when there is none.
    /// - Throws: `storage` when it cannot be read.
    func freeze() async throws(JournalError) -> Freeze?

    /// Asks a run to stop, wherever its process is; a resume takes the wish back.
    /// - Throws: `unknownRun`.
    func requestStop(of run: String, by operatorName: String, at instant: Instant) async throws(JournalError)

    /// Has the processes that serve on a machine take nothing new, from wherever it is asked; again is no change.
    /// - Throws: `storage` when it cannot be written.
    func drain(_ node: String, at instant: Instant) async throws(JournalError)

    /// Lets a machine take firings, plans and runs again.
    /// - Returns: Whether it was to take nothing new.
    /// - Throws: `storage` when it cannot be written.
    func undrain(_ node: String) async throws(JournalError) -> Bool

    /// The machines that are to take nothing new, each since when.
    /// - Throws: `storage` when it cannot be read.
    func drains() async throws(JournalError) -> [String: Instant]

    /// Whether the machine of this process is to take nothing new.
    /// - Throws: `storage` when it cannot be read.
    func isDraining() async throws(JournalError) -> Bool

    /// What the journal has lost, nil where nothing is known to be.
    /// - Throws: `storage` when it cannot be read.
    func loss() async throws(JournalError) -> JournalLoss?

    /// Takes the journal as it is: what was lost counts as looked at.
    /// - Throws: `storage` when it cannot be written.
    func acceptLoss(by operatorName: String, reason: String, at instant: Instant) async throws(JournalError)

    /// Deletes what is remembered of runs that ended before an instant: their rows, events and calls. Their records stay,
    /// and so do the labels that they used.
    /// - Returns: How many runs it was.
    /// - Throws: `storage` when it cannot be written.
    func prune(before instant: Instant) async throws(JournalError) -> Int
}
