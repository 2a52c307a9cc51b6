import GRDB
import Synchronization

/// Writes that wait for the disk: those that come while a commit is on its way share the next transaction.
///
/// A commit takes as long as the disk does, whatever is in it. Batches of an apply write at the same time, and one after the
/// other they would wait for each other.
final class CommitQueue: Sendable {
    /// One write, and who waits for it.
    struct Write: Sendable {
        var body: @Sendable (Database) throws -> Void
        var done: @Sendable (Result<Void, any Error>) -> Void
    }

    private let waiting = Mutex<[Write]>([])

    /// Adds a write.
    /// - Returns: Whether nobody has asked yet for the transaction that it will be in.
    func add(_ write: Write) -> Bool {
        waiting.withLock { waiting in
            waiting.append(write)
            return waiting.count == 1
        }
    }

    /// Does all that waits in one durable transaction; each write is whole or not there, whatever becomes of the others.
    ///
    /// `end` is the last part of the transaction, and `committed` gets what it has made once that is durable.
    func perform<End>(in db: Database, end: (Database) throws -> End, committed: (End) -> Void) {
        let writes = waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        let results = Self.results(of: writes, in: db, end: end, committed: committed)
        for (write, result) in zip(writes, results) { write.done(result) }
    }

    private static func results<End>(
        of writes: [Write],
        in db: Database,
        end: (Database) throws -> End,
        committed: (End) -> Void,
    ) -> [Result<Void, any Error>] {
        var results: [Result<Void, any Error>] = []
        do {
            var made: End?
            try db.inTransaction {
                for write in writes {
                    let result = Result {
                        try db.inSavepoint {
                            try write.body(db)
                            return .commit
                        }
                    }
                    // A full disk can end the whole transaction, and what came before is then not there.
                    if !db.isInsideTransaction { try result.get() }
                    results.append(result)
                }
                made = try end(db)
                return .commit
            }
            if let made { committed(made) }
            return results
        } catch {
            return writes.map { _ in .failure(error) }
        }
    }
}
