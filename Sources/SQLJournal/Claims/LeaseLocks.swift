import CivilTime
import Journal
internal import Model
import Synchronization

/// Claims on a server: who has one whose worker has a lease works on its subject.
///
/// A process that dies leaves its lease, which ends by the clock of the database; one that closes the journal gives it back
/// at once. Whoever takes a run over deletes the worker that had it, which can then renew nothing any more.
final class LeaseLocks: RunLocks {
    private let store: PostgresStore
    private let lease: Lease
    private let tokens: ClaimTokens

    init(store: PostgresStore, worker: Worker, lane: PostgresLane, timing: Lease.Timing) {
        self.store = store
        let tokens = ClaimTokens()
        self.tokens = tokens
        lease = Lease(worker, lane: lane, timing: timing) { tokens.forgetAll() }
    }

    var worker: Worker { lease.worker }

    func isHeld(_ id: String, in sql: any SQLSession) throws -> Bool {
        try LeaseTable(sql: sql).holder(of: id) != nil
    }

    func token(of id: String) -> String? {
        tokens[id]
    }

    func take(_ id: String) async throws(JournalError) -> String? {
        lease.begin()
        let token = RandomName.make()
        let worker = lease.worker
        let isTaken = try await store.write { sql in
            let table = LeaseTable(sql: sql)
            guard try table.holder(of: id) == nil else { return false }
            try table.giveUpWorker(of: id)
            try ClaimTable(sql: sql).take(id, worker: worker, token: token, at: table.now())
            return true
        }
        guard isTaken else { return nil }
        tokens[id] = token
        return token
    }

    /// The claim is there since it was taken, unless somebody has found this process without a lease meanwhile.
    func claim(_ id: String, token: String, at instant: Instant, in sql: any SQLSession) throws {
        try ClaimTable(sql: sql).require(token, of: id)
    }

    func release(_ id: String, isOver: Bool) async {
        guard let token = tokens[id] else { return }
        tokens[id] = nil
        _ = try? await store.write { sql in try ClaimTable(sql: sql).release(id, token: token) }
    }

    func noteEnd(of id: String, in sql: any SQLSession) throws {
        guard tokens[id] == nil else { return }
        try LeaseTable(sql: sql).end(ofWorkerWith: id, but: worker.id)
    }

    func requireTrust() throws(JournalError) {
        guard !lease.isTrusted else { return }
        throw JournalError(
            .notOwned,
            "This process could not renew its lease on the journal (\(store.place.shown)), so that another node may go on "
                + "with its runs: it sends nothing more.",
        )
    }

    var trustEnd: TimeSpan? { lease.trustEnd }

    /// Says that this process fires the schedules, or does not any more.
    func serve(_ serves: Bool) { lease.serve(serves) }

    /// Says that this process has read other zone data.
    func note(zoneData: String) { lease.note(zoneData: zoneData) }

    func releaseAll() {
        tokens.forgetAll()
        lease.close()
    }
}

/// The tokens of what this process works on.
private final class ClaimTokens: Sendable {
    private let tokens = Mutex<[String: String]>([:])

    subscript(_ subject: String) -> String? {
        get { tokens.withLock { $0[subject] } }
        set { tokens.withLock { $0[subject] = newValue } }
    }

    func forgetAll() { tokens.withLock { $0.removeAll() } }
}
