package import CivilTime
package import Model

/// What an apply needs of a journal.
package protocol ApplyJournal: Sendable {
    /// What is known of a run's rows and doors before an apply begins.
    /// - Throws: `unknownRun`.
    func past(of run: String, at instant: Instant) async throws(JournalError) -> ApplyPast

    /// Keeps which rows are about to be sent, and takes the slots of their doors, in one transaction; to be awaited before
    /// the first of them is. `ends` are those of earlier sends.
    /// - Returns: Which rows may be sent; the others wait for their doors, or were taken out of the run, and were not kept.
    /// - Throws: `notOwned` unless this process works on the run, `frozen` and `stopRequested` when nothing may be sent,
    ///   `unknownRow`.
    func recordIntents(
        _ intents: [RowIntent],
        after ends: [SendEnd],
        run: String,
        at instant: Instant,
    ) async throws(JournalError) -> IntentVerdict

    /// Makes sure that the next send may leave; to be asked right before it does.
    /// - Throws: `notOwned` when another process works on the run by now, `frozen`, `stopRequested`.
    func requirePermission(toSendFor run: String) async throws(JournalError)

    /// Until when this process may send for what it has taken, by the machine's `elapsed`; nil where nothing ends that.
    var trustEnd: TimeSpan? { get }

    /// Keeps what became of rows and of their members, and how the sends of an apply ended; `ends` is nil where nothing was
    /// sent since, so that anybody may keep what a run that is over has come to.
    /// - Returns: The rows among them that were taken out of the run meanwhile: these stay as they are.
    /// - Throws: `notOwned` while the run is unfinished and not this process's, and for an apply whose run another process
    ///   has ended, `unknownRun`, `unknownRow`.
    @discardableResult
    func recordOutcomes(
        _ outcomes: [RowOutcome],
        after ends: [SendEnd]?,
        run: String,
        at instant: Instant,
    ) async throws(JournalError) -> TakenRows

    /// Keeps that sends returned after the run was taken over, or when this process might not send any more: nothing of what
    /// they found is believed, their groups are closed to other values for a while, and whoever looks at the run is told to
    /// look at them.
    /// - Throws: `unknownRun`, `unknownRow`.
    func recordLate(_ rows: [Int], run: String, at instant: Instant) async throws(JournalError)
}

extension ApplyJournal {
    package var trustEnd: TimeSpan? { nil }

    /// Keeps what became of rows that were not sent since.
    @discardableResult
    package func recordOutcomes(
        _ outcomes: [RowOutcome],
        run: String,
        at instant: Instant,
    ) async throws(JournalError) -> TakenRows {
        try await recordOutcomes(outcomes, after: nil, run: run, at: instant)
    }
}
