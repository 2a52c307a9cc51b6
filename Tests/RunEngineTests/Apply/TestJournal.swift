import CivilTime
import Journal
import Model
import SQLJournal
import Synchronization

@testable import RunEngine

/// The part of a journal that an apply uses: in memory, or before a real one, and failing when a test wants it.
final class TestJournal: ApplyJournal {
    struct State {
        var intents: [[RowIntent]] = []
        var outcomes: [[RowOutcome]] = []
        var events: [JournalEvent] = []
        var doors: [String: DoorState] = [:]
        /// Why nothing more may be sent, nil while all may.
        var refusal: JournalError?
        var late: [Int] = []
        var quarantine: [String: Instant] = [:]
        var intentsBeforeFailure = Int.max
        var outcomesBeforeFailure = Int.max
    }

    private let state = Mutex(State())
    private let real: SQLJournal?
    private let simulation: Simulation

    init(_ simulation: Simulation, before real: SQLJournal? = nil) {
        self.simulation = simulation
        self.real = real
    }

    var snapshot: State { state.withLock { $0 } }

    /// Every outcome in the order in which it was kept, but for those of rows of which nothing has left.
    var outcomes: [RowOutcome] { snapshot.outcomes.flatMap(\.self).filter { $0.status != .planned } }

    /// The rows whose intents were kept and of which nothing has left.
    var unsent: Set<Int> { Set(snapshot.outcomes.flatMap(\.self).filter { $0.status == .planned }.map(\.row)) }

    func change(_ body: (inout State) -> Void) {
        state.withLock { body(&$0) }
    }

    func recordIntents(
        _ intents: [RowIntent],
        after ends: [SendEnd],
        run: String,
        at instant: Instant,
    ) async throws(JournalError) -> IntentVerdict {
        let isBroken = state.withLock { state in
            state.intents.append(intents.map { RowIntent(row: $0.row, attempt: $0.attempt) })
            return state.intents.count > state.intentsBeforeFailure
        }
        if isBroken { throw Self.failure }
        guard let real else { return IntentVerdict(granted: Set(intents.map(\.row))) }
        return try await simulation.outside { () throws(JournalError) in
            try await real.recordIntents(intents, after: ends, run: run, at: instant)
        }
    }

    func requirePermission(toSendFor run: String) async throws(JournalError) {
        if let refusal = snapshot.refusal { throw refusal }
        guard let real else { return }
        try await simulation.outside { () throws(JournalError) in try await real.requirePermission(toSendFor: run) }
    }

    func recordLate(_ rows: [Int], run: String, at instant: Instant) async throws(JournalError) {
        change { $0.late += rows }
        guard let real else { return }
        try await simulation.outside { () throws(JournalError) in
            try await real.recordLate(rows, run: run, at: instant)
        }
    }

    func recordOutcomes(
        _ outcomes: [RowOutcome],
        after ends: [SendEnd],
        run: String,
        at instant: Instant,
    ) async throws(JournalError) -> TakenRows {
        let isBroken = state.withLock { state in
            if !outcomes.isEmpty { state.outcomes.append(outcomes) }
            return state.outcomes.count > state.outcomesBeforeFailure
        }
        if isBroken { throw Self.failure }
        guard let real else { return [:] }
        return try await simulation.outside { () throws(JournalError) in
            try await real.recordOutcomes(outcomes, after: ends, run: run, at: instant)
        }
    }

    func past(of run: String, at instant: Instant) async throws(JournalError) -> ApplyPast {
        if let real {
            return try await simulation.outside { () throws(JournalError) in try await real.past(of: run, at: instant) }
        }
        let state = snapshot
        var past = ApplyPast()
        for event in state.events {
            guard let row = event.row else { continue }
            switch event.kind {
            case .intent:
                past.intents[row] = AdoptedRun.LastIntent(
                    attempt: event.attempt ?? 1,
                    recordedAt: event.recordedAt,
                    isOpen: true,
                )
            case .outcome: past.intents[row]?.isOpen = false
            case .adopted, .abandoned, .late, .taken: break
            }
        }
        past.quarantine = Quarantined(byOthers: state.quarantine.filter { $0.value > instant })
        past.doors = state.doors
        return past
    }

    private static let failure = JournalError(.diskFull, "The disk is full.")
}
