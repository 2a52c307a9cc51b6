import CivilTime
import Journal
internal import Model

/// The history of runs; the database refuses to change or delete a line.
struct EventTable {
    let sql: any SQLSession

    /// Adds the outcome of a row, with the attempt that it belongs to.
    func append(_ outcome: RowOutcome, run: String, at instant: Instant) throws {
        let row = try sql.first("SELECT attempt FROM row WHERE runID = ?1 AND ordinal = ?2", run, outcome.row)
        try append(
            .outcome,
            run: run,
            row: outcome.row,
            at: instant,
            attempt: row?.numberIfAny("attempt"),
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
        try sql.change(
            """
            INSERT INTO event (runID, ordinal, kind, recordedAt, attempt, status, requestID, detail)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            """,
            run,
            row,
            kind.rawValue,
            instant,
            attempt,
            status?.rawValue,
            requestID,
            detail,
        )
    }

    /// Lets lines be deleted while `body` runs.
    func unlocked(_ body: () throws -> Void) throws {
        try sql.change("DROP TRIGGER eventIsNotDeleted")
        try body()
        try sql.change(Schema.noDeletedEvents)
    }

    /// The lines of a run, oldest first.
    func events(of run: String) throws -> [JournalEvent] {
        try sql.rows("SELECT * FROM event WHERE runID = ?1 ORDER BY id", run, make: JournalEvent.init)
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
