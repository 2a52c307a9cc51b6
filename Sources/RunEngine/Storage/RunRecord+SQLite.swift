import CivilTime
import GRDB
internal import Model

extension RunRecord {
    /// Writes the record.
    /// - Throws: `duplicateRun`.
    func insert(in db: Database) throws {
        guard try !Self.exists(id, in: db) else { throw Self.duplicate(id) }
        try db.execute(
            sql: """
                INSERT INTO run (id, script, scriptHash, arguments, state, startedAt, finishedAt, operatorName,
                    processID, endpoint, workspaceID, scheduleName, origin, originDetail, reason, planHash, limits,
                    zoneDataVersion)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                id, script, scriptHash, ArgumentList.json(arguments, in: db), state.rawValue,
                startedAt.milliseconds, finishedAt?.milliseconds, operatorName,
                processID, endpoint, workspaceID, scheduleName, origin.word, StoredText.checked(origin.detail),
                StoredText.checked(reason), planHash, limits?.json, zoneDataVersion,
            ],
        )
    }

    /// Writes the record in place of the one that was opened before its rows were known.
    /// - Throws: `duplicateRun` for a run that has rows.
    func replaceOpen(in db: Database) throws {
        let sql = "SELECT 1 FROM row WHERE runID = ? LIMIT 1"
        guard try Bool.fetchOne(db, sql: sql, arguments: [id]) == nil else { throw Self.duplicate(id) }
        try db.execute(
            sql: """
                UPDATE run SET workspaceID = ?, planHash = ?, limits = ?, reason = ?, zoneDataVersion = ? WHERE id = ?
                """,
            arguments: [workspaceID, planHash, limits?.json, StoredText.checked(reason), zoneDataVersion, id],
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
        origin = try Origin(
            word: columns.decode(forColumn: "origin"),
            detail: columns.decode(forColumn: "originDetail"),
        )
        reason = try columns.decode(forColumn: "reason")
        planHash = try columns.decode(forColumn: "planHash")
        limits = try columns.decode(String?.self, forColumn: "limits").map(Limits.init(json:))
        zoneDataVersion = try columns.decode(forColumn: "zoneDataVersion")
    }

    /// The error for an id that is taken.
    static func duplicate(_ id: String) -> JournalError {
        JournalError(.duplicateRun, "A run with the id \(id.shown) exists already: use another id.")
    }

    private static func unknown(_ id: String) -> JournalError {
        JournalError(.unknownRun, "There is no run \(id.shown): \"keyshift runs\" lists the runs of this journal.")
    }

    private static func exists(_ id: String, in db: Database) throws -> Bool {
        try Bool.fetchOne(db, sql: "SELECT 1 FROM run WHERE id = ?", arguments: [id]) ?? false
    }
}

extension RunRecord.Origin {
    fileprivate var word: String {
        switch self {
        case .run: "run"
        case .undo: "undo"
        case .move: "move"
        case .extend: "extend"
        case .file: "file"
        case .repl: "repl"
        case .schedule: "schedule"
        }
    }

    fileprivate var detail: String? {
        switch self {
        case .undo(let run): run
        case .file(let name): name
        case .run, .move, .extend, .repl, .schedule: nil
        }
    }

    fileprivate init(word: String, detail: String?) throws {
        switch (word, detail) {
        case ("run", _): self = .run
        case ("undo", let run?): self = .undo(of: run)
        case ("move", _): self = .move
        case ("extend", _): self = .extend
        case ("file", let name?): self = .file(name)
        case ("repl", _): self = .repl
        case ("schedule", _): self = .schedule
        default:
            throw JournalError(
                .storage,
                "The journal has a run of the kind \"\(word.shown)\", which this program does not know."
            )
        }
    }
}
