internal import Glibc
internal import Model
package import SQLJournal
internal import Synchronization

/// A folder for one test, with the journals that the test opens in it.
package final class JournalFixture: Sendable {
    /// The folder, which no journal has seen yet.
    package let directory: String
    private let journals = Mutex<[SQLJournal]>([])

    package init() throws {
        // Set and empty is as good as not set: the root is no place for it.
        let named = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? ""
        let parent = named.isEmpty ? "/tmp" : named
        var template = Array("\(parent)/keyshift-XXXXXX".utf8CString)
        guard let made = unsafe mkdtemp(&template) else { throw JournalError(.storage, "no folder in \(parent)") }
        directory = unsafe String(cString: made)
    }

    deinit {
        let journals = journals.withLock { $0 }
        for journal in journals { journal.close() }
        for folder in Set(journals.map(\.directory)).subtracting([directory]) { SQLJournal.delete(folder) }
        SQLJournal.delete(directory)
    }

    /// Opens the folder as another process would.
    package func open(processID: Int32 = 4711, patience: Double = 10) throws -> SQLJournal {
        try keep(SQLJournal(directory: directory, processID: processID, patience: patience))
    }

    /// Makes the journal one that has less in it than had been written, and has it noticed.
    package func loseCommits() throws {
        let journal = try open(processID: 4799)
        journal.close()
        let mark = directory + "/keyshift.mark"
        let descriptor = unsafe Glibc.open(mark, O_RDWR)
        defer { Glibc.close(descriptor) }
        let operation = Array(" 0000000000000999999\n".utf8)
        guard unsafe pwrite(descriptor, operation, operation.count, 32) == operation.count else {
            throw JournalError(.storage, "\(mark) cannot be written")
        }
        try open(processID: 4799).close()
    }

    /// Has a journal of the folder closed with the others.
    package func keep(_ journal: SQLJournal) -> SQLJournal {
        journals.withLock { $0.append(journal) }
        return journal
    }
}
