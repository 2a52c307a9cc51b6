internal import CivilTime
internal import GRDB
import Glibc
internal import Journal
package import Model

/// A journal in SQL, on one SQLite file.
///
/// That one group is held by one run is kept by the database; that one run is worked on by one process is kept by a lock
/// on a file per run.
package final class SQLJournal: Journal {
    /// The release of the SQLite that was loaded, such as `3.40.1`.
    package static var libraryVersion: String {
        let number = Int(Database.sqliteLibVersionNumber)
        return "\(number / 1_000_000).\(number / 1000 % 1000).\(number % 1000)"
    }

    /// The folder that holds the database and the locks.
    package let directory: String

    let store: any SQLStore
    let permissions = PermissionQueue()
    let locks: RunLocks
    let mark: JournalMark
    let worker: Worker
    let processID: Int32
    let files: JournalDirectory
    private let isTemporary: Bool

    /// Opens the journal of a folder, and makes both where there are none; `patience` is how many seconds another program's
    /// lock is waited for.
    /// - Throws: `newerDatabase`, `readOnly`, `diskFull`, or `storage` with what the system says.
    package convenience init(
        directory: String,
        processID: Int32 = getpid(),
        patience: Double = 10,
    ) throws(JournalError) {
        let files = JournalDirectory(path: directory)
        try self.init(
            files: files,
            processID: processID,
            isTemporary: false,
            schema: .current,
            patience: patience,
        )
    }

    init(
        files: JournalDirectory,
        processID: Int32,
        isTemporary: Bool,
        schema: Schema,
        patience: Double = 10,
    ) throws(JournalError) {
        self.directory = files.path
        self.files = files
        self.processID = processID
        self.isTemporary = isTemporary
        locks = RunLocks(files: files)
        worker = Worker(id: RandomName.make(), label: "\(Self.hostName), process \(processID)", startedAt: .now())
        try files.create()
        // Two processes that make the same database would both run its first migration, or meet a lock in WAL set-up.
        let opening = try RunLock.wait(for: files.openLock, patience: patience)
        (store, mark) = try withExtendedLifetime(opening) { () throws(JournalError) in
            let mark = try JournalMark(file: files.mark)
            let store = try SQLiteStore(
                file: files.database,
                schema: schema,
                patience: patience,
                mark: { sql in try JournalTable(sql: sql).count() },
                committed: { mark.write($0) },
            )
            try Self.compare(store, with: mark, hasWork: files.hasRuns)
            return (store, mark)
        }
    }

    /// Notices a journal that is not what was noted of it, and gives a new one its identity.
    private static func compare(_ store: SQLiteStore, with mark: JournalMark, hasWork: Bool) throws(JournalError) {
        let noted = mark.read()
        let found = try store.prepare { sql in
            let table = JournalTable(sql: sql)
            let found = try table.content()
            if found == nil { try table.begin(LossRule.Mark(identity: RandomName.make(), operation: 0)) }
            // A database of an older version has its runs, and no identity yet.
            let isNew = try found == nil && !sql.finds("SELECT 1 AS one FROM run LIMIT 1")
            let known = try found ?? (isNew ? nil : table.content())
            if let loss = LossRule.loss(found: known, noted: noted, hasWork: hasWork, at: .now()) {
                try table.lose(loss)
            }
            return try table.content()
        }
        if let found { mark.write(found) }
    }

    /// The name of this machine, for people.
    private static var hostName: String {
        var name = [CChar](repeating: 0, count: 256)
        guard unsafe gethostname(&name, name.count - 1) == 0 else { return "this machine" }
        return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit {
        close()
    }

    /// Makes an empty journal in a new folder, which is deleted when the journal is closed or no longer used.
    /// - Throws: `storage` with what the system says.
    package static func temporary() throws(JournalError) -> SQLJournal {
        let files = try JournalDirectory.temporary()
        do {
            return try SQLJournal(files: files, processID: getpid(), isTemporary: true, schema: .current)
        } catch {
            files.remove()
            throw error
        }
    }

    /// Deletes what journals leave in a folder, and the folder when nothing else is in it.
    package static func delete(_ directory: String) {
        JournalDirectory(path: directory).remove()
    }

    package func close() {
        store.close()
        locks.releaseAll()
        if isTemporary { files.remove() }
    }

    /// Keeps the database locked for all writers while `body` runs, for tests of what they do then.
    package func keepLocked(_ body: @escaping @Sendable () -> Void) async throws(JournalError) {
        try await store.write { _ in body() }
    }

    /// The token of this process's claim to a run, which the transaction then compares.
    /// - Throws: `notOwned`.
    func token(of id: String) throws(JournalError) -> String {
        guard let token = locks.token(of: id) else { throw OwnershipRule.notOwned(id) }
        return token
    }
}
