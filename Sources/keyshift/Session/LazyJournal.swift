internal import Journal
internal import Model
internal import RunEngine
internal import SQLJournal
internal import Synchronization

/// A journal that is opened at the first need: a script that changes nothing touches no database.
final class LazyJournal: Sendable {
    private let make: @Sendable () throws(JournalError) -> SQLJournal
    private let journal = Mutex<SQLJournal?>(nil)

    init(_ make: @escaping @Sendable () throws(JournalError) -> SQLJournal) {
        self.make = make
    }

    /// The journal.
    /// - Throws: `JournalError` when it cannot be opened.
    func open() throws(JournalError) -> any Journal {
        try journal.withLock { opened throws(JournalError) in
            if let opened { return opened }
            let made = try make()
            opened = made
            return made
        }
    }

    /// Closes it, if it was opened.
    func close() {
        journal.withLock { $0?.close() }
    }
}
