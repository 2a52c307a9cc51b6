import CivilTime
internal import Dispatch
import Journal
internal import Model
import Synchronization

/// The lease of this process on a server, which shows the others that it lives: renewed on a connection and a thread of its
/// own for as long as the process works on something.
///
/// The lease ends by the clock of the database, and the trust in it by the monotonic clock of the process, a second before.
/// A process that was stopped, or cut off, finds its trust gone before it sends anything.
final class Lease: Sendable {
    /// How long things last; tests shrink them.
    struct Timing: Hashable, Sendable {
        /// Milliseconds from a renewal to the end of the lease.
        var lease = Trial.milliseconds(15_000)
        /// Milliseconds from the beginning of a renewal to the end of the trust.
        var trust = Trial.milliseconds(14_000)
        /// Milliseconds between two renewals.
        var renewal = Trial.milliseconds(5000)
    }

    private struct State {
        var worker: Worker
        var trustedUntil: ContinuousClock.Instant?
        var isRunning = false
        var isClosed = false
        var serves = false
    }

    let timing: Timing
    private let lane: PostgresLane
    private let state: Mutex<State>
    private let lost: @Sendable () -> Void

    /// Makes a lease that nobody has yet; `lost` is told when it was given up by others.
    init(_ worker: Worker, lane: PostgresLane, timing: Timing, lost: @escaping @Sendable () -> Void) {
        self.lane = lane
        self.timing = timing
        self.lost = lost
        state = Mutex(State(worker: worker))
    }

    /// The worker as the server knows it; after a loss it is another one.
    var worker: Worker { state.withLock { $0.worker } }

    /// Whether anything may be sent in the name of this process.
    var isTrusted: Bool {
        state.withLock { state in state.trustedUntil.map { ContinuousClock.now < $0 } ?? false }
    }

    /// When the trust ends, by the machine's `elapsed`; its beginning where there is none.
    var trustEnd: TimeSpan { state.withLock { $0.trustedUntil }.map(EngineClock.elapsedOnMachine(at:)) ?? .zero }

    /// Says that this process fires the schedules, or does not any more.
    func serve(_ serves: Bool) {
        state.withLock { $0.serves = serves }
        if serves { begin() } else { lane.async { _ in self.renew() } }
    }

    /// Says that this process has read other zone data, at once where it has a lease.
    func note(zoneData: String) {
        let isRunning = state.withLock { state in
            state.worker.zoneData = zoneData
            return state.isRunning
        }
        if isRunning { lane.async { _ in self.renew() } }
    }

    /// Takes the lease, unless this process has it.
    func begin() {
        let isFirst = state.withLock { state in
            defer { state.isRunning = true }
            return !state.isRunning && !state.isClosed
        }
        guard isFirst else { return }
        lane.wait { _ in renew() }
        tick()
    }

    /// Gives the lease back, so that others need not wait for its end.
    func close() {
        let wasRunning = state.withLock { state in
            defer { (state.isClosed, state.trustedUntil) = (true, nil) }
            return state.isRunning && !state.isClosed
        }
        if wasRunning { lane.wait { _ in giveBack() } }
        lane.close()
    }

    private func tick() {
        DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(Int(timing.renewal))) { [weak self] in
            guard let self, !state.withLock({ $0.isClosed }) else { return }
            lane.async { [weak self] _ in
                self?.renew()
                self?.tick()
            }
        }
    }

    /// One renewal, on the lane's thread.
    ///
    /// What cannot be renewed is tried again at the next turn, and meanwhile trust ends.
    private func renew() {
        let (worker, serves, isClosed) = state.withLock { ($0.worker, $0.serves, $0.isClosed) }
        guard !isClosed else { return }
        let began = ContinuousClock.now
        let isThere = try? lane.attempt { connection in
            let isKnown = state.withLock { $0.trustedUntil != nil }
            let sql = isKnown ? Self.renewal : Self.taking
            let (before, done) = (Instant.now(), try connection.query(sql, values(of: worker, serves: serves)))
            guard case .integer(let now)? = done.lines.first?.first else { return false }
            ServerClock.follow(now, between: before, and: .now())
            return true
        }
        state.withLock { state in
            guard state.worker.id == worker.id, !state.isClosed else { return }
            if isThere == true { state.trustedUntil = began.advanced(by: .milliseconds(timing.trust)) }
            // Somebody has given this worker up, so that its claims are others'.
            if isThere == false {
                state.trustedUntil = nil
                state.worker.id = RandomName.make()
            }
        }
        if isThere == false {
            lost()
            renew()
        }
    }

    private func values(of worker: Worker, serves: Bool) -> [SQLValue] {
        [
            .text(worker.id), .text(worker.label), .integer(worker.startedAt.milliseconds), .integer(timing.lease),
            .text(worker.version), .text(worker.zoneData), .integer(Int64(PostgresSchema.current.steps.count)),
            .integer(serves ? 1 : 0),
        ]
    }

    private static let taking = """
        INSERT INTO worker (id, label, startedAt, leaseUntil, version, zoneData, schemaVersion, serves)
        VALUES (?1, ?2, ?3, journal_now() + CAST(?4 AS BIGINT), ?5, ?6, ?7, ?8)
        ON CONFLICT (id) DO UPDATE SET leaseUntil = excluded.leaseUntil, serves = excluded.serves
        RETURNING journal_now() AS now
        """

    private static let renewal = """
        UPDATE worker SET label = ?2, startedAt = ?3, leaseUntil = journal_now() + CAST(?4 AS BIGINT), version = ?5,
            zoneData = ?6, schemaVersion = ?7, serves = ?8 WHERE id = ?1
        RETURNING journal_now() AS now
        """

    private func giveBack() {
        let worker = worker
        _ = try? lane.attempt { connection in
            _ = try connection.query(
                "DELETE FROM claim WHERE worker = ?1 AND subject LIKE 'firing-%'",
                [.text(worker.id)],
            )
            _ = try connection.query(
                "UPDATE worker SET leaseUntil = journal_now(), serves = 0 WHERE id = ?1",
                [.text(worker.id)]
            )
        }
    }
}

extension PostgresLane.Limits {
    /// Those of the lane on which a lease is renewed: what takes longer than the trust lasts is of no use.
    func ofLease(_ timing: Lease.Timing) -> PostgresLane.Limits {
        var limits = self
        limits.transaction = min(transaction, Double(timing.renewal) / 1000)
        limits.patience = min(patience, Double(timing.renewal) / 1000)
        return limits
    }
}
