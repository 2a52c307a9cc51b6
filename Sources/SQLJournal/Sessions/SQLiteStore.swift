import GRDB
import Journal
internal import Model
import Synchronization

/// An SQLite file, which several processes may use at once.
///
/// Commits are durable when they return (`synchronous=FULL`).
final class SQLiteStore: SQLStore {
    private let pool: DatabasePool
    private let file: String
    private let commits = CommitQueue()
    private let mark: @Sendable (any SQLSession) throws -> LossRule.Mark?
    private let committed: @Sendable (LossRule.Mark) -> Void

    /// Opens a file, and brings its tables to the schema; `patience` is how many seconds another program's lock is waited
    /// for.
    ///
    /// `mark` is the last part of each transaction, and `committed` is told what it made once that has reached the disk.
    /// - Throws: `newerDatabase`, `readOnly`, `diskFull`, or `storage` with what the system says.
    init(
        file: String,
        schema: Schema,
        patience: Double,
        mark: @escaping @Sendable (any SQLSession) throws -> LossRule.Mark?,
        committed: @escaping @Sendable (LossRule.Mark) -> Void,
    ) throws(JournalError) {
        self.file = file
        self.mark = mark
        self.committed = committed
        var configuration = Configuration()
        configuration.label = "keyshift"
        configuration.busyMode = .timeout(patience)
        // Sends ask before they leave, on a connection that reads; each has a cache of its own.
        configuration.maximumReaderCount = 2
        configuration.prepareDatabase { db in
            if db.configuration.readonly { try db.execute(sql: "PRAGMA cache_size = -256") }
        }
        do {
            pool = try DatabasePool(path: file, configuration: configuration)
            // By the connection that writes: one that read before the tables change would go on with their old columns.
            try pool.writeWithoutTransaction { db in try schema.refuseNewer(db, file: file) }
            // The pool sets NORMAL when it sets up WAL, and a transaction could then be lost with the power.
            try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
            try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA journal_size_limit = 67108864") }
            // The rows of a large run lie all over the tables: with room for them each page is read once, and written to the
            // tables once for many changes.
            try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA cache_size = -16384") }
            try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA wal_autocheckpoint = 8192") }
            try schema.migrator.migrate(pool)
        } catch {
            throw JournalError(wrapping: error, file: file)
        }
    }

    func write<T: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> T
    ) async throws(JournalError) -> T {
        let result: Result<(T, LossRule.Mark?), any Error> = await withCheckedContinuation { continuation in
            pool.asyncWrite { [mark] db in
                let sql = SQLiteSession(db: db)
                return (try body(sql), try mark(sql))
            } completion: { [committed] _, result in
                if case .success((_, let mark?)) = result { committed(mark) }
                continuation.resume(returning: result)
            }
        }
        return try value(of: result).0
    }

    func writeTogether<T: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> T
    ) async throws(JournalError) -> T {
        let result: Result<T, any Error> = await withCheckedContinuation { continuation in
            let made = Mutex<T?>(nil)
            let write = CommitQueue.Write { db in
                let value = try body(SQLiteSession(db: db))
                made.withLock { $0 = value }
            } done: { result in
                continuation.resume(
                    returning: Result {
                        try result.get()
                        guard let value = made.withLock({ $0 }) else {
                            throw JournalError(.storage, "nothing was kept")
                        }
                        return value
                    }
                )
            }
            guard commits.add(write) else { return }
            pool.asyncWriteWithoutTransaction { [commits, mark, committed] db in
                commits.perform(in: db) { db in
                    try mark(SQLiteSession(db: db))
                } committed: {
                    if let mark = $0 { committed(mark) }
                }
            }
        }
        return try value(of: result)
    }

    func read<T: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> T
    ) async throws(JournalError) -> T {
        let result: Result<T, any Error> = await withCheckedContinuation { continuation in
            pool.asyncRead { database in
                continuation.resume(returning: Result { try body(SQLiteSession(db: database.get())) })
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

    /// Runs `body` in one transaction before anybody else uses the store.
    func prepare<T>(_ body: (any SQLSession) throws -> T) throws(JournalError) -> T {
        do {
            return try pool.write { db in try body(SQLiteSession(db: db)) }
        } catch {
            throw JournalError(wrapping: error, file: file)
        }
    }

    /// Copies the whole database into a new file.
    func copy(to target: String) async throws(JournalError) {
        let result: Result<Void, any Error> = await withCheckedContinuation { continuation in
            pool.asyncWriteWithoutTransaction { db in
                continuation.resume(returning: Result { try db.execute(sql: "VACUUM INTO ?", arguments: [target]) })
            }
        }
        try value(of: result)
    }

    /// Has what is deleted or changed from now on written over, and not only given free.
    func eraseWhatIsDeleted() async throws(JournalError) {
        _ = try await writerValue("PRAGMA secure_delete = ON")
    }

    /// Writes the whole file anew, and empties the write-ahead file, so that nothing is left in free pages.
    /// - Throws: `storage` while another process still reads what there was before.
    func rewrite() async throws(JournalError) {
        _ = try await writerValue("VACUUM")
        let isBusy = try await writerValue("PRAGMA wal_checkpoint(TRUNCATE)")
        guard isBusy == "0" else {
            throw JournalError(
                .storage,
                "What was forgotten is still in the write-ahead file, because another process reads the journal: "
                    + "run it again in a moment.",
            )
        }
    }

    /// What a look through the whole file finds wrong with it, nothing where all is well.
    func problems() async throws(JournalError) -> [String] {
        let result: Result<[String], any Error> = await withCheckedContinuation { continuation in
            pool.asyncRead { database in
                continuation.resume(
                    returning: Result { try String.fetchAll(database.get(), sql: "PRAGMA quick_check(5)") }
                )
            }
        }
        return try value(of: result).filter { $0 != "ok" }
    }

    func close() {
        // Without it a small journal would live in its write-ahead file alone, which a copy of the database leaves behind.
        try? pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)") }
        // A connection that is still at work is closed when the store is freed.
        try? pool.close()
    }

    private func value<T>(of result: Result<T, any Error>) throws(JournalError) -> T {
        do {
            return try result.get()
        } catch {
            throw JournalError(wrapping: error, file: file)
        }
    }
}
