package import CivilTime
package import Model

/// What the engine remembers over processes: runs, their rows, who holds which group, and, with the functions of
/// `ScheduleJournal`, the firings of schedules.
///
/// Nothing above this protocol knows how it is kept, and nothing may assume that one process uses it. Instants come from
/// the caller. A write has reached the disk when its function returns, and it is not undone by a cancelled task.
/// No secret and no PIN is ever given to a journal. Besides the codes that are named at a function, each one can throw
/// `storage`, `diskFull` and `readOnly`; then nothing of the call was written.
package protocol Journal: ScheduleJournal {
    /// Writes a new run with its rows and takes every group and code that they touch, or writes nothing.
    ///
    /// A run in another state than `running` is kept as a record only: it takes no lock and holds nothing.
    /// The checks of labels, of changes of the last hours and of holds are part of the same transaction. A run that
    /// `openRun` wrote goes on here.
    /// - Throws: `busy` or `unfinishedRun` when another run holds one of them, `once`, `recent`, `duplicateRun`,
    ///   `invalidRun`.
    func beginRun(_ run: RunRecord, rows: [Row]) async throws(JournalError)

    /// Writes a new run before its rows are known, for what its script changes at once.
    /// - Throws: `duplicateRun`, `invalidRun`.
    func openRun(_ run: RunRecord) async throws(JournalError)

    /// What stands in the way of rows that are still planned, in the order of the rows; `beginRun` asks again.
    /// - Throws: `storage` when the files cannot be read.
    func priors(of rows: [Row], scope: WorkspaceScope, at instant: Instant) async throws(JournalError) -> [Prior]

    /// Until when sends without an answer may still arrive in the workspace of a run, seen from that run.
    /// - Throws: `storage` when the files cannot be read.
    func quarantine(for run: String, at instant: Instant) async throws(JournalError) -> Quarantined

    /// Makes this process the one that works on a run which stopped before it finished.
    /// - Throws: `unknownRun`, `busy` while another process works on it, `finishedRun` when nothing is left to do.
    func adoptRun(_ id: String, at instant: Instant) async throws(JournalError) -> AdoptedRun

    /// Keeps that these rows are about to be sent; to be awaited before the first of them is.
    /// - Throws: `notOwned` unless this process works on the run, `unknownRow`.
    func recordIntents(_ intents: [RowIntent], run: String, at instant: Instant) async throws(JournalError)

    /// Keeps what became of rows and of their members.
    /// - Throws: `notOwned` while the run is unfinished and not this process's, `unknownRun`, `unknownRow`.
    func recordOutcomes(_ outcomes: [RowOutcome], run: String, at instant: Instant) async throws(JournalError)

    /// Ends this process's work on a run, and frees its groups unless a row is still planned, intended or pending.
    /// - Returns: Whether the run is over. If not, it keeps its groups until it is adopted or abandoned.
    /// - Throws: `notOwned` unless this process works on the run.
    @discardableResult
    func finishRun(_ id: String, state: RunRecord.State, at instant: Instant) async throws(JournalError) -> Bool

    /// Ends a run for good and frees its groups; its rows stay as they are.
    /// - Throws: `unknownRun`, `busy` while another process works on it, `finishedRun` when it holds nothing.
    func abandonRun(_ id: String, at instant: Instant) async throws(JournalError)

    /// Whether a living process, this one included, works on the run.
    /// - Throws: `storage` when the files cannot be read.
    func isHeld(_ id: String) throws(JournalError) -> Bool

    /// The newest runs, newest first.
    /// - Throws: `storage` when the files cannot be read.
    func runs(limit: Int) async throws(JournalError) -> [RunRecord]

    /// The runs that hold groups and that no process works on, newest first.
    /// - Throws: `storage` when the files cannot be read.
    func unfinishedRuns() async throws(JournalError) -> [RunRecord]

    /// One run; one that is `running` without a living process reads as `interrupted`.
    /// - Throws: `unknownRun`.
    func run(_ id: String) async throws(JournalError) -> RunRecord

    /// The rows of a run with their present status, in the order of the plan.
    /// - Throws: `unknownRun`.
    func rows(of run: String) async throws(JournalError) -> [Row]

    /// Everything that was recorded of a run, oldest first.
    /// - Throws: `unknownRun`.
    func events(of run: String) async throws(JournalError) -> [JournalEvent]

    /// Every change of a group or a code over all runs, oldest run first, by its key, its id or its name.
    /// - Throws: `storage` when the files cannot be read.
    func history(of text: String) async throws(JournalError) -> [GroupHistory]

    /// The runs that began since `instant`, newest first, each with the number of its rows by status.
    /// - Throws: `storage` when the files cannot be read.
    func rowCounts(since instant: Instant) async throws(JournalError) -> [(run: RunRecord, counts: [RowStatus: Int])]

    /// The names of groups that some run had a row of, at most so many.
    /// - Throws: `storage` when the files cannot be read.
    func rowNames(limit: Int) async throws(JournalError) -> [String]

    /// Keeps where the groups of a workspace are, in place of all that was known of it.
    /// - Throws: `storage` when the files cannot be written.
    func keepKnownGroups(_ groups: [KnownGroup], scope: WorkspaceScope) async throws(JournalError)

    /// The groups of this key, or whose name is this or begins with these words, that were seen in the last 24 hours.
    /// - Throws: `storage` when the files cannot be read.
    func knownGroups(
        matching text: String,
        scope: WorkspaceScope,
        at instant: Instant,
    ) async throws(JournalError) -> [KnownGroup]

    /// Those groups of some keys and ids that were seen in the last 24 hours, in any order.
    /// - Throws: `storage` when the files cannot be read.
    func knownGroups(
        of identifiers: [String],
        scope: WorkspaceScope,
        at instant: Instant,
    ) async throws(JournalError) -> [KnownGroup]

    /// Keeps calls that are about to be sent, or that were sent and answered already, in one transaction.
    /// - Returns: The same calls with their numbers.
    /// - Throws: `notOwned` unless this process works on the run.
    func recordDirectEffects(
        _ effects: [DirectEffect],
        run: String,
    ) async throws(JournalError) -> [DirectEffect]

    /// Keeps what became of calls that were kept as open.
    /// - Throws: `notOwned` unless this process works on the run, `unknownRow`.
    func finishDirectEffects(_ effects: [DirectEffect], run: String) async throws(JournalError)

    /// The calls of a run that changed something at once, oldest first.
    /// - Throws: `unknownRun`.
    func directEffects(of run: String) async throws(JournalError) -> [DirectEffect]

    /// The instants at which each device was sent to since `instant`, over all runs, oldest first, by device id.
    /// - Throws: `storage` when the files cannot be read.
    func lastSends(since instant: Instant) async throws(JournalError) -> [String: [Instant]]

    /// What the newest completed run of a script, or of a schedule, has kept, as JSON; nil where there is nothing.
    /// - Throws: `storage` when the files cannot be read.
    func memory(of scope: String) async throws(JournalError) -> String?

    /// Notes what a run keeps if it ends completed.
    /// - Throws: `storage` when the files cannot be written.
    func proposeMemory(_ value: String, scope: String, run: String, at instant: Instant) async throws(JournalError)

    /// Keeps what a run has proposed, if anything, in place of what was kept before.
    /// - Throws: `storage` when the files cannot be written.
    func keepMemory(of run: String, at instant: Instant) async throws(JournalError)

    /// Releases the locks and closes the files; the journal is of no use afterwards.
    func close()
}
