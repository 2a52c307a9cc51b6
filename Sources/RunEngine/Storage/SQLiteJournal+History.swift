package import CivilTime
import GRDB
package import Model

extension SQLiteJournal {
    /// Every change of a group or a code over all runs, oldest run first, by its key, its id or its name.
    package func history(of text: String) async throws(JournalError) -> [GroupHistory] {
        let found = try await read { db in
            let sql = """
                SELECT run.id AS runID, row.ordinal AS ordinal FROM row JOIN run ON run.id = row.runID
                WHERE row.identifier = ?1 OR row.name = ?1
                UNION SELECT run.id, member.ordinal FROM member JOIN run ON run.id = member.runID
                WHERE member.accessCodeID = ?1
                """
            let places = try GRDB.Row.fetchAll(db, sql: sql, arguments: [text])
            return try places.map { columns in
                let run = try RunRecord.fetch(columns.decode(forColumn: "runID"), in: db)
                let ordinal = try columns.decode(Int.self, forColumn: "ordinal")
                return GroupHistory(
                    run: run,
                    ordinal: ordinal,
                    row: try RowTable(db: db).row(ordinal, of: run.id),
                    events: try EventTable(db: db).events(of: run.id, row: ordinal),
                )
            }
        }
        let sorted = found.sorted {
            ($0.run.startedAt, $0.run.id, $0.ordinal) < ($1.run.startedAt, $1.run.id, $1.ordinal)
        }
        let live = try await withLiveStates(sorted.map(\.run))
        return zip(sorted, live).map { history, run in
            var history = history
            history.run = run
            return history
        }
    }

    /// What stands in the way of rows that are still planned, in the order of the rows.
    package func priors(
        of rows: [Model.Row],
        scope: WorkspaceScope,
        at instant: Instant,
    ) async throws(JournalError) -> [Prior] {
        try await read { db in
            try PriorTable(db: db).find(
                rows,
                scope: scope,
                excluding: nil,
                isUndo: false,
                at: instant,
                isLocked: self.isHeld,
            )
        }
    }

    /// Until when sends without an answer may still arrive in the workspace of a run, seen from that run.
    package func quarantine(for run: String, at instant: Instant) async throws(JournalError) -> Quarantined {
        try await read { db in try Quarantine(db: db).closed(for: run, at: instant) }
    }
}
