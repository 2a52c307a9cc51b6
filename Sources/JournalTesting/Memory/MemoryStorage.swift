internal import Journal
package import Model
internal import Synchronization

/// What the journals in memory of one place share: their contents, and the locks of living processes.
///
/// Each `MemoryJournal` on it is what a process of its own would be. A transaction is a change of a copy, which takes the
/// place of the contents when nothing was thrown.
package final class MemoryStorage: Sendable {
    private let contents = Mutex(MemoryContents())
    /// The lock of each run and firing that a living process works on, by the token of the take.
    private let locks = Mutex<[String: String]>([:])

    /// Makes an empty place.
    package init() {}

    /// Frees the lock of a run whose process lives, which does not notice.
    package func loseLock(of run: String) {
        locks.withLock { $0[run] = nil }
    }

    /// Has the journal know of these processes.
    package func know(of nodes: [NodeRecord]) {
        contents.withLock { $0.nodes = nodes }
    }

    /// Makes the journal one that has lost something.
    package func lose(_ loss: JournalLoss) {
        contents.withLock { $0.loss = loss }
    }

    func read<T: Sendable>(_ body: (MemoryContents) throws(JournalError) -> T) throws(JournalError) -> T {
        try contents.withLock { contents throws(JournalError) in try body(contents) }
    }

    func write<T: Sendable>(_ body: (inout MemoryContents) throws(JournalError) -> T) throws(JournalError) -> T {
        try contents.withLock { contents throws(JournalError) in
            var changed = contents
            let result = try body(&changed)
            contents = changed
            return result
        }
    }

    func isLocked(_ name: String) -> Bool {
        locks.withLock { $0[name] != nil }
    }

    /// Takes a lock.
    /// - Returns: Whether nobody else has it.
    func lock(_ name: String, token: String) -> Bool {
        locks.withLock { locks in
            guard locks[name] == nil else { return false }
            locks[name] = token
            return true
        }
    }

    /// Releases a lock, unless it is somebody else's by now.
    func unlock(_ name: String, token: String) {
        locks.withLock { locks in
            if locks[name] == token { locks[name] = nil }
        }
    }
}
