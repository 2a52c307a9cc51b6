import CivilTime
package import Journal
package import Model

/// Brings the rows of a run to what they want: reads, compares, keeps the intent, sends, reads back, keeps the outcome.
///
/// The same loop applies, resumes and undoes: it sends absolute values only, and nothing to a code that is neither as it was
/// when the plan was made nor as it shall be.
package struct Applier: Sendable {
    private let gateway: any CodeGateway
    private let journal: any ApplyJournal
    private let clock: EngineClock
    private let options: ApplyOptions
    private let stop: StopSignal
    private let progress: @Sendable (ApplyProgress) -> Void

    /// Makes an applier; `progress` is called after every settled row, one call at a time.
    package init(
        gateway: any CodeGateway,
        journal: any ApplyJournal,
        clock: EngineClock,
        options: ApplyOptions = ApplyOptions(),
        stop: StopSignal = StopSignal(),
        progress: @escaping @Sendable (ApplyProgress) -> Void = { _ in },
    ) {
        self.gateway = gateway
        self.journal = journal
        self.clock = clock
        self.options = options
        self.stop = stop
        self.progress = progress
    }

    /// Applies the rows of a run that this process works on; all of them are given, in the order of the plan.
    ///
    /// Rows that are neither `planned` nor `pending` are left as they are. A stop, or the end of the task, lets what is in
    /// flight finish; rows that were not begun stay as they were.
    /// - Returns: The rows, in the order given, with what became of each.
    /// - Throws: The journal's first error, after the sends that were in flight have been finished.
    package func apply(_ rows: [Row], run: String) async throws(JournalError) -> [Row] {
        let now = clock.now()
        let past = try await journal.past(of: run, at: now)
        let board = ApplyBoard(
            rows: rows,
            pasts: RowPast.table(rows, past),
            busyDoors: options.pace == .off ? [:] : past.doors,
            options: options,
            at: now,
        )
        let session = ApplySession(
            run: run,
            state: ApplySession.State(
                board: board,
                tally: ApplyTally(rows, startedAt: now, stopAtPercent: options.stopAtPercent),
                seen: options.seen,
            ),
            gateway: gateway,
            journal: journal,
            clock: clock,
            options: options,
            stop: stop,
            progress: progress,
        )
        return try await session.finish()
    }
}
