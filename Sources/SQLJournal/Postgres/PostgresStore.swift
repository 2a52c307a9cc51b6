import Glibc
import Journal
internal import Model
import Synchronization

/// A database on a PostgreSQL server, which any number of nodes use at once.
///
/// One transaction writes at a time, as on SQLite: the first thing that each does is to count itself in the line that says
/// what the journal is, and so the others wait. All rules were made for that order, and the pace of doors leaves room for
/// it. A transaction that is stopped in the middle of its work is ended by the server after some seconds.
final class PostgresStore: SQLStore {
    /// What a transaction left: its number, and the name that it had given itself.
    struct Receipt: Hashable, Sendable {
        var mark: LossRule.Mark
        var id: String
    }

    let place: PostgresPlace
    private let writer: PostgresLane
    private let readers: [PostgresLane]
    private let turn = Mutex(0)
    private let waiting = Mutex<[Write]>([])
    private let newest: NewestReceipt
    private let committed: @Sendable (LossRule.Mark) -> Void

    private struct Write: Sendable {
        var body: @Sendable (any SQLSession) throws -> Void
        var done: @Sendable (Result<Void, JournalError>) -> Void
    }

    /// Makes a store; `committed` is told of each transaction once it is durable.
    init(
        _ place: PostgresPlace,
        application: String,
        limits: PostgresLane.Limits,
        committed: @escaping @Sendable (LossRule.Mark) -> Void,
    ) {
        self.place = place
        self.committed = committed
        let newest = NewestReceipt()
        self.newest = newest
        writer = PostgresLane(place, name: "writer", application: application, limits: limits) { connection in
            try newest.compare(connection)
        }
        readers = (0..<2).map {
            PostgresLane(place, name: "reader \($0)", application: application, limits: limits)
        }
    }

    func write<T: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> T
    ) async throws(JournalError) -> T {
        let result: Result<T, JournalError> = await withCheckedContinuation { continuation in
            writer.async { lane in continuation.resume(returning: self.transaction(lane, body)) }
        }
        return try result.get()
    }

    func writeTogether<T: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> T
    ) async throws(JournalError) -> T {
        let result: Result<T, JournalError> = await withCheckedContinuation { continuation in
            let made = Mutex<T?>(nil)
            let write = Write { sql in
                let value = try body(sql)
                made.withLock { $0 = value }
            } done: { result in
                let value = result.flatMap { () -> Result<T, JournalError> in
                    made.withLock { $0 }.map(Result.success) ?? .failure(JournalError(.storage, "nothing was kept"))
                }
                continuation.resume(returning: value)
            }
            let isFirst = waiting.withLock { waiting in
                waiting.append(write)
                return waiting.count == 1
            }
            if isFirst { writer.async { lane in self.performWaiting(lane) } }
        }
        return try result.get()
    }

    func read<T: Sendable>(
        _ body: @escaping @Sendable (any SQLSession) throws -> T
    ) async throws(JournalError) -> T {
        let result: Result<T, JournalError> = await withCheckedContinuation { continuation in
            let place = turn.withLock { turn in
                turn = (turn + 1) % readers.count
                return turn
            }
            readers[place].async { lane in
                continuation.resume(
                    returning: Self.result {
                        () throws(JournalError) in
                        try lane.attempt { connection in
                            try connection.run("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
                            let value = try body(PostgresSession(connection: connection))
                            try connection.run("COMMIT")
                            return value
                        }
                    }
                )
            }
        }
        return try result.get()
    }

    /// Runs `body` in one transaction before anybody else uses the store.
    func prepare<T>(_ body: (any SQLSession) throws -> T) throws(JournalError) -> T {
        try writer.wait { lane in self.transaction(lane, body) }.get()
    }

    /// Has a connection for what is no transaction of the journal, such as its tables being made.
    func withConnection<T>(_ body: (PostgresConnection) throws -> T) throws(JournalError) -> T {
        try readers[0].wait { lane in
            Self.result { () throws(JournalError) in try lane.attempt(body) }
        }
        .get()
    }

    func close() {
        writer.close()
        for reader in readers { reader.close() }
    }

    private func performWaiting(_ lane: PostgresLane) {
        let writes = waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        guard writes.count > 1 else {
            for write in writes { write.done(transaction(lane, write.body)) }
            return
        }
        let results = transaction(lane) { sql in
            try writes.map { write in try Self.apart(sql) { try write.body(sql) } }
        }
        switch results {
        case .success(let results): for (write, result) in zip(writes, results) { write.done(result) }
        case .failure(let error): for write in writes { write.done(.failure(error)) }
        }
    }

    /// Does `body` so that an error of its own undoes nothing else.
    private static func apart(_ sql: any SQLSession, _ body: () throws -> Void) throws -> Result<Void, JournalError> {
        try sql.change("SAVEPOINT part", [])
        do {
            try body()
            try sql.change("RELEASE SAVEPOINT part", [])
            return .success(())
        } catch let error as JournalError {
            try sql.change("ROLLBACK TO SAVEPOINT part", [])
            return .failure(error)
        }
    }

    /// One durable transaction, tried again until its end is known.
    private func transaction<T>(
        _ lane: PostgresLane,
        _ body: (any SQLSession) throws -> T,
    ) -> Result<T, JournalError> {
        var sent: (receipt: Receipt, value: T)?
        return Self.result { () throws(JournalError) in
            try lane.attempt { connection in
                if let sent, try Self.isThere(sent.receipt, connection) {
                    // Whether the second server has it, too, is not known: what comes after it is waited for.
                    try connection.run(Self.following)
                    return try self.end(sent, connection)
                }
                sent = nil
                let mark = try Self.begin(connection)
                let value = try body(PostgresSession(connection: connection))
                let receipt = Receipt(mark: mark, id: RandomName.make())
                // From here on nobody knows whether it is there until somebody has looked.
                sent = (receipt, value)
                _ = connection.takeWarnings()
                try connection.run(Self.commit(receipt))
                return try self.end((receipt, value), connection)
            }
        }
    }

    private func end<T>(_ sent: (receipt: Receipt, value: T), _ connection: PostgresConnection) throws -> T {
        // A wait for the standby that was broken off ends with a warning: what comes after it is waited for again.
        while connection.takeWarnings() {
            try connection.run(Self.following)
        }
        newest.note(sent.receipt)
        var mark = sent.receipt.mark
        mark.name = sent.receipt.id
        committed(mark)
        return sent.value
    }

    private static func begin(_ connection: PostgresConnection) throws -> LossRule.Mark {
        let begun = try connection.run(
            """
            BEGIN; SET LOCAL lock_timeout = '10s'; SET LOCAL idle_in_transaction_session_timeout = '5s';
            UPDATE journal SET operation = operation + 1 WHERE id = 1 RETURNING identity, operation
            """
        )
        guard let line = begun.lines.first, case .text(let identity) = line[0], case .integer(let number) = line[1]
        else {
            return LossRule.Mark(identity: "", operation: 0)
        }
        return LossRule.Mark(identity: identity, operation: number)
    }

    private static func commit(_ receipt: Receipt) -> String {
        let number = receipt.mark.operation
        let pruned = number % 1000 == 0 ? "DELETE FROM operation WHERE number < \(number - kept); " : ""
        return """
            \(pruned)INSERT INTO operation (number, id, madeAt) VALUES (\(number), '\(receipt.id)', journal_now())
            ON CONFLICT (number) DO NOTHING; COMMIT
            """
    }

    /// A transaction that changes nothing, and is there only when all before it are.
    private static let following = "BEGIN; UPDATE journal SET operation = operation WHERE id = 1; COMMIT"

    /// How many transactions are remembered by name.
    private static let kept: Int64 = 100_000

    private static func isThere(_ receipt: Receipt, _ connection: PostgresConnection) throws -> Bool {
        let found = try connection.query(
            "SELECT id FROM operation WHERE number = ?1",
            [.integer(receipt.mark.operation)],
        )
        return found.lines.first?.first == .text(receipt.id)
    }

    private static func result<T>(_ body: () throws(JournalError) -> T) -> Result<T, JournalError> {
        do { return .success(try body()) } catch { return .failure(error) }
    }
}

