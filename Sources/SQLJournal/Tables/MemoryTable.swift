import CivilTime
internal import Model

/// What scripts and schedules keep: what a run would keep, and, once it is completed, what is kept.
struct MemoryTable {
    let sql: any SQLSession

    /// What is kept of a scope, nil for nothing.
    func value(of scope: String) throws -> String? {
        try sql.first(
            "SELECT value FROM memory WHERE scope = ?1 AND isKept = 1 ORDER BY recordedAt DESC LIMIT 1",
            scope,
        )?.text("value")
    }

    /// Notes what a run keeps if it ends completed.
    func propose(_ value: String, scope: String, run: String, at instant: Instant) throws {
        try sql.change(
            """
            INSERT INTO memory (scope, runID, value, recordedAt) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (scope, runID)
                DO UPDATE SET value = excluded.value, recordedAt = excluded.recordedAt, isKept = 0
            """,
            scope,
            run,
            value,
            instant,
        )
    }

    /// Keeps what a run has proposed, in place of what was kept before.
    func keep(of run: String, at instant: Instant) throws {
        try sql.change("UPDATE memory SET isKept = 1, recordedAt = ?1 WHERE runID = ?2", instant, run)
        try sql.change(
            """
            DELETE FROM memory WHERE runID <> ?1 AND isKept = 1
            AND scope IN (SELECT scope FROM memory WHERE runID = ?1)
            """,
            run,
        )
    }
}
