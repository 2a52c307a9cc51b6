package import CivilTime
import GRDB
package import Model

/// What is to be told of firings, written in the transaction that the firing changes in.
struct NoticeTable {
    let db: Database

    /// Adds what there is to tell of a firing, where its schedule has an address for it.
    func add(_ firing: Firing, others: Int, at instant: Instant) throws {
        guard let schedule = try Schedule.fetch(firing.schedule, in: db), let kind = try kind(of: firing),
            (kind == .failure ? schedule.onFailure : schedule.onRecovery) != nil
        else { return }
        try db.execute(
            sql: """
                INSERT INTO notice (schedule, nominal, kind, state, runID, exitCode, detail, others, recordedAt, nextTryAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                firing.schedule, firing.nominal.milliseconds, kind.rawValue, firing.state.rawValue, firing.runID,
                firing.exitCode, firing.detail, others, instant.milliseconds, instant.milliseconds,
            ],
        )
    }

    /// A failure, or a firing that went well right after one; nil for anything else.
    private func kind(of firing: Firing) throws -> Notice.Kind? {
        if firing.state.isTrouble { return .failure }
        guard firing.state == .done else { return nil }
        let sql = """
            SELECT state FROM firing WHERE schedule = ? AND nominal < ?
                AND state IN ('done', 'partial', 'failed', 'refused', 'held', 'missed')
            ORDER BY nominal DESC LIMIT 1
            """
        let before = try String.fetchOne(db, sql: sql, arguments: [firing.schedule, firing.nominal.milliseconds])
        guard let before, let state = Firing.State(rawValue: before), state.isTrouble else { return nil }
        return .recovery
    }
}

extension SQLiteJournal {
    /// Takes what is to be told now; nobody else gets the same in the next two minutes.
    package func takeNotices(limit: Int, at instant: Instant) async throws(JournalError) -> [Notice] {
        let waiting = try await read { db in
            try Bool.fetchOne(
                db,
                sql: "SELECT 1 FROM notice WHERE nextTryAt <= ? LIMIT 1",
                arguments: [instant.milliseconds],
            ) ?? false
        }
        guard waiting else { return [] }
        return try await write { db in
            let sql = "SELECT * FROM notice WHERE nextTryAt <= ? ORDER BY id LIMIT ?"
            let rows = try GRDB.Row.fetchAll(db, sql: sql, arguments: [instant.milliseconds, limit])
            return try rows.map { columns in
                let notice = try Notice(columns, in: db)
                try db.execute(
                    sql: "UPDATE notice SET tries = tries + 1, nextTryAt = ? WHERE id = ?",
                    arguments: [instant.milliseconds + 120_000, notice.id],
                )
                return notice
            }
        }
    }

    /// Keeps that a notice was told, was given up, or is to be tried again.
    package func settleNotice(
        _ id: Int64,
        nextTryAt: Instant?,
        error: String?,
        at instant: Instant,
    ) async throws(JournalError) {
        try await write { db in
            try db.execute(
                sql: "UPDATE notice SET nextTryAt = ?, error = ?, toldAt = ? WHERE id = ?",
                arguments: [
                    nextTryAt?.milliseconds, StoredText.checked(error), error == nil ? instant.milliseconds : nil, id,
                ],
            )
        }
    }
}

extension Notice {
    fileprivate init(_ columns: GRDB.Row, in db: Database) throws {
        let name: String = try columns.decode(forColumn: "schedule")
        var firing = try Firing(
            schedule: name,
            nominal: columns.instant("nominal"),
            startedAt: columns.instant("recordedAt"),
        )
        firing.state = try columns.word("state")
        firing.runID = try columns.decode(forColumn: "runID")
        firing.exitCode = try columns.decode(forColumn: "exitCode")
        firing.detail = try columns.decode(forColumn: "detail")
        let kind: Kind = try columns.word("kind")
        let schedule = try Schedule.fetch(name, in: db)
        self.init(
            id: try columns.decode(forColumn: "id"),
            kind: kind,
            firing: firing,
            others: try columns.decode(forColumn: "others"),
            tries: try columns.decode(forColumn: "tries"),
            target: kind == .failure ? schedule?.onFailure : schedule?.onRecovery,
        )
    }
}
