import CivilTime
import Journal
internal import Model

/// What stops sends from anywhere: a freeze of everything, and the wish that one run stops.
struct ControlTable {
    let sql: any SQLSession

    /// The freeze, nil when there is none.
    func freeze() throws -> Freeze? {
        try sql.first("SELECT since, operatorName, reason FROM halt WHERE id = 1").map { row in
            Freeze(
                since: try row.instant("since"),
                operatorName: try row.text("operatorName"),
                reason: try row.textIfAny("reason"),
            )
        }
    }

    /// Freezes everything; one that is there already stays.
    func freeze(_ freeze: Freeze) throws {
        try sql.change(
            """
            INSERT INTO halt (id, since, operatorName, reason) VALUES (1, ?1, ?2, ?3) ON CONFLICT (id) DO NOTHING
            """,
            freeze.since,
            freeze.operatorName,
            freeze.reason,
        )
    }

    /// Ends the freeze.
    /// - Returns: Whether there was one.
    func thaw() throws -> Bool {
        try sql.change("DELETE FROM halt WHERE id = 1") == 1
    }

    /// Has the processes that serve on a machine take nothing new; who is asked again stays as it is.
    func drain(_ node: String, at instant: Instant) throws {
        try sql.change("INSERT INTO drain (node, since) VALUES (?1, ?2) ON CONFLICT (node) DO NOTHING", node, instant)
    }

    /// Lets a machine take new things again.
    /// - Returns: Whether it was not to.
    func undrain(_ node: String) throws -> Bool {
        try sql.change("DELETE FROM drain WHERE node = ?1", node) == 1
    }

    /// The machines that are to take nothing new, each since when.
    func drains() throws -> [String: Instant] {
        let drains = try sql.rows("SELECT node, since FROM drain") { row in
            (try row.text("node"), try row.instant("since"))
        }
        return Dictionary(drains) { first, _ in first }
    }

    /// Notes that a run shall stop; who asked first is kept.
    func requestStop(of run: String, by operatorName: String, at instant: Instant) throws {
        try sql.change(
            """
            UPDATE run SET stopRequestedAt = coalesce(stopRequestedAt, ?1), stopRequestedBy = coalesce(stopRequestedBy, ?2)
            WHERE id = ?3
            """,
            instant,
            operatorName,
            run,
        )
    }

    /// Forgets that a run was to stop, as somebody resumes it.
    func forgetStop(of run: String) throws {
        try sql.change("UPDATE run SET stopRequestedAt = NULL, stopRequestedBy = NULL WHERE id = ?1", run)
    }

    /// Makes sure that something may begin.
    /// - Throws: `frozen`.
    func requireThawed() throws {
        try ControlRule.requireThawed(freeze())
    }

    /// Makes sure that a run may send.
    /// - Throws: `frozen`, `stopRequested`.
    func requireUnstopped(_ run: String) throws {
        let asked = try sql.first(
            "SELECT stopRequestedAt, stopRequestedBy FROM run WHERE id = ?1 AND stopRequestedAt IS NOT NULL",
            run,
        )
        let stop = try asked.map { row in
            ControlRule.Stop(
                at: try row.instant("stopRequestedAt"),
                operatorName: try row.textIfAny("stopRequestedBy") ?? "somebody",
            )
        }
        try ControlRule.requireUnstopped(run, freeze(), stop)
    }
}
