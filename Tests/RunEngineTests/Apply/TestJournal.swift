import CivilTime
import Model
import Synchronization

@testable import RunEngine

/// The part of a journal that an apply uses: in memory, or before a real one, and failing when a test wants it.
final class TestJournal: Journal {
    struct State {
        var intents: [[RowIntent]] = []
        var outcomes: [[RowOutcome]] = []
        var events: [JournalEvent] = []
        var lastSends: [String: [Instant]] = [:]
        var quarantine: [String: Instant] = [:]
        var intentsBeforeFailure = Int.max
        var outcomesBeforeFailure = Int.max
    }

    private let state = Mutex(State())
    private let real: SQLiteJournal?
    private let simulation: Simulation

    init(_ simulation: Simulation, before real: SQLiteJournal? = nil) {
        self.simulation = simulation
        self.real = real
    }

    var snapshot: State { state.withLock { $0 } }

    /// Every outcome in the order in which it was kept.
    var outcomes: [RowOutcome] { snapshot.outcomes.flatMap(\.self) }

    func change(_ body: (inout State) -> Void) {
        state.withLock { body(&$0) }
    }

    func recordIntents(_ intents: [RowIntent], run: String, at instant: Instant) async throws(JournalError) {
        let isBroken = state.withLock { state in
            state.intents.append(intents)
            return state.intents.count > state.intentsBeforeFailure
        }
        if isBroken { throw Self.failure }
        guard let real else { return }
        try await simulation.outside { () throws(JournalError) in
            try await real.recordIntents(intents, run: run, at: instant)
        }
    }

    func recordOutcomes(_ outcomes: [RowOutcome], run: String, at instant: Instant) async throws(JournalError) {
        let isBroken = state.withLock { state in
            state.outcomes.append(outcomes)
            return state.outcomes.count > state.outcomesBeforeFailure
        }
        if isBroken { throw Self.failure }
        guard let real else { return }
        try await simulation.outside { () throws(JournalError) in
            try await real.recordOutcomes(outcomes, run: run, at: instant)
        }
    }

    func events(of run: String) async throws(JournalError) -> [JournalEvent] {
        guard let real else { return snapshot.events }
        return try await simulation.outside { () throws(JournalError) in try await real.events(of: run) }
    }

    func lastSends(since instant: Instant) async throws(JournalError) -> [String: [Instant]] {
        guard let real else { return snapshot.lastSends.mapValues { $0.filter { $0 >= instant } } }
        return try await simulation.outside { () throws(JournalError) in try await real.lastSends(since: instant) }
    }

    func quarantine(for run: String, at instant: Instant) async throws(JournalError) -> Quarantined {
        guard let real else { return Quarantined(byOthers: snapshot.quarantine.filter { $0.value > instant }) }
        return try await simulation.outside { () throws(JournalError) in
            try await real.quarantine(for: run, at: instant)
        }
    }

    private static let failure = JournalError(.diskFull, "The disk is full.")
}

// MARK: - What an apply has no business with

extension TestJournal {
    static let unused = JournalError(.storage, "An apply does not use this.")

    func beginRun(_ run: RunRecord, rows: [Row]) async throws(JournalError) { throw Self.unused }
    func openRun(_ run: RunRecord) async throws(JournalError) { throw Self.unused }
    func priors(of rows: [Row], scope: WorkspaceScope, at instant: Instant) async throws(JournalError) -> [Prior] {
        throw Self.unused
    }
    func history(of text: String) async throws(JournalError) -> [GroupHistory] { throw Self.unused }
    func rowCounts(
        since instant: Instant
    ) async throws(JournalError) -> [(run: RunRecord, counts: [RowStatus: Int])] { throw Self.unused }
    func rowNames(limit: Int) async throws(JournalError) -> [String] { throw Self.unused }
    func keepKnownGroups(_ groups: [KnownGroup], scope: WorkspaceScope) async throws(JournalError) { throw Self.unused }
    func knownGroups(
        matching text: String,
        scope: WorkspaceScope,
        at instant: Instant,
    ) async throws(JournalError) -> [KnownGroup] { throw Self.unused }
    func knownGroups(
        of identifiers: [String],
        scope: WorkspaceScope,
        at instant: Instant,
    ) async throws(JournalError) -> [KnownGroup] { throw Self.unused }
    func recordDirectEffects(
        _ effects: [DirectEffect],
        run: String,
    ) async throws(JournalError) -> [DirectEffect] { throw Self.unused }
    func finishDirectEffects(_ effects: [DirectEffect], run: String) async throws(JournalError) { throw Self.unused }
    func directEffects(of run: String) async throws(JournalError) -> [DirectEffect] { throw Self.unused }
    func adoptRun(_ id: String, at instant: Instant) async throws(JournalError) -> AdoptedRun { throw Self.unused }
    func finishRun(_ id: String, state: RunRecord.State, at instant: Instant) async throws(JournalError) -> Bool {
        throw Self.unused
    }
    func abandonRun(_ id: String, at instant: Instant) async throws(JournalError) { throw Self.unused }
    func isHeld(_ id: String) throws(JournalError) -> Bool { throw Self.unused }
    func runs(limit: Int) async throws(JournalError) -> [RunRecord] { throw Self.unused }
    func unfinishedRuns() async throws(JournalError) -> [RunRecord] { throw Self.unused }
    func run(_ id: String) async throws(JournalError) -> RunRecord { throw Self.unused }
    func rows(of run: String) async throws(JournalError) -> [Row] { throw Self.unused }
    func memory(of scope: String) async throws(JournalError) -> String? { throw Self.unused }
    func proposeMemory(
        _ value: String,
        scope: String,
        run: String,
        at instant: Instant,
    ) async throws(JournalError) { throw Self.unused }
    func keepMemory(of run: String, at instant: Instant) async throws(JournalError) { throw Self.unused }
    func close() {}
}
