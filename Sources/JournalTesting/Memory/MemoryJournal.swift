internal import CivilTime
internal import Journal
internal import Model
internal import Synchronization

/// A journal in memory, as one process of several that share a `MemoryStorage`.
///
/// It asks the same rules as the one in SQL, and is held to the same suite.
package final class MemoryJournal: Journal {
    let processID: Int32
    private let storage: MemoryStorage
    private let state = Mutex(State())

    private struct State {
        /// The token of each run and firing that this process works on.
        var tokens: [String: String] = [:]
        var takes = 0
        var isClosed = false
    }

    /// Opens what is kept in a place, as a process of its own.
    package init(_ storage: MemoryStorage = MemoryStorage(), processID: Int32 = 4711) {
        self.storage = storage
        self.processID = processID
    }

    deinit {
        close()
    }

    package func close() {
        let tokens = state.withLock { state in
            state.isClosed = true
            defer { state.tokens = [:] }
            return state.tokens
        }
        for (name, token) in tokens { storage.unlock(name, token: token) }
    }

    /// The host and the process, for people only.
    var worker: String { "memory, process \(processID)" }

    func read<T: Sendable>(_ body: (MemoryContents) throws(JournalError) -> T) throws(JournalError) -> T {
        try requireOpen()
        return try storage.read(body)
    }

    func write<T: Sendable>(_ body: (inout MemoryContents) throws(JournalError) -> T) throws(JournalError) -> T {
        try requireOpen()
        return try storage.write(body)
    }

    /// Whether a living process works on a run.
    func isAlive(_ run: String) -> Bool {
        RunRule.canName(run) && storage.isLocked(run)
    }

    /// The token of this process's claim, nil unless it works on the run.
    func token(of name: String) -> String? {
        state.withLock { $0.tokens[name] }
    }

    /// The token of this process's claim to a run, which the transaction then compares.
    /// - Throws: `notOwned`.
    func ownToken(of run: String) throws(JournalError) -> String {
        guard let token = token(of: run) else { throw OwnershipRule.notOwned(run) }
        return token
    }

    /// Takes the lock of a run or a firing.
    /// - Returns: The token of a new claim, nil when somebody else has the lock.
    func lock(_ name: String) -> String? {
        let token = state.withLock { state in
            state.takes += 1
            return "\(processID)-\(ObjectIdentifier(self).hashValue)-\(state.takes)"
        }
        guard storage.lock(name, token: token) else { return nil }
        state.withLock { $0.tokens[name] = token }
        return token
    }

    func unlock(_ name: String) {
        guard let token = state.withLock({ $0.tokens.removeValue(forKey: name) }) else { return }
        storage.unlock(name, token: token)
    }

    private func requireOpen() throws(JournalError) {
        if state.withLock({ $0.isClosed }) { throw JournalError(.storage, "The journal was closed.") }
    }
}
