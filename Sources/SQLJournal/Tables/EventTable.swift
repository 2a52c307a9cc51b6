import CivilTime
import Journal
internal import Model

/// The history of runs; the database refuses to change or delete a line.
struct EventTable {
    let sql: any SQLSession

    /// Adds the outcome of a row, with the attempt that it belongs to.
    func append(_ outcome: RowOutcome, run: String, at instant: Instant) throws {
        let row = try sql.first("SELECT attempt FROM row WHERE runID = ?1 AND ordinal = ?2", run, outcome.row)
        try append([outcome.event(of: run, attempt: row?.numberIfAny("attempt"), at: instant)])
    }

    /// Adds a line.
    func append(
        _ kind: JournalEvent.Kind,
        run: String,
        row: Int? = nil,
        at instant: Instant,
        detail: String? = nil,
    ) throws {
        try append([JournalEvent(run: run, row: row, kind: kind, recordedAt: instant, detail: detail)])
    }

    /// Adds lines in their order.
    func append(_ events: [JournalEvent]) throws {
        try sql.insert(
            into: "event",
            ["runID", "ordinal", "kind", "recordedAt", "attempt", "status", "requestID", "detail"],
            events.map { event in
                try SQLValue.list([
                    event.run, event.row, event.kind.rawValue, event.recordedAt, event.attempt, event.status?.rawValue,
                    event.requestID, event.detail,
                ])
            },
        )
    }

    /// Lets lines be deleted while `body` runs.
    func unlocked(_ body: () throws -> Void) throws {
        try sql.unlocked(GuardedTable(table: "event", act: .deleted), body)
    }

    /// Lets lines be changed while `body` runs, for a name that is to be forgotten.
    @discardableResult
    func changing<Made>(_ body: () throws -> Made) throws -> Made {
        try sql.unlocked(GuardedTable(table: "event", act: .changed), body)
    }

    /// A row whose PIN is to be told, how often it could not be, and when it was owed or could not be told last.
    struct Owed {
        let run: String
        let row: Int
        let tries: Int
        let lastAt: Instant
    }

    /// The rows whose PINs are owed since an instant and were not told, oldest first.
    func owed(since instant: Instant) throws -> [Owed] {
        try sql.rows(
            """
            SELECT runID, ordinal, SUM(CASE WHEN kind = 'untold' THEN 1 ELSE 0 END) AS tries, MAX(recordedAt) AS lastAt
            FROM event WHERE recordedAt > ?1 AND kind IN ('owed', 'untold', 'told')
            GROUP BY runID, ordinal HAVING SUM(CASE WHEN kind = 'told' THEN 1 ELSE 0 END) = 0
            ORDER BY MIN(recordedAt), runID, ordinal
            """,
            instant,
        ) { row in
            Owed(
                run: try row.text("runID"),
                row: try row.number("ordinal"),
                tries: try row.number("tries"),
                lastAt: try row.instant("lastAt"),
            )
        }
    }

    /// The lines of a run, oldest first.
    func events(of run: String) throws -> [JournalEvent] {
        try sql.rows("SELECT * FROM event WHERE runID = ?1 ORDER BY id", run, make: JournalEvent.init)
    }

    /// What the plan of a run left out, in its order.
    func leftOut(of run: String) throws -> [Plan.LeftOut] {
        try sql.rows(
            "SELECT * FROM event WHERE runID = ?1 AND kind = ?2 ORDER BY id",
            run,
            JournalEvent.Kind.leftOut.rawValue,
            make: JournalEvent.init,
        ).compactMap(\.leftOut)
    }

    /// The lines of one row of a run, oldest first.
    func events(of run: String, row ordinal: Int) throws -> [JournalEvent] {
        try sql.rows(
            "SELECT * FROM event WHERE runID = ?1 AND ordinal = ?2 ORDER BY id",
            run,
            ordinal,
            make: JournalEvent.init,
        )
    }
}

extension JournalEvent {
    fileprivate init(_ row: SQLRow) throws {
        try self.init(
            run: row.text("runID"),
            row: row.numberIfAny("ordinal"),
            kind: row.word("kind"),
            recordedAt: row.instant("recordedAt"),
            attempt: row.numberIfAny("attempt"),
            status: row.wordIfAny("status"),
            requestID: row.textIfAny("requestID"),
            detail: row.textIfAny("detail"),
        )
    }
}
