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

    /// How many firings of a schedule wait, and how many of the others have not ended.
    func unended(of schedule: String) throws -> (active: Int, queued: Int) {
        let found = try sql.first(
            """
            SELECT count(*) FILTER (WHERE state <> 'queued') AS active,
                count(*) FILTER (WHERE state = 'queued') AS queued
            FROM firing WHERE schedule = ?1 AND state IN ('running', 'retrying', 'interrupted', 'queued')
            """,
            schedule,
        )
        return (try found?.number("active") ?? 0, try found?.number("queued") ?? 0)
    }

    /// Gives the oldest firing of a schedule that waits to a run, unless another one runs.
    /// - Returns: Whether there was one.
    func take(of schedule: String, for runID: String, at instant: Instant) throws -> Bool {
        try sql.change(
            """
            UPDATE firing SET state = 'running', runID = ?1, startedAt = ?2, processID = NULL, finishedAt = NULL,
                exitCode = NULL, detail = NULL, retryAt = NULL,
                attempt = CASE state WHEN 'retrying' THEN attempt + 1 ELSE attempt END
            WHERE schedule = ?3
                AND NOT EXISTS (
                    SELECT 1 FROM firing AS other
                    WHERE other.schedule = ?3 AND other.state IN ('running', 'interrupted')
                )
                AND nominal = (
                    SELECT waiting.nominal FROM firing AS waiting
                    WHERE waiting.schedule = ?3 AND waiting.state IN ('retrying', 'queued')
                    ORDER BY CASE waiting.state WHEN 'queued' THEN 1 ELSE 0 END, waiting.nominal LIMIT 1
                )
                AND (state = 'queued' OR retryAt <= ?2)
            """,
            runID,
            instant,
            schedule,
        ) == 1
    }

    /// Notes which process is the run of a firing.
    /// - Returns: Whether the firing is still that run's, and no process was noted before.
    func enter(runID: String, processID: Int32) throws -> Bool {
        try sql.change(
            "UPDATE firing SET processID = ?1 WHERE runID = ?2 AND state = 'running' AND processID IS NULL",
            processID,
            runID,
        ) == 1
    }

    /// Keeps how an attempt ended.
    func end(_ ending: FiringEnding) throws {
        try sql.change(
            """
            UPDATE firing SET state = ?1, exitCode = ?2, detail = ?3, retryAt = ?4, finishedAt = ?5,
                rateLimited = rateLimited + ?6
            WHERE runID = ?7
            """,
            ending.state.rawValue,
            ending.exitCode,
            ending.detail,
            ending.retryAt,
            ending.at,
            ending.rateLimited,
            ending.runID,
        )
    }

    /// The firings that wait, run or were interrupted, oldest first.
    func open() throws -> [Firing] {
        try sql.rows(
            """
            SELECT * FROM firing WHERE state IN ('queued', 'running', 'retrying', 'interrupted')
            ORDER BY nominal, schedule
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

    /// How the last firing before an instant ended that was not left out, nil where there is none.
    func lastEnd(of schedule: String, before nominal: Instant) throws -> Firing.State? {
        try sql.first(
            """
            SELECT state FROM firing WHERE schedule = ?1 AND nominal < ?2
                AND state IN ('done', 'partial', 'failed', 'refused', 'held', 'missed')
            ORDER BY nominal DESC LIMIT 1
            """,
            schedule,
            nominal,
        )?.word("state")
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
