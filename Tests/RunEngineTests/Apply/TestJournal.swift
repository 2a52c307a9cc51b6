import CivilTime
import Journal
import JournalTesting
import Model
import Synchronization

@testable import RunEngine

/// The part of a journal that an apply uses, with what was asked of it: before another one, or alone and then granting all,
/// and failing when a test wants it.
final class TestJournal: ApplyJournal {
    struct State {
        var intents: [[RowIntent]] = []
        var outcomes: [[RowOutcome]] = []
        var ends: [SendEnd] = []
        /// What is known before the apply, where there is no other journal.
        var past = ApplyPast()
        /// Why nothing more may be sent, nil while all may.
        var refusal: JournalError?
        var late: [Int] = []
        /// Until when the process may send, by the simulation's `elapsed`.
        var trustEnd: TimeSpan?
        var intentsBeforeFailure = Int.max
        var outcomesBeforeFailure = Int.max
    }

    private let state = Mutex(State())
    private let kept: MemoryJournal?

    init(before kept: MemoryJournal? = nil) {
        self.kept = kept
    }

    var snapshot: State { state.withLock { $0 } }

    /// Every outcome in the order in which it was kept, but for those of rows of which nothing has left.
    var outcomes: [RowOutcome] { snapshot.outcomes.flatMap(\.self).filter { $0.status != .planned } }

    /// The rows whose intents were kept and of which nothing has left.
    var unsent: Set<Int> { Set(snapshot.outcomes.flatMap(\.self).filter { $0.status == .planned }.map(\.row)) }

    func change(_ body: (inout State) -> Void) {
        state.withLock { body(&$0) }
    }

    func past(of run: String, at instant: Instant) async throws(JournalError) -> ApplyPast {
        try await kept?.past(of: run, at: instant) ?? snapshot.past
    }

    func recordIntents(
        _ intents: [RowIntent],
        after ends: [SendEnd],
        run: String,
        at instant: Instant,
    ) async throws(JournalError) -> IntentVerdict {
        let isBroken = state.withLock { state in
            state.ends += ends
            state.intents.append(intents.map { RowIntent(row: $0.row, attempt: $0.attempt) })
            return state.intents.count > state.intentsBeforeFailure
        }
        if isBroken { throw Self.failure }
        return try await kept?.recordIntents(intents, after: ends, run: run, at: instant)
            ?? IntentVerdict(granted: Set(intents.map(\.row)))
    }

    func requirePermission(toSendFor run: String) async throws(JournalError) {
        if let refusal = snapshot.refusal { throw refusal }
        try await kept?.requirePermission(toSendFor: run)
    }

    var trustEnd: TimeSpan? { snapshot.trustEnd }

    func recordOutcomes(
        _ outcomes: [RowOutcome],
        after ends: [SendEnd]?,
        run: String,
        at instant: Instant,
    ) async throws(JournalError) -> TakenRows {
        let isBroken = state.withLock { state in
            state.ends += ends ?? []
            if !outcomes.isEmpty { state.outcomes.append(outcomes) }
            return state.outcomes.count > state.outcomesBeforeFailure
        }
        if isBroken { throw Self.failure }
        return try await kept?.recordOutcomes(outcomes, after: ends, run: run, at: instant) ?? [:]
    }

    func recordLate(_ rows: [Int], run: String, at instant: Instant) async throws(JournalError) {
        change { $0.late += rows }
        try await kept?.recordLate(rows, run: run, at: instant)
    }

    private static let failure = JournalError(.diskFull, "The disk is full.")
}
