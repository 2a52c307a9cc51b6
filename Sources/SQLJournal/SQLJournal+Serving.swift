internal import Journal
package import Model

/// That a process fires the schedules of a journal, kept as a lock that the kernel releases when it dies.
package final class ServeLock: Sendable {
    private let lock: RunLock?

    fileprivate init(_ lock: RunLock?) {
        self.lock = lock
    }
}

extension SQLJournal {
    /// Shows that this process fires the schedules, for as long as the answer is kept; any number may do so.
    /// - Throws: `storage` when the file of the lock cannot be made.
    package func serve() throws(JournalError) -> ServeLock {
        ServeLock(try RunLock.share(files.serveLock))
    }

    package func isServed() async throws(JournalError) -> Bool {
        try RunLock.isHeld(files.serveLock)
    }
}
