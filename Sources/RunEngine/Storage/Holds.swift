import CivilTime
import GRDB
internal import Model

/// Which run holds which group: by endpoint, workspace and the key of a group or the id of a code.
///
/// A row holds its key and the ids of its members, so that a change of one code of a group meets a change of the group.
struct Holds {
    /// The condition under which a row keeps its run unfinished.
    static let rowIsOpen = "(status IN ('planned', 'pending') OR intentIsOpen)"

    /// The database, inside a transaction.
    let db: Database

    /// Takes everything that the rows of `run` touch; its rows and members are written already.
    ///
    /// What a run without an open row left when its process died is freed on the way.
    /// - Throws: `held` or `unfinishedRun`, naming the run that is in the way.
    func take(for run: RunRecord, isLocked: (String) throws -> Bool) throws {
        for (other, group) in try conflicts(of: run) {
            if try isLocked(other.id) { throw JournalError.busy(group, by: other) }
            if try hasOpenRows(other.id) { throw JournalError.unfinished(group, by: other) }
            try release(other.id)
            try db.execute(
                sql: "UPDATE run SET state = 'interrupted', finishedAt = coalesce(finishedAt, ?) WHERE id = ?",
                arguments: [run.startedAt.milliseconds, other.id],
            )
        }
        try db.execute(
            sql: """
                INSERT OR IGNORE INTO hold (endpoint, workspaceID, identifier, runID)
                SELECT ?2, ?3, identifier, ?1 FROM row WHERE runID = ?1
                UNION ALL SELECT ?2, ?3, accessCodeID, ?1 FROM member WHERE runID = ?1
                """,
            arguments: [run.id, run.endpoint, run.workspaceID],
        )
    }

    /// Frees everything that a run holds.
    func release(_ run: String) throws {
        try db.execute(sql: "DELETE FROM hold WHERE runID = ?", arguments: [run])
    }

    /// Whether a run holds anything.
    func exist(for run: String) throws -> Bool {
        try Bool.fetchOne(db, sql: "SELECT 1 FROM hold WHERE runID = ? LIMIT 1", arguments: [run]) ?? false
    }

    /// Whether a row of a run is still planned, intended or pending.
    func hasOpenRows(_ run: String) throws -> Bool {
        let sql = "SELECT 1 FROM row WHERE runID = ? AND \(Self.rowIsOpen) LIMIT 1"
        return try Bool.fetchOne(db, sql: sql, arguments: [run]) ?? false
    }

    /// The runs that hold something of `run`'s rows, each with the name of the first such group.
    private func conflicts(of run: RunRecord) throws -> [(run: RunRecord, group: String)] {
        let found = try GRDB.Row.fetchAll(
            db,
            sql: """
                SELECT hold.runID AS runID, min(wanted.ordinal) AS ordinal
                FROM (
                    SELECT ordinal, identifier FROM row WHERE runID = ?1
                    UNION ALL SELECT ordinal, accessCodeID FROM member WHERE runID = ?1
                ) AS wanted
                JOIN hold ON hold.endpoint = ?2 AND hold.workspaceID = ?3 AND hold.identifier = wanted.identifier
                GROUP BY hold.runID ORDER BY ordinal
                """,
            arguments: [run.id, run.endpoint, run.workspaceID],
        )
        return try found.map { conflict in
            let name = try String.fetchOne(
                db,
                sql: "SELECT coalesce(name, identifier) FROM row WHERE runID = ? AND ordinal = ?",
                arguments: [run.id, conflict.decode(Int.self, forColumn: "ordinal")],
            )
            let other = try RunRecord.fetch(conflict.decode(String.self, forColumn: "runID"), in: db)
            return (other, name ?? "")
        }
    }
}
