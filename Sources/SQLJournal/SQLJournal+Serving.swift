internal import Journal
package import Model

/// That a process fires the schedules of a journal, kept as a lock that the kernel releases when it dies.
package final class ServeLock: Sendable {
    private let lock: RunLock?
    private let leases: LeaseLocks?

    fileprivate init(_ lock: RunLock?, _ leases: LeaseLocks? = nil) {
        self.lock = lock
        self.leases = leases
    }

    /// Says that this process takes nothing new, though it works on what it has.
    package func drain() {
        leases?.serve(false)
    }

    deinit {
        leases?.serve(false)
    }
}

extension SQLJournal {
    /// Shows that this process fires the schedules, for as long as the answer is kept; any number may do so.
    /// - Throws: `storage` when the file of the lock cannot be made.
    package func serve() throws(JournalError) -> ServeLock {
        guard let leases = locks as? LeaseLocks else { return ServeLock(try RunLock.share(files.serveLock)) }
        leases.serve(true)
        return ServeLock(nil, leases)
    }

    /// Tells other nodes that this process has read other zone data.
    package func note(zoneData: String) {
        (locks as? LeaseLocks)?.note(zoneData: zoneData)
    }

    package func isServed() async throws(JournalError) -> Bool {
        guard locks is LeaseLocks else { return try RunLock.isHeld(files.serveLock) }
        return try await !nodes().serving.isEmpty
    }
}
