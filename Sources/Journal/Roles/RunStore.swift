package import CivilTime
package import Model

/// What is remembered of runs and of their rows, and who works on them.
package protocol RunStore: Sendable {
    /// Writes a new run with its rows and takes every group and code that they touch, or writes nothing.
    ///
    /// A run in another state than `running` is kept as a record only: it takes no lock and holds nothing.
    /// The checks of labels, of changes of the last hours and of holds are part of the same transaction. A run that
    /// `openRun` wrote goes on here. A run that names one booking takes its group out of the run that holds it, unless
    /// that one has sent something whose end is not known yet.
    /// - Throws: `frozen`; `busy` or `unfinishedRun` when another run holds one of them, `once`, `recent`, `lostCommits`,
    ///   `duplicateRun`, `invalidRun`.
    func beginRun(_ run: RunRecord, rows: [Row]) async throws(JournalError)

    /// Writes a new run before its rows are known, for what its script changes at once.
    /// - Throws: `duplicateRun`, `invalidRun`.
    func openRun(_ run: RunRecord) async throws(JournalError)

    /// What stands in the way of rows that are still planned, in the order of the rows; `beginRun` asks again.
    /// - Throws: `storage` when it cannot be read.
    func priors(of rows: [Row], scope: WorkspaceScope, at instant: Instant) async throws(JournalError) -> [Prior]

    /// The changes of the last hours to the groups of rows that are still planned and add to what is there, which were taken back
    /// wholly: in the order of the rows, the newest first.
    /// - Throws: `storage` when it cannot be read.
    func takenBack(from rows: [Row], scope: WorkspaceScope, at instant: Instant) async throws(JournalError)
        -> [TakenBack]

    /// Makes this process the one that works on a run which stopped before it finished.
    /// - Throws: `unknownRun`, `busy` while another process works on it, `finishedRun` when nothing is left to do.
    func adoptRun(_ id: String, at instant: Instant) async throws(JournalError) -> AdoptedRun

    /// Ends this process's work on a run, and frees its groups unless a row is still planned, intended or pending.
    /// - Returns: Whether the run is over. If not, it keeps its groups until it is adopted or abandoned.
    /// - Throws: `notOwned` unless this process works on the run.
    @discardableResult
    func finishRun(_ id: String, state: RunRecord.State, at instant: Instant) async throws(JournalError) -> Bool

    /// Ends a run for good and frees its groups; its rows stay as they are.
    /// - Throws: `unknownRun`, `busy` while another process works on it, `finishedRun` when it holds nothing.
    func abandonRun(_ id: String, at instant: Instant) async throws(JournalError)

    /// Whether a living process, this one included, works on the run.
    /// - Throws: `storage` when it cannot be read.
    func isHeld(_ id: String) async throws(JournalError) -> Bool

    /// The newest runs, newest first.
    /// - Throws: `storage` when it cannot be read.
    func runs(limit: Int) async throws(JournalError) -> [RunRecord]

    /// The runs that hold groups and that no process works on, newest first.
    /// - Throws: `storage` when it cannot be read.
    func unfinishedRuns() async throws(JournalError) -> [RunRecord]

    /// One run; one that is `running` without a living process reads as `interrupted`.
    /// - Throws: `unknownRun`.
    func run(_ id: String) async throws(JournalError) -> RunRecord

    /// The rows of a run with their present status, in the order of the plan.
    /// - Throws: `unknownRun`.
    func rows(of run: String) async throws(JournalError) -> [Row]

    /// Keeps what the plan of a run left out, in its order.
    /// - Throws: `unknownRun`.
    func keepLeftOut(_ left: [Plan.LeftOut], run: String, at instant: Instant) async throws(JournalError)

    /// What the plan of a run left out, in its order: what and why.
    /// - Throws: `unknownRun`.
    func leftOut(of run: String) async throws(JournalError) -> [Plan.LeftOut]

    /// Everything that was recorded of a run, oldest first.
    /// - Throws: `unknownRun`.
    func events(of run: String) async throws(JournalError) -> [JournalEvent]

    /// Every change of a group or a code over all runs, oldest run first, by its key, its id or its name.
    /// - Throws: `storage` when it cannot be read.
    func history(of text: String) async throws(JournalError) -> [GroupHistory]

    /// The hours that runs sent to some codes of a workspace, oldest first; without rows of which it is certain that they failed.
    /// - Throws: `storage` when it cannot be read.
    func sentHours(to codes: [String], in scope: WorkspaceScope) async throws(JournalError) -> [SentHours]

    /// The runs that began since `instant`, newest first, each with the number of its rows by status.
    /// - Throws: `storage` when it cannot be read.
    func rowCounts(since instant: Instant) async throws(JournalError) -> [(run: RunRecord, counts: [RowStatus: Int])]

    /// The names of groups that some run had a row of, at most so many.
    /// - Throws: `storage` when it cannot be read.
    func rowNames(limit: Int) async throws(JournalError) -> [String]

    /// The names of groups that some run had a row of, with the names of the doors that they had there; at most so many doors.
    /// - Throws: `storage` when it cannot be read.
    func rowDoors(limit: Int) async throws(JournalError) -> [String: [String]]

    /// The doors of a server that are busy with updates or closed, over all runs, by device id.
    /// - Throws: `storage` when it cannot be read.
    func busyDoors(of endpoint: String, at instant: Instant) async throws(JournalError) -> [String: DoorState]
}