/// The newest transaction of this process that is known to be durable.
///
/// A server that does not know it any more has lost commits: it is another one than before, which took over from the first.
final class NewestReceipt: Sendable {
    private let receipt = Mutex<PostgresStore.Receipt?>(nil)

    /// Keeps the newest one.
    func note(_ new: PostgresStore.Receipt) {
        receipt.withLock { known in
            if known.map({ $0.mark.operation < new.mark.operation }) ?? true { known = new }
        }
    }

    /// Looks for it, and keeps in the journal that it is gone.
    func compare(_ connection: PostgresConnection) throws {
        guard let known = receipt.withLock({ $0 }) else { return }
        let found = try connection.query(
            """
            SELECT (SELECT id FROM operation WHERE number = ?1) AS id, (SELECT min(number) FROM operation) AS oldest,
                (SELECT identity FROM journal WHERE id = 1) AS identity
            """,
            [.integer(known.mark.operation)],
        )
        guard let line = found.lines.first, !Self.has(line, known) else { return }
        _ = try connection.query(
            """
            UPDATE journal SET lostAt = journal_now(), lostWhat = ?1 WHERE id = 1 AND lostAt IS NULL
            """,
            [
                .text(
                    "transaction \(known.mark.operation) of this node is not there any more, as after a switch to another server"
                )
            ],
        )
        receipt.withLock { $0 = nil }
    }
    /// Whether a journal has a transaction, or has had it so long ago that it is not remembered by name.
    private static func has(_ line: [SQLValue], _ known: PostgresStore.Receipt) -> Bool {
        guard line[2] == .text(known.mark.identity) else { return false }
        if case .text(let id) = line[0] { return id == known.id }
        guard case .integer(let oldest) = line[1] else { return false }
        return oldest > known.mark.operation
    }
}
