import CivilTime
import GRDB
internal import Model

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
        return try GRDB.Row.fetchAll(db, sql: sql, arguments: [run]).map(JournalEvent.init)
    }

    /// The lines of one row of a run, oldest first.
    func events(of run: String, row ordinal: Int) throws -> [JournalEvent] {
        let sql = "SELECT * FROM event WHERE runID = ? AND ordinal = ? ORDER BY id"
        return try GRDB.Row.fetchAll(db, sql: sql, arguments: [run, ordinal]).map(JournalEvent.init)
    }

    /// The instants of sends since `instant` by the device of each member, oldest first.
    ///
    /// A slot of the pace frees a minute after the answer. An attempt that has an outcome was answered by then; of one that
    /// has none only the intent is known.
    func lastSends(since instant: Instant) throws -> [String: [Instant]] {
        let cursor = try GRDB.Row.fetchCursor(
            db,
            sql: """
                SELECT member.deviceID AS deviceID, coalesce(
                    (SELECT min(answer.recordedAt) FROM event AS answer WHERE answer.runID = intent.runID
                        AND answer.ordinal = intent.ordinal AND answer.id > intent.id),
                    intent.recordedAt
                ) AS sentAt
                FROM event AS intent
                JOIN member ON member.runID = intent.runID AND member.ordinal = intent.ordinal
                WHERE intent.recordedAt >= ?1 AND intent.kind = 'intent' AND sentAt >= ?2
                UNION ALL SELECT deviceID, coalesce(answeredAt, sentAt) AS sentAt FROM directEffect
                WHERE directEffect.sentAt >= ?1 AND path = '/access_codes/update' AND deviceID IS NOT NULL
                    AND coalesce(answeredAt, sentAt) >= ?2
                ORDER BY sentAt
                """,
            arguments: [(instant - Self.longestAnswer).milliseconds, instant.milliseconds],
        )
        var sends: [String: [Instant]] = [:]
        while let columns = try cursor.next() {
            try sends[columns.decode(String.self, forColumn: "deviceID"), default: []].append(columns.instant("sentAt"))
        }
        return sends
    }

    /// The longest time from an intent to its outcome that is looked at: two tries and the reads after them.
    private static let longestAnswer = TimeSpan(milliseconds: 120_000)
}

extension JournalEvent {
    fileprivate init(_ columns: GRDB.Row) throws {
        try self.init(
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
