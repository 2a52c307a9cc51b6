internal import CivilTime
internal import Journal
internal import Model
internal import Synchronization

/// Keeps the calls of one script that take effect at once, outside of its plan.
///
/// The run is in the journal before the first of them is sent. Under `--allow-direct` each call is kept before it is sent
/// and again when it was answered; under `--unplanned` calls are kept in packs, so that the wire sets the pace.
final class EffectJournal: Sendable {
    /// When a call is kept.
    enum Manner: Sendable {
        /// Before it is sent, and with its answer: what became of it is known even after a crash.
        case oneByOne
        /// With its answer, many at a time: what was answered in the last second is lost in a crash.
        case packed
    }

    /// What was sent so far.
    struct Count: Hashable, Sendable {
        var sent = 0
        var failed = 0
    }

    private struct State {
        var opening: Task<Void, any Error>?
        var isOpen = false
        var waiting: [DirectEffect] = []
        var waitingSince: Instant?
        var count = Count()

        mutating func add(_ end: DirectEffect.State) {
            count.sent += 1
            if end != .done { count.failed += 1 }
        }
    }

    private static let pack = 2000
    private static let patience = TimeSpan(milliseconds: 1000)

    let manner: Manner
    private let journal: @Sendable () throws(JournalError) -> any Journal
    private let record: RunRecord
    private let clock: EngineClock
    private let isPaced: Bool
    private let state = Mutex(State())

    /// Makes it for a run that the journal does not know yet.
    init(
        _ manner: Manner,
        record: RunRecord,
        isPaced: Bool = true,
        clock: EngineClock,
        journal: @escaping @Sendable () throws(JournalError) -> any Journal,
    ) {
        self.manner = manner
        self.record = record
        self.isPaced = isPaced
        self.clock = clock
        self.journal = journal
    }

    /// What was sent so far.
    var count: Count { state.withLock { $0.count } }

    /// Keeps what has to be kept before a call is sent, and waits for a place at its device.
    /// - Throws: `JournalError` when it cannot be kept; nothing may be sent then.
    func begin(_ path: String, _ parameters: String, deviceID: String?) async throws(JournalError) -> DirectEffect {
        if !state.withLock({ $0.isOpen }) { try await open() }
        guard manner == .oneByOne else { return made(path, parameters, deviceID: deviceID) }
        while true {
            let verdict = try await journal().recordDirectIntent(
                made(path, parameters, deviceID: deviceID),
                run: record.id,
                isPaced: isPaced,
                at: clock.now(),
            )
            switch verdict {
            case .kept(let effect): return effect
            case .wait(let until):
                do {
                    try await clock.sleep(max(until - clock.now(), TimeSpan(milliseconds: 50)))
                } catch {
                    throw JournalError(.busy, "The call waited for its door and was cancelled: nothing was sent.")
                }
            }
        }
    }

    /// Whether a call can be sent at once, because the run is in the journal and calls are kept with their answers.
    var canKeepLater: Bool { manner == .packed && state.withLock { $0.isOpen } }

    /// A call that is about to be sent.
    func made(_ path: String, _ parameters: String, deviceID: String?) -> DirectEffect {
        DirectEffect(path: path, parameters: parameters, deviceID: deviceID, sentAt: clock.now())
    }

    /// Keeps what became of a call in the pack; when that is full, `completion` comes after it was written.
    func keepLater(_ effect: DirectEffect, _ completion: @escaping @Sendable (JournalError?) -> Void) {
        let full = add(effect)
        guard !full.isEmpty else { return completion(nil) }
        // Ended by `completion`.
        Task {
            do throws(JournalError) {
                try await journal().recordDirectEffects(full, run: record.id)
                completion(nil)
            } catch {
                completion(error)
            }
        }
    }

    /// Keeps what became of a call.
    /// - Throws: `JournalError` when it cannot be kept.
    func end(_ effect: DirectEffect) async throws(JournalError) {
        var effect = effect
        effect.answeredAt = clock.now()
        switch manner {
        case .oneByOne:
            state.withLock { $0.add(effect.state) }
            try await journal().finishDirectEffects([effect], run: record.id)
        case .packed:
            let full = add(effect)
            if !full.isEmpty { try await journal().recordDirectEffects(full, run: record.id) }
        }
    }

    /// Adds a call that was answered now, and takes the pack when it is full or old.
    private func add(_ effect: DirectEffect) -> [DirectEffect] {
        let now = clock.now()
        return state.withLock { state in
            state.add(effect.state)
            state.waiting.append(effect)
            state.waiting[state.waiting.count - 1].answeredAt = now
            let since = state.waitingSince ?? now
            state.waitingSince = since
            guard state.waiting.count >= Self.pack || now - since >= Self.patience else { return [] }
            defer {
                state.waiting = []
                state.waitingSince = nil
            }
            return state.waiting
        }
    }

    /// Keeps what is still waiting.
    /// - Throws: `JournalError` when it cannot be kept.
    func flush() async throws(JournalError) {
        let left = state.withLock { state in
            defer { state.waiting = [] }
            return state.waiting
        }
        if !left.isEmpty { try await journal().recordDirectEffects(left, run: record.id) }
    }

    /// Ends the run in the journal, unless nothing was sent or somebody else has ended it.
    /// - Throws: `JournalError` when it cannot be kept.
    func finish(_ end: RunRecord.State) async throws(JournalError) {
        try await flush()
        let wasOpen = state.withLock { state in
            defer { state.isOpen = false }
            return state.isOpen
        }
        if wasOpen { try await journal().finishRun(record.id, state: end, at: clock.now()) }
    }

    /// Says that the plan of the same run ends it.
    func handOver() {
        state.withLock { $0.isOpen = false }
    }

    /// Writes the run; calls that are made at the same time wait for the same write.
    private func open() async throws(JournalError) {
        let task = state.withLock { state in
            if let opening = state.opening { return opening }
            // All who call meanwhile await it, and so does the first.
            let task = Task { [journal, record] in try await journal().openRun(record) }
            state.opening = task
            return task
        }
        do {
            try await task.value
        } catch {
            throw error as? JournalError ?? JournalError(.storage, "\(error)")
        }
        state.withLock { $0.isOpen = true }
    }
}
