import CivilTime
import GRDB

/// The history of runs; a trigger of the database refuses to change or delete a line.
struct EventTable {
    /// The database, inside a transaction.
    let db: Database

    /// Adds the outcome of a row, with the attempt that it belongs to.
    func append(_ outcome: RowOutcome, run: String, at instant: Instant) throws {
        let attempt = try db.cachedStatement(sql: "SELECT attempt FROM row WHERE runID = ? AND ordinal = ?")
        try append(
            .outcome,
            run: run,
            row: outcome.row,
            at: instant,
            attempt: Int?.fetchOne(attempt, arguments: [run, outcome.row]) ?? nil,
            status: outcome.status,
            requestID: outcome.requestID ?? outcome.error?.requestID,
            detail: outcome.error.map { "\($0.code): \($0.message)" },
        )
    }

    /// Adds a line.
    func append(
        _ kind: JournalEvent.Kind,
        run: String,
        row: Int? = nil,
        at instant: Instant,
        attempt: Int? = nil,
        status: RowStatus? = nil,
        requestID: String? = nil,
        detail: String? = nil,
    ) throws {
        let insert = try db.cachedStatement(
            sql: """
                INSERT INTO event (runID, ordinal, kind, recordedAt, attempt, status, requestID, detail)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """
        )
        try insert.execute(arguments: [
            run, row, kind.rawValue, instant.milliseconds, attempt, status?.rawValue, requestID, detail,
        ])
    }

    /// The lines of a run, oldest first.
    func events(of run: String) throws -> [JournalEvent] {
        let sql = "SELECT * FROM event WHERE runID = ? ORDER BY id"
        return try GRDB.Row.fetchAll(db, sql: sql, arguments: [run]).map { columns in
            try JournalEvent(
                run: columns.decode(forColumn: "runID"),
                row: columns.decode(forColumn: "ordinal"),
                kind: columns.word("kind"),
                recordedAt: columns.instant("recordedAt"),
                attempt: columns.decode(forColumn: "attempt"),
                status: columns.wordIfAny("status"),
                requestID: columns.decode(forColumn: "requestID"),
                detail: columns.decode(forColumn: "detail"),
            )
        }
    }

    /// The instants of intents since `instant` by the device of each member, oldest first.
    func lastSends(since instant: Instant) throws -> [String: [Instant]] {
        let cursor = try GRDB.Row.fetchCursor(
            db,
            sql: """
                SELECT member.deviceID AS deviceID, event.recordedAt AS recordedAt
                FROM event JOIN member ON member.runID = event.runID AND member.ordinal = event.ordinal
                WHERE event.recordedAt >= ? AND event.kind = 'intent'
                ORDER BY event.recordedAt, event.id
                """,
            arguments: [instant.milliseconds],
        )
        var sends: [String: [Instant]] = [:]
        while let columns = try cursor.next() {
            try sends[columns.decode(String.self, forColumn: "deviceID"), default: []]
                .append(columns.instant("recordedAt"))
        }
        return sends
    }
}
