import CivilTime
internal import Journal
internal import Model
import Synchronization

/// Who works on what: the runs and firings of this process, each with the token of its claim, and whether others live.
protocol RunLocks: Sendable {
    /// This process, as others see it.
    var worker: Worker { get }

    /// Whether a living process, this one included, works on the run; asked inside a transaction.
    func isHeld(_ id: String, in sql: any SQLSession) throws -> Bool

    /// The token of the claim, nil unless this process works on the run.
    func token(of id: String) -> String?

    /// Takes a run.
    /// - Returns: The token of a new claim, nil when somebody else works on it.
    func take(_ id: String) async throws(JournalError) -> String?

    /// Keeps a claim that was just taken, in the transaction that begins the work.
    func claim(_ id: String, token: String, at instant: Instant, in sql: any SQLSession) throws

    /// Lets a run go; `isOver` tells that nobody will take it again.
    func release(_ id: String, isOver: Bool) async

    /// Notes that the process which had a subject is known to be gone, so that nobody waits for the end of its lease.
    func noteEnd(of id: String, in sql: any SQLSession) throws

    /// Makes sure that this process may send for what it has taken.
    /// - Throws: `notOwned`.
    func requireTrust() throws(JournalError)

    /// Until when this process may send for what it has taken, by the machine's `elapsed`; nil where nothing ends that.
    var trustEnd: TimeSpan? { get }

    /// Lets all go.
    func releaseAll()
}

/// Locks on files.
///
/// The kernel releases a lock when its process dies, and keeps it while the process is stopped: whoever has the lock of a
/// run works on it. A lock whose file was deleted guards nothing, and then the token tells who works on the run.
final class FileLocks: RunLocks {
    private struct Held {
        var lock: RunLock
        var token: String
    }

    let worker: Worker
    private let files: JournalDirectory
    private let locks = Mutex<[String: Held]>([:])

    init(files: JournalDirectory, worker: Worker) {
        self.files = files
        self.worker = worker
    }

    func isHeld(_ id: String, in sql: any SQLSession) throws -> Bool {
        guard RunRule.canName(id) else { return false }
        return try RunLock.isHeld(files.runLock(id))
    }

    func token(of id: String) -> String? {
        locks.withLock { $0[id]?.token }
    }

    func take(_ id: String) async throws(JournalError) -> String? {
        guard let lock = try RunLock.take(files.runLock(id)) else { return nil }
        let token = RandomName.make()
        locks.withLock { $0[id] = Held(lock: lock, token: token) }
        return token
    }

    func claim(_ id: String, token: String, at instant: Instant, in sql: any SQLSession) throws {
        try ClaimTable(sql: sql).take(id, worker: worker, token: token, at: instant)
    }

    /// Releases the lock of a run; the file of a run that is over goes too.
    func release(_ id: String, isOver: Bool) async {
        if isOver { files.deleteRunLock(id) }
        locks.withLock { $0[id] = nil }
    }

    func noteEnd(of id: String, in sql: any SQLSession) {}

    func requireTrust() {}

    var trustEnd: TimeSpan? { nil }

    func releaseAll() {
        locks.withLock { $0.removeAll() }
    }
}
