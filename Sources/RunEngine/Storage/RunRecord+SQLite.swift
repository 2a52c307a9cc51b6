import CivilTime
import GRDB

extension RunRecord {
    /// Writes the record.
    /// - Throws: `duplicateRun`.
    func insert(in db: Database) throws {
        guard try !Self.exists(id, in: db) else { throw Self.duplicate(id) }
        try db.execute(
            sql: """
                INSERT INTO run (id, script, scriptHash, arguments, state, startedAt, finishedAt, operatorName,
                    processID, endpoint, workspaceID, scheduleName)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                id, script, scriptHash, ArgumentList.json(arguments, in: db), state.rawValue,
                startedAt.milliseconds, finishedAt?.milliseconds, operatorName,
                processID, endpoint, workspaceID, scheduleName,
            ],
        )
    }

    /// Reads one record.
    /// - Throws: `unknownRun`.
    static func fetch(_ id: String, in db: Database) throws -> RunRecord {
        let sql = "SELECT * FROM run WHERE id = ?"
        guard let columns = try GRDB.Row.fetchOne(db, sql: sql, arguments: [id]) else { throw unknown(id) }
        return try RunRecord(columns, in: db)
    }

    /// Makes sure that a run exists.
    /// - Throws: `unknownRun`.
    static func require(_ id: String, in db: Database) throws {
        guard try exists(id, in: db) else { throw unknown(id) }
    }

    /// Makes a record of the columns of `run`.
    init(_ columns: GRDB.Row, in db: Database) throws {
        try self.init(
            id: columns.decode(forColumn: "id"),
            script: columns.decode(forColumn: "script"),
            scriptHash: columns.decode(forColumn: "scriptHash"),
            arguments: ArgumentList.arguments(columns.decode(forColumn: "arguments"), in: db),
            startedAt: columns.instant("startedAt"),
            operatorName: columns.decode(forColumn: "operatorName"),
            processID: columns.decode(forColumn: "processID"),
            endpoint: columns.decode(forColumn: "endpoint"),
            workspaceID: columns.decode(forColumn: "workspaceID"),
            scheduleName: columns.decode(forColumn: "scheduleName"),
        )
        state = try columns.word("state")
        finishedAt = try columns.instantIfAny("finishedAt")
    }

    /// The error for an id that is taken.
    static func duplicate(_ id: String) -> JournalError {
        JournalError(.duplicateRun, "A run with the id \(id) exists already: use another id.")
    }

    private static func unknown(_ id: String) -> JournalError {
        JournalError(.unknownRun, "There is no run \(id): \"keyshift runs\" lists the runs of this journal.")
    }

    private static func exists(_ id: String, in db: Database) throws -> Bool {
        try Bool.fetchOne(db, sql: "SELECT 1 FROM run WHERE id = ?", arguments: [id]) ?? false
    }
}
