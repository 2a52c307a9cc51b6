import GRDB
import Glibc
package import Model
import Synchronization

/// A journal in one SQLite file, which several processes may use at once.
///
/// Commits are durable when they return (`synchronous=FULL`). That one group is held by one run is kept by the database;
/// that one run is worked on by one process is kept by a lock on a file per run.
package final class SQLiteJournal: Journal {
    /// The folder that holds the database and the locks.
    package let directory: String

    let files: JournalDirectory
    let processID: Int32
    private let pool: DatabasePool
    private let isTemporary: Bool
    private let commits = CommitQueue()
    private let locks = Mutex<[String: RunLock]>([:])

    /// Opens the journal of a folder, and makes both where there are none.
    /// - Throws: `newerDatabase`, `readOnly`, `diskFull`, or `storage` with what the system says.
    package convenience init(directory: String, processID: Int32 = getpid()) throws(JournalError) {
        let files = JournalDirectory(path: directory)
        try self.init(files: files, processID: processID, isTemporary: false, schema: .current)
    }

    /// Opens the journal of a folder; `patience` is how many seconds another program's lock is waited for.
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
        try files.create()
        // Two processes that make the same database would both run its first migration, or meet a lock in WAL set-up.
        let opening = try RunLock.wait(for: files.openLock)
        pool = try withExtendedLifetime(opening) { () throws(JournalError) in
            try Self.open(files.database, schema: schema, patience: patience)
        }
    }

    deinit {
        close()
    }

    /// Makes an empty journal in a new folder, which is deleted when the journal is closed or no longer used.
    /// - Throws: `storage` with what the system says.
    package static func temporary() throws(JournalError) -> SQLiteJournal {
        let files = try JournalDirectory.temporary()
        do {
            return try SQLiteJournal(files: files, processID: getpid(), isTemporary: true, schema: .current)
        } catch {
            files.remove(runs: [])
            throw error
        }
    }

    /// Releases the locks and closes the files; the journal is of no use afterwards.
    package func close() {
        let ids = isTemporary ? try? pool.read { db in try String.fetchAll(db, sql: "SELECT id FROM run") } : nil
        // A connection that is still at work is closed when the journal is freed.
        try? pool.close()
        locks.withLock { $0.removeAll() }
        if let ids { files.remove(runs: ids) }
    }

    private static func open(
        _ file: String,
        schema: Schema,
        patience: Double,
    ) throws(JournalError) -> DatabasePool {
        var configuration = Configuration()
        configuration.label = "keyshift"
        configuration.busyMode = .timeout(patience)
        do {
            let pool = try DatabasePool(path: file, configuration: configuration)
            try pool.read { db in try schema.refuseNewer(db, file: file) }
            // The pool sets NORMAL when it sets up WAL, and a transaction could then be lost with the power.
            try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
            try schema.migrator.migrate(pool)
            return pool
        } catch {
            throw JournalError(wrapping: error, file: file)
        }
    }
}

// MARK: - Transactions

extension SQLiteJournal {
    /// Runs `body` in one durable transaction, which a cancelled task does not interrupt.
    func write<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws(JournalError) -> T {
        let result: Result<T, any Error> = await withCheckedContinuation { continuation in
            pool.asyncWrite(body) { _, result in continuation.resume(returning: result) }
        }
        return try value(of: result)
    }

    /// As `write(_:)`, in one transaction with other such writes that wait at the same time; an error undoes its own only.
    func writeTogether(_ body: @escaping @Sendable (Database) throws -> Void) async throws(JournalError) {
        let result: Result<Void, any Error> = await withCheckedContinuation { continuation in
            let write = CommitQueue.Write(body: body) { continuation.resume(returning: $0) }
            guard commits.add(write) else { return }
            pool.asyncWriteWithoutTransaction { [commits] db in commits.perform(in: db) }
        }
        try value(of: result)
    }

    /// Runs `body` on one unchanging state of the database.
    func read<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws(JournalError) -> T {
        let result: Result<T, any Error> = await withCheckedContinuation { continuation in
            pool.asyncRead { database in
                continuation.resume(returning: Result { try body(database.get()) })
            }
        }
        return try value(of: result)
    }

    /// Runs one statement outside a transaction on the connection that writes, and reads its first value.
    func writerValue(_ sql: String) async throws(JournalError) -> String? {
        let result: Result<String?, any Error> = await withCheckedContinuation { continuation in
            pool.asyncWriteWithoutTransaction { db in
                continuation.resume(returning: Result { try String.fetchOne(db, sql: sql) })
            }
        }
        return try value(of: result)
    }

    private func value<T>(of result: Result<T, any Error>) throws(JournalError) -> T {
        do {
            return try result.get()
        } catch {
            throw JournalError(wrapping: error, file: files.database)
        }
    }
}

// MARK: - Locks

extension SQLiteJournal {
    /// Whether a living process, this one included, works on the run.
    package func isHeld(_ id: String) throws(JournalError) -> Bool {
        guard JournalDirectory.canName(id) else { return false }
        return try RunLock.isHeld(files.runLock(id))
    }

    /// Whether this journal works on the run.
    func owns(_ id: String) -> Bool {
        locks.withLock { $0[id] != nil }
    }

    /// Makes sure that this journal works on the run.
    /// - Throws: `notOwned`.
    func requireOwnership(of id: String) throws(JournalError) {
        guard owns(id) else {
            throw JournalError(.notOwned, "This process does not work on run \(id): resume the run first.")
        }
    }

    /// Takes the lock of a run.
    /// - Returns: Whether it could be taken.
    func takeLock(of id: String) throws(JournalError) -> Bool {
        guard let lock = try RunLock.take(files.runLock(id)) else { return false }
        locks.withLock { $0[id] = lock }
        return true
    }

    /// Releases the lock of a run; the file of a run that is over goes too.
    func releaseLock(of id: String, deletingFile: Bool) {
        if deletingFile { unsafe unlink(files.runLock(id)) }
        locks.withLock { $0[id] = nil }
    }
}
