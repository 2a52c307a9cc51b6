package import CivilTime
import GRDB
internal import Model

/// Until when another value must not be sent to a group, because a send without an answer may still arrive.
struct Quarantine {
    /// The time after which a send without an answer arrives no more.
    static let length = TimeSpan(milliseconds: 90_000)

    /// The database, inside a transaction.
    let db: Database

    /// Closes the group and the codes of a row for other runs; a later instant stays.
    func close(_ ordinal: Int, of run: String, givenUpAt instant: Instant) throws {
        let insert = try db.cachedStatement(
            sql: """
                INSERT INTO quarantine (endpoint, workspaceID, identifier, until, runID)
                SELECT run.endpoint, run.workspaceID, named.identifier, ?3, run.id FROM run JOIN (
                    SELECT identifier FROM row WHERE runID = ?1 AND ordinal = ?2
                    UNION SELECT accessCodeID FROM member WHERE runID = ?1 AND ordinal = ?2
                ) AS named WHERE run.id = ?1
                ON CONFLICT DO UPDATE SET until = excluded.until, runID = excluded.runID
                    WHERE excluded.until > quarantine.until
                """
        )
        try insert.execute(arguments: [run, ordinal, (instant + Self.length).milliseconds])
    }

    /// Closes everything of a run that was about to be sent and has no outcome, when its process is gone.
    func closeOpenIntents(of run: String, at instant: Instant) throws {
        let sql = "SELECT ordinal FROM row WHERE runID = ? AND intentIsOpen"
        for ordinal in try Int.fetchAll(db, sql: sql, arguments: [run]) {
            try close(ordinal, of: run, givenUpAt: instant)
        }
    }

    /// The groups and codes that are closed beyond an instant, seen from a run.
    func closed(for run: String, at instant: Instant) throws -> Quarantined {
        let cursor = try GRDB.Row.fetchCursor(
            db,
            sql: """
                SELECT quarantine.identifier AS identifier, quarantine.until AS until, quarantine.runID AS closer
                FROM quarantine JOIN run
                    ON run.endpoint = quarantine.endpoint AND run.workspaceID = quarantine.workspaceID
                WHERE run.id = ? AND quarantine.until > ?
                """,
            arguments: [run, instant.milliseconds],
        )
        var closed = Quarantined()
        while let columns = try cursor.next() {
            let identifier = try columns.decode(String.self, forColumn: "identifier")
            if try columns.decode(String.self, forColumn: "closer") == run {
                closed.byItself[identifier] = try columns.instant("until")
            } else {
                closed.byOthers[identifier] = try columns.instant("until")
            }
        }
        return closed
    }

    /// Deletes what is over.
    func prune(at instant: Instant) throws {
        try db.execute(sql: "DELETE FROM quarantine WHERE until < ?", arguments: [instant.milliseconds])
    }
}

/// Until when sends without an answer may still arrive, by the ids of groups and codes.
package struct Quarantined: Hashable, Sendable {
    /// Those of other runs, which would bring other hours.
    package var byOthers: [String: Instant]
    /// Those of the run itself.
    package var byItself: [String: Instant]

    /// Makes a quarantine of its two parts.
    package init(byOthers: [String: Instant] = [:], byItself: [String: Instant] = [:]) {
        self.byOthers = byOthers
        self.byItself = byItself
    }

    /// Whether nothing is closed.
    package var isEmpty: Bool { byOthers.isEmpty && byItself.isEmpty }
}
