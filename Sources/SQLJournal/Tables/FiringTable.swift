import CivilTime
import Journal
internal import Model

/// The firings of schedules, by schedule and nominal instant.
struct FiringTable {
    let sql: any SQLSession

    /// Writes a firing, in the place of one that was missed.
    func put(_ firing: Firing) throws {
        try sql.change(
            """
            INSERT INTO firing (schedule, nominal, cause, startedAt, state, runID, finishedAt, detail, zoneDataVersion)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
            ON CONFLICT (schedule, nominal) DO UPDATE SET cause = excluded.cause, startedAt = excluded.startedAt,
                state = excluded.state, runID = excluded.runID, finishedAt = excluded.finishedAt,
                detail = excluded.detail, zoneDataVersion = excluded.zoneDataVersion, attempt = 1, processID = NULL,
                retryAt = NULL, exitCode = NULL, rateLimited = 0
            """,
            firing.schedule,
            firing.nominal,
            firing.cause.rawValue,
            firing.startedAt,
            firing.state.rawValue,
            firing.runID,
            firing.finishedAt,
            firing.detail,
            firing.zoneDataVersion,
        )
    }

    /// Writes where a firing stands, in the transaction that has read it.
    func update(_ firing: Firing) throws {
        try sql.change(
            """
            UPDATE firing SET state = ?1, runID = ?2, startedAt = ?3, attempt = ?4, processID = ?5, finishedAt = ?6,
                exitCode = ?7, detail = ?8, retryAt = ?9, rateLimited = ?10
            WHERE schedule = ?11 AND nominal = ?12
            """,
            firing.state.rawValue,
            firing.runID,
            firing.startedAt,
            firing.attempt,
            firing.processID,
            firing.finishedAt,
            firing.exitCode,
            firing.detail,
            firing.retryAt,
            firing.rateLimited,
            firing.schedule,
            firing.nominal,
        )
    }

    /// The firings of a schedule that have not ended.
    func unended(of schedule: String) throws -> [Firing] {
        try sql.rows(
            "SELECT * FROM firing WHERE schedule = ?1 AND state IN (\(Self.words(FiringRule.unended)))",
            schedule,
            make: Firing.init,
        )
    }

    /// The states of the firings of a schedule that have not ended.
    func unendedStates(of schedule: String) throws -> [Firing.State] {
        try sql.rows(
            "SELECT state FROM firing WHERE schedule = ?1 AND state IN (\(Self.words(FiringRule.unended)))",
            schedule,
        ) { try $0.word("state") }
    }

    /// The firings that wait, run or were interrupted, oldest first.
    func open() throws -> [Firing] {
        try sql.rows(
            """
            SELECT * FROM firing WHERE state IN (\(Self.words(FiringRule.unended))) ORDER BY nominal, schedule
            """,
            make: Firing.init,
        )
    }

    /// The firing of a run, nil where there is none.
    func firing(ofRun runID: String) throws -> Firing? {
        try sql.first("SELECT * FROM firing WHERE runID = ?1", runID).map(Firing.init)
    }

    /// The firing of a schedule at an instant, nil where there is none.
    func firing(_ schedule: String, _ nominal: Instant) throws -> Firing? {
        try sql.first("SELECT * FROM firing WHERE schedule = ?1 AND nominal = ?2", schedule, nominal).map(Firing.init)
    }

    /// The newest firings of a schedule, the newest nominal instant first.
    func newest(of schedule: String, limit: Int) throws -> [Firing] {
        try sql.rows(
            "SELECT * FROM firing WHERE schedule = ?1 ORDER BY nominal DESC LIMIT ?2",
            schedule,
            limit,
            make: Firing.init,
        )
    }

    /// When each schedule was last fired by a person, by its name.
    func lastTriggers() throws -> [String: Instant] {
        let times = try sql.rows(
            """
            SELECT schedule, max(startedAt) AS startedAt FROM firing WHERE cause = ?1 AND runID IS NOT NULL
            GROUP BY schedule
            """,
            Firing.Cause.hand.rawValue,
        ) { row in (try row.text("schedule"), try row.instant("startedAt")) }
        return Dictionary(times) { first, _ in first }
    }

    /// How the last firing before an instant ended that was not left out, nil where there is none.
    func lastEnd(of schedule: String, before nominal: Instant) throws -> Firing.State? {
        try sql.first(
            """
            SELECT state FROM firing WHERE schedule = ?1 AND nominal < ?2
                AND state IN (\(Self.words(NoticeRule.ends)))
            ORDER BY nominal DESC LIMIT 1
            """,
            schedule,
            nominal,
        )?.word("state")
    }

    private static func words(_ states: [Firing.State]) -> String {
        states.map { "'\($0.rawValue)'" }.joined(separator: ", ")
    }
}

extension Firing {
    /// Makes a firing of a line of `firing`.
    fileprivate init(_ row: SQLRow) throws {
        try self.init(
            schedule: row.text("schedule"),
            nominal: row.instant("nominal"),
            startedAt: row.instant("startedAt"),
        )
        cause = try row.word("cause")
        state = try row.word("state")
        runID = try row.textIfAny("runID")
        attempt = try row.number("attempt")
        processID = try row.numberIfAny("processID")
        finishedAt = try row.instantIfAny("finishedAt")
        retryAt = try row.instantIfAny("retryAt")
        exitCode = try row.numberIfAny("exitCode")
        detail = try row.textIfAny("detail")
        zoneDataVersion = try row.textIfAny("zoneDataVersion")
        rateLimited = try row.number("rateLimited")
    }
}
