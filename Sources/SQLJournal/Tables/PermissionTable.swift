import CivilTime
import Journal

/// What has to be so that a send may leave, in one look.
struct PermissionTable {
    let sql: any SQLSession

    /// Makes sure that a token is still the one of its run, and that nobody has frozen everything or stopped the run.
    /// - Throws: `notOwned`, `frozen`, `stopRequested`.
    func require(_ token: String, of run: String) throws {
        let found = try sql.first(
            """
            SELECT (SELECT token FROM claim WHERE subject = ?1) AS token,
                (SELECT since FROM halt WHERE id = 1) AS frozenSince,
                (SELECT stopRequestedAt FROM run WHERE id = ?1) AS stoppedAt
            """,
            run,
        )
        if let found, try found.textIfAny("token") == token, try found.instantIfAny("frozenSince") == nil,
            try found.instantIfAny("stoppedAt") == nil
        {
            return
        }
        try ClaimTable(sql: sql).require(token, of: run)
        try ControlTable(sql: sql).requireUnstopped(run)
    }
}
