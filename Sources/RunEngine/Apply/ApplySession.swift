import CivilTime
internal import Journal
internal import Model
import Synchronization

/// One apply while it runs: starts batches as the board allows, and performs what the board and its rows decide.
final class ApplySession: Sendable {
    /// What the batches share.
    struct State {
        var board: ApplyBoard
        var tally: ApplyTally
        var seen: SeenCodes?
        /// The rows of which a send returned when this process might not send any more.
        var late: Set<Int> = []
    }

    let run: String
    let gateway: any CodeGateway
    let journal: any ApplyJournal
    let clock: EngineClock
    let options: ApplyOptions
    let permits: Permits
    private let stop: StopSignal
    private let progress: @Sendable (ApplyProgress) -> Void
    private let state: Mutex<State>
    private let reporting = Mutex(())
    private let changes: AsyncStream<Void>
    private let changed: AsyncStream<Void>.Continuation

    init(
        run: String,
        state: State,
        gateway: any CodeGateway,
        journal: any ApplyJournal,
        clock: EngineClock,
        options: ApplyOptions,
        stop: StopSignal,
        progress: @escaping @Sendable (ApplyProgress) -> Void,
    ) {
        self.run = run
        self.gateway = gateway
        self.journal = journal
        self.clock = clock
        self.options = options
        self.stop = stop
        self.progress = progress
        self.state = Mutex(state)
        permits = Permits(max(1, options.concurrency))
        (changes, changed) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    }

    /// Works until nothing is left to start and nothing is under way.
    func finish() async throws(JournalError) -> [Row] {
        await work()
        await keepEnds()
        let (rows, failure) = withBoard { ($0.machines.map(\.row), $0.failure) }
        if let failure { throw failure }
        return rows
    }

    /// Whether nothing new may start.
    var isStopping: Bool {
        isHurried || state.withLock { $0.tally.isBeyondFailures || $0.board.hasLostEnd }
    }

    /// Whether what is under way shall end soon, too.
    var isHurried: Bool {
        stop.isSet || Task.isCancelled || withBoard { $0.failure != nil }
    }

    /// Reads or changes the board.
    func withBoard<T: Sendable>(_ body: (inout ApplyBoard) -> T) -> T {
        state.withLock { body(&$0.board) }
    }

    /// What was seen of the codes of some rows when the plan was made, if nothing has to be read again; each row is
    /// compared with it once.
    func takeSeen(for rows: [Int]) -> SeenCodes? {
        state.withLock { state in
            guard let seen = state.seen, clock.age(of: seen.at) <= options.freshness else { return nil }
            let codes = rows.flatMap { state.board.machines[$0].row.stateIDs }
            guard codes.allSatisfy({ seen.states[$0] != nil }) else { return nil }
            for code in codes { state.seen?.states[code] = nil }
            return seen
        }
    }

    /// Waits, in short steps, so that a stop is seen soon.
    func nap(until instant: Instant) async {
        while !isHurried {
            let left = instant - clock.now()
            guard left > .zero else { return }
            // A wait that was cancelled shows as a stop.
            try? await clock.sleep(min(left, Self.longestNap))
        }
    }

    /// Asks right before a send whether it may leave: whether nobody has stopped the run, frozen everything, or taken the
    /// run over.
    func mayNotSend() async -> Bool {
        if isStopping { return true }
        do throws(JournalError) {
            try await journal.requirePermission(toSendFor: run)
            return false
        } catch {
            fail(error)
            return true
        }
    }

    /// The latest moment at which a send may leave that may not leave after `limit`: this process has to be trusted then.
    func lastMoment(_ limit: TimeSpan) -> TimeSpan { journal.trustEnd.map { min($0, limit) } ?? limit }

    /// Notes that a send of a row has returned, or that nobody knows whether it has arrived.
    ///
    /// Where this process was stopped or cut off for so long that another one might have taken the run over, nothing of what
    /// it found is believed.
    func returned(_ row: Int) {
        guard let end = journal.trustEnd, clock.elapsed() >= end else { return }
        state.withLock { _ = $0.late.insert(row) }
        fail(OwnershipRule.lateReturn(of: run))
    }

    /// Keeps the outcomes of settled rows, and tells how far the apply is.
    func keepOutcomes(of rows: [Int]) async {
        guard !rows.isEmpty else { return }
        let outcomes = await record(rows)
        for outcome in outcomes { report(outcome) }
    }

