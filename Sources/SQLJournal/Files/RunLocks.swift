internal import Journal
internal import Model
import Synchronization

/// The locks of runs that this process has, each with the token of its claim.
///
/// The kernel releases a lock when its process dies, and keeps it while the process is stopped: whoever has the lock of a
/// run works on it. A lock whose file was deleted guards nothing, and then the token tells who works on the run.
final class RunLocks: Sendable {
    private struct Held {
        var lock: RunLock
        var token: String
    }

    private let files: JournalDirectory
    private let locks = Mutex<[String: Held]>([:])

    init(files: JournalDirectory) {
        self.files = files
    }

    /// Whether a living process, this one included, works on the run.
    func isHeld(_ id: String) throws(JournalError) -> Bool {
        guard RunRule.canName(id) else { return false }
        return try RunLock.isHeld(files.runLock(id))
    }

    /// The token of the claim, nil unless this process works on the run.
    func token(of id: String) -> String? {
        locks.withLock { $0[id]?.token }
    }

    /// Takes the lock of a run.
    /// - Returns: The token of a new claim, nil when somebody else has the lock.
    func take(_ id: String) throws(JournalError) -> String? {
        guard let lock = try RunLock.take(files.runLock(id)) else { return nil }
        let token = RandomName.make()
        locks.withLock { $0[id] = Held(lock: lock, token: token) }
        return token
    }

    /// Releases the lock of a run; the file of a run that is over goes too.
    func release(_ id: String, deletingFile: Bool) {
        if deletingFile { files.deleteRunLock(id) }
        locks.withLock { $0[id] = nil }
    }

    /// Releases all.
    func releaseAll() {
        locks.withLock { $0.removeAll() }
    }
}

/// Names that nobody else gives.
enum RandomName {
    /// 32 hexadecimal digits.
    static func make() -> String {
        (0..<2).map { _ in
            let digits = String(UInt64.random(in: .min ... .max), radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }
        .joined()
    }
}
