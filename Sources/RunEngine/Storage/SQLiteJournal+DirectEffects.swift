import CivilTime
import GRDB
package import Model

extension SQLiteJournal {
    /// Keeps calls that are about to be sent, or that were sent and answered already, in one transaction.
    package func recordDirectEffects(
        _ effects: [DirectEffect],
        run: String,
    ) async throws(JournalError) -> [DirectEffect] {
        try requireOwnership(of: run)
        return try await write { db in
            let insert = try db.makeStatement(
                sql: """
                    INSERT INTO directEffect (runID, path, parameters, deviceID, sentAt, answeredAt, state, requestID, detail)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """
            )
            return try effects.map { effect in
                var effect = effect
                try insert.execute(arguments: [
                    run, effect.path, StoredText.checked(effect.parameters), effect.deviceID,
                    effect.sentAt.milliseconds, effect.answeredAt?.milliseconds, effect.state.rawValue,
                    effect.requestID, StoredText.checked(effect.detail),
                ])
                effect.id = db.lastInsertedRowID
                return effect
            }
        }
    }

    /// Keeps what became of calls that were kept as open.
    package func finishDirectEffects(_ effects: [DirectEffect], run: String) async throws(JournalError) {
        try requireOwnership(of: run)
        try await write { db in
            let update = try db.makeStatement(
                sql: """
                    UPDATE directEffect SET answeredAt = ?, state = ?, requestID = ?, detail = ?
                    WHERE id = ? AND runID = ? AND state = 'open'
                    """
            )
            for effect in effects {
                try update.execute(arguments: [
                    effect.answeredAt?.milliseconds, effect.state.rawValue, effect.requestID,
                    StoredText.checked(effect.detail), effect.id, run,
                ])
                guard db.changesCount == 1 else {
                    throw JournalError(
                        .unknownRow,
                        "Run \(run) has no open call \(effect.id): nothing was recorded."
                    )
                }
            }
        }
    }

    /// The calls of a run that changed something at once, oldest first.
    package func directEffects(of run: String) async throws(JournalError) -> [DirectEffect] {
        try await read { db in
            try RunRecord.require(run, in: db)
            let sql = "SELECT * FROM directEffect WHERE runID = ? ORDER BY id"
            return try GRDB.Row.fetchAll(db, sql: sql, arguments: [run]).map(DirectEffect.init)
        }
    }
}

extension DirectEffect {
    fileprivate init(_ columns: GRDB.Row) throws {
        try self.init(
            path: columns.decode(forColumn: "path"),
            parameters: columns.decode(forColumn: "parameters"),
            deviceID: columns.decode(forColumn: "deviceID"),
            sentAt: columns.instant("sentAt"),
        )
        id = try columns.decode(forColumn: "id")
        answeredAt = try columns.instantIfAny("answeredAt")
        state = try columns.word("state")
        requestID = try columns.decode(forColumn: "requestID")
        detail = try columns.decode(forColumn: "detail")
    }
}