    /// Puts rows back whose intents were kept and of which nothing has left, and keeps that it is so.
    func leave(unsent rows: [Int]) async {
        guard !rows.isEmpty else { return }
        withBoard { board in
            for row in rows { board.leaveUnsent(row) }
        }
        _ = await record(rows)
    }

    /// Tells the journal how sends ended that it does not know of yet.
    func keepEnds() async {
        guard withBoard({ $0.failure == nil && !$0.ends.isEmpty }) else { return }
        _ = await record([])
    }

    private func record(_ rows: [Int]) async -> [RowOutcome] {
        let (outcomes, kept, ends) = withBoard { board in
            let outcomes = rows.map { board.machines[$0].outcome(at: $0) }
            let kept = outcomes.map { options.offline.kept($0, of: board.machines[$0.row].row) }
            return (outcomes, kept, board.takeEnds())
        }
        let late = state.withLock { $0.late }
        let known = kept.filter { !late.contains($0.row) }
        await recordLate(outcomes.filter { late.contains($0.row) })
        do throws(JournalError) {
            let taken = try await journal.recordOutcomes(known, after: ends, run: run, at: clock.now())
            return taken.isEmpty ? outcomes : leave(taken, of: outcomes)
        } catch {
            fail(error)
            if error.code == .notOwned { await recordLate(known) }
        }
        return outcomes
    }

    /// Leaves rows to the run that has taken them out of this one; what was found of them belongs to that run.
    private func leave(_ taken: TakenRows, of outcomes: [RowOutcome]) -> [RowOutcome] {
        withBoard { board in
            for (row, reason) in taken { board.take(row, away: reason) }
            return outcomes.map { taken[$0.row] == nil ? $0 : board.machines[$0.row].outcome(at: $0.row) }
        }
    }

    /// Keeps that sends of this process returned after another one had taken the run over, or might have.
    private func recordLate(_ outcomes: [RowOutcome]) async {
        let sent = outcomes.filter { !$0.isUntouched }.map(\.row)
        guard !sent.isEmpty else { return }
        do throws(JournalError) {
            try await journal.recordLate(sent, run: run, at: clock.now())
        } catch {
            fail(error)
        }
    }

    /// Lets nothing new start, because the journal cannot keep it.
    func fail(_ error: JournalError) {
        withBoard { board in
            if board.failure == nil { board.failure = error }
        }
    }

    /// Looks again at what can start.
    func signal() {
        changed.yield()
    }

    private static let longestNap = TimeSpan(milliseconds: 200)

    private func work() async {
        await withDiscardingTaskGroup { group in
            group.addTask { await self.countDown() }
            var changes = changes.makeAsyncIterator()
            var alarm: Instant?
            var batches = 0
            loop: while true {
                let stopping = isStopping
                let now = clock.now()
                if let set = alarm, set <= now { alarm = nil }
                switch withBoard({ $0.next(at: now, stopping: stopping) }) {
                case .start(let rows):
                    batches += 1
                    let batch = ApplyBatch(session: self, number: batches)
                    group.addTask { await self.work(batch, on: rows) }
                case .wait(let until):
                    if let until, until < alarm ?? Instant(milliseconds: .max) {
                        alarm = until
                        group.addTask { await self.ring(at: until) }
                    }
                    // Nothing more comes once the task is cancelled, and nothing more may start then.
                    guard await changes.next() != nil else { break loop }
                case .done:
                    break loop
                }
            }
            group.cancelAll()
        }
    }

    private func work(_ batch: ApplyBatch, on rows: [Int]) async {
        await batch.work(on: rows)
        withBoard { $0.endedBatch() }
        signal()
    }

    private func ring(at instant: Instant) async {
        await nap(until: instant)
        signal()
    }

    /// Tells every second how long rows still wait for what another run has sent.
    private func countDown() async {
        while withBoard({ $0.quarantine(at: clock.now()) }) != nil, !isStopping {
            reporting.withLock { _ in
                let now = clock.now()
                progress(state.withLock { $0.tally.report(board: $0.board, at: now) })
            }
            await nap(until: clock.now() + Self.countDownStep)
        }
    }

    private static let countDownStep = TimeSpan(milliseconds: 1000)

    private func report(_ outcome: RowOutcome) {
        reporting.withLock { _ in
            let now = clock.now()
            progress(state.withLock { $0.tally.settle(outcome, board: $0.board, at: now) })
        }
    }
}
