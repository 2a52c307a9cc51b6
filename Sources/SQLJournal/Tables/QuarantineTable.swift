import CivilTime
import Journal
internal import Model

/// Until when another value must not be sent to a group, because a send without an answer may still arrive.
struct QuarantineTable {
    let sql: any SQLSession

    /// Closes the group and the codes of a row for other runs; a later instant stays.
    func close(_ ordinal: Int, of run: String, givenUpAt instant: Instant) throws {
        try sql.change(
            """
            INSERT INTO quarantine (endpoint, workspaceID, identifier, until, runID)
            SELECT run.endpoint, run.workspaceID, named.identifier, CAST(?3 AS BIGINT), run.id FROM run JOIN (
                SELECT identifier FROM row WHERE runID = ?1 AND ordinal = ?2
                UNION SELECT accessCodeID FROM member WHERE runID = ?1 AND ordinal = ?2
            ) AS named ON 1 = 1 WHERE run.id = ?1
            ON CONFLICT (endpoint, workspaceID, identifier)
                DO UPDATE SET until = excluded.until, runID = excluded.runID
                WHERE excluded.until > quarantine.until
            """,
            run,
            ordinal,
            QuarantineRule.end(ofSendGivenUpAt: instant),
        )
    }

    /// Closes everything of a run that was about to be sent and has no outcome, when its process is gone.
    func closeOpenIntents(of run: String, at instant: Instant) throws {
        let open: [Int] = try sql.rows(
            "SELECT ordinal FROM row WHERE runID = ?1 AND intentIsOpen = 1 ORDER BY ordinal",
            run,
        ) { try $0.number("ordinal") }
        for ordinal in open { try close(ordinal, of: run, givenUpAt: instant) }
    }

    /// The groups and codes that are closed beyond an instant, seen from a run.
    func closed(for run: String, at instant: Instant) throws -> Quarantined {
        let closures = try sql.rows(
            """
            SELECT quarantine.identifier AS identifier, quarantine.until AS until, quarantine.runID AS closer
            FROM quarantine JOIN run ON run.endpoint = quarantine.endpoint AND run.workspaceID = quarantine.workspaceID
            WHERE run.id = ?1 AND quarantine.until > ?2
            """,
            run,
            instant,
        ) { row in
            QuarantineRule.Closure(
                identifier: try row.text("identifier"),
                run: try row.text("closer"),
                until: try row.instant("until"),
            )
        }
        return QuarantineRule.closed(for: run, closures, at: instant)
    }

    /// Deletes what is over.
    func prune(at instant: Instant) throws {
        try sql.change("DELETE FROM quarantine WHERE until < ?1", instant)
    }
}
