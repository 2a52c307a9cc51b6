import CivilTime
import Journal
internal import Model

/// The calls of scripts that change something at once.
struct EffectTable {
    let sql: any SQLSession

    /// Adds a call.
    /// - Returns: Its number.
    func insert(_ effect: DirectEffect, run: String) throws -> Int64 {
        let added = try sql.first(
            """
            INSERT INTO directEffect (runID, path, parameters, deviceID, sentAt, answeredAt, state, requestID, detail)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) RETURNING id
            """,
            run,
            effect.path,
            effect.parameters,
            effect.deviceID,
            effect.sentAt,
            effect.answeredAt,
            effect.state.rawValue,
            effect.requestID,
            effect.detail,
        )
        guard let added else { throw JournalError(.storage, "The journal has not kept a call.") }
        return try added.number("id")
    }

    /// Takes a call back that has no place at its device.
    func delete(_ id: Int64) throws {
        try sql.change("DELETE FROM directEffect WHERE id = ?1", id)
    }

    /// Keeps what became of a call that was kept as open.
    /// - Throws: `unknownRow`.
    func settle(_ effect: DirectEffect, run: String) throws {
        let count = try sql.change(
            """
            UPDATE directEffect SET answeredAt = ?1, state = ?2, requestID = ?3, detail = ?4
            WHERE id = ?5 AND runID = ?6 AND state = 'open'
            """,
            effect.answeredAt,
            effect.state.rawValue,
            effect.requestID,
            effect.detail,
            effect.id,
            run,
        )
        guard count == 1 else { throw JournalError.unknownCall(effect.id, of: run) }
    }

    /// The calls of a run, oldest first.
    func effects(of run: String) throws -> [DirectEffect] {
        try sql.rows("SELECT * FROM directEffect WHERE runID = ?1 ORDER BY id", run, make: DirectEffect.init)
    }
}

extension DirectEffect {
    fileprivate init(_ row: SQLRow) throws {
        try self.init(
            path: row.text("path"),
            parameters: row.text("parameters"),
            deviceID: row.textIfAny("deviceID"),
            sentAt: row.instant("sentAt"),
        )
        id = try row.number("id")
        answeredAt = try row.instantIfAny("answeredAt")
        state = try row.word("state")
        requestID = try row.textIfAny("requestID")
        detail = try row.textIfAny("detail")
    }
}
