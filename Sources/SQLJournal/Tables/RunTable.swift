import CivilTime
import Journal
internal import Model

/// The records of runs.
struct RunTable {
    let sql: any SQLSession

    /// Writes a record.
    /// - Throws: `duplicateRun`.
    func insert(_ run: RunRecord) throws {
        let count = try sql.change(
            """
            INSERT INTO run (id, script, scriptHash, arguments, state, startedAt, finishedAt, operatorName,
                processID, endpoint, workspaceID, scheduleName, origin, originDetail, reason, planHash,
                zoneDataVersion, person, approvalHash, approvedBy, breakGlass, maxGroups, maxShift, shortenFrom, allowed, leftOut, stopAtPercent,
                salt)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25,
                ?26, ?27, ?28)
            ON CONFLICT (id) DO NOTHING
            """,
            SQLValue.list([
                run.id, run.script, run.scriptHash, StoredList.text(run.arguments), run.state.rawValue, run.startedAt,
                run.finishedAt, run.operatorName, run.processID, run.endpoint, run.workspaceID, run.scheduleName,
                run.origin.word, run.origin.detail, run.reason, run.planHash, run.zoneDataVersion, run.person,
                run.approval?.hash, run.approval?.by, run.approval?.breakGlass,
            ]) + StoredLimits.values(run.limits) + [.text(RandomName.make())],
        )
        guard count == 1 else { throw JournalError.duplicateRun(run.id) }
    }

    /// Writes a record in place of the one that was opened before its rows were known.
    /// - Throws: `duplicateRun` for a run that has rows.
    func replaceOpen(_ run: RunRecord) throws {
        guard try !sql.finds("SELECT 1 AS one FROM row WHERE runID = ?1 LIMIT 1", run.id) else {
            throw JournalError.duplicateRun(run.id)
        }
        let record = RunRule.planned(try self.run(run.id), as: run)
        try sql.change(
            """
            UPDATE run SET workspaceID = ?1, planHash = ?2, reason = ?3, zoneDataVersion = ?4, maxGroups = ?6,
                maxShift = ?7, shortenFrom = ?8, allowed = ?9, leftOut = ?10, stopAtPercent = ?11
            WHERE id = ?5
            """,
            SQLValue.list([record.workspaceID, record.planHash, record.reason, record.zoneDataVersion, record.id])
                + StoredLimits.values(record.limits),
        )
    }

    /// Writes the approval that a run begins with, where it was written before.
    func keepApproval(of run: RunRecord) throws {
        guard let approval = run.approval else { return }
        try sql.change(
            "UPDATE run SET approvalHash = ?1, approvedBy = ?2, breakGlass = ?3 WHERE id = ?4",
            approval.hash,
            approval.by,
            approval.breakGlass,
            run.id,
        )
    }

    /// Writes where a run stands, whose process it is and when it ended.
    func update(_ run: RunRecord) throws {
        try sql.change(
            "UPDATE run SET state = ?1, processID = ?2, finishedAt = ?3 WHERE id = ?4",
            run.state.rawValue,
            run.processID,
            run.finishedAt,
            run.id,
        )
    }

    /// Lets a run that was written ahead begin.
    func begin(_ id: String) throws {
        try sql.change("UPDATE run SET state = 'running' WHERE id = ?1 AND state = 'planned'", id)
    }

    /// Reads one record.
    /// - Throws: `unknownRun`.
    func run(_ id: String) throws -> RunRecord {
        guard let row = try sql.first("SELECT * FROM run WHERE id = ?1", id) else { throw JournalError.unknownRun(id) }
        return try RunRecord(row)
    }

    /// Makes sure that a run exists.
    /// - Throws: `unknownRun`.
    func require(_ id: String) throws {
        guard try sql.finds("SELECT 1 AS one FROM run WHERE id = ?1", id) else { throw JournalError.unknownRun(id) }
    }

    /// The newest runs, newest first.
    func newest(_ limit: Int) throws -> [RunRecord] {
        try sql.rows("SELECT * FROM run ORDER BY startedAt DESC, id DESC LIMIT ?1", limit, make: RunRecord.init)
    }

    /// The runs that hold groups, newest first.
    func holding() throws -> [RunRecord] {
        try sql.rows(
            """
            SELECT * FROM run WHERE id IN (SELECT DISTINCT runID FROM hold)
            ORDER BY startedAt DESC, id DESC
            """,
            make: RunRecord.init,
        )
    }

    /// The runs that began since an instant, newest first.
    func since(_ instant: Instant) throws -> [RunRecord] {
        try sql.rows(
            "SELECT * FROM run WHERE startedAt >= ?1 ORDER BY startedAt DESC, id DESC",
            instant,
            make: RunRecord.init,
        )
    }

    /// The runs that ended before an instant, hold nothing, and have something that can be deleted.
    func over(before instant: Instant) throws -> [String] {
        let ended = try sql.rows(
            """
            SELECT * FROM run WHERE finishedAt < ?1
                AND EXISTS (SELECT 1 FROM row WHERE row.runID = run.id
                    UNION ALL SELECT 1 FROM directEffect WHERE directEffect.runID = run.id)
            ORDER BY id
            """,
            instant,
            make: RunRecord.init,
        )
        let holding = Set(try holding().map(\.id))
        return ended.filter { RunRule.canForget($0, holds: holding.contains($0.id), before: instant) }.map(\.id)
    }

    /// Deletes the rows, the events and the calls of a run.
    func empty(_ run: String) throws {
        for table in ["event", "directEffect", "sentDelta", "member", "row"] {
            try sql.change("DELETE FROM \(table) WHERE runID = ?1", run)
        }
    }
}

/// The limits of a run in their columns.
enum StoredLimits {
    /// The values of the columns from `maxGroups` to `stopAtPercent`.
    static func values(_ limits: Limits?) throws -> [SQLValue] {
        guard let limits else { return Array(repeating: .null, count: 6) }
        return try SQLValue.list([
            limits.maxGroups, limits.maxShift, limits.shortenFrom, limits.allowed.words, limits.leftOut.words,
            limits.stopAtPercent,
        ])
    }

    /// The limits of a line; nil in a journal of an older version.
    static func limits(_ row: SQLRow) throws -> Limits? {
        guard let maxGroups: Int = try row.numberIfAny("maxGroups") else { return nil }
        var limits = Limits()
        limits.maxGroups = maxGroups
        limits.maxShift = TimeSpan(milliseconds: try row.number("maxShift"))
        limits.shortenFrom = try row.number("shortenFrom")
        limits.allowed = try row.words("allowed")
        limits.leftOut = try row.words("leftOut")
        limits.stopAtPercent = try row.numberIfAny("stopAtPercent")
        return limits
    }
}

extension Set<RowCheck> {
    /// The words of the checks with commas between them.
    var words: String { RowCheck.allCases.filter(contains).map(\.rawValue).joined(separator: ",") }
}

extension RunRecord {
    /// Makes a record of a line of `run`.
    init(_ row: SQLRow) throws {
        try self.init(
            id: row.text("id"),
            script: row.text("script"),
            scriptHash: row.text("scriptHash"),
            arguments: StoredList.items(row.text("arguments")),
            startedAt: row.instant("startedAt"),
            operatorName: row.text("operatorName"),
            processID: row.number("processID"),
            endpoint: row.text("endpoint"),
            workspaceID: row.text("workspaceID"),
            scheduleName: row.textIfAny("scheduleName"),
        )
        state = try row.word("state")
        finishedAt = try row.instantIfAny("finishedAt")
        origin = try Origin(word: row.text("origin"), detail: row.textIfAny("originDetail"))
        reason = try row.textIfAny("reason")
        planHash = try row.textIfAny("planHash")
        limits = try StoredLimits.limits(row)
        zoneDataVersion = try row.textIfAny("zoneDataVersion")
        person = try row.textIfAny("person")
        approval = try row.textIfAny("approvalHash").map { hash in
            RunApproval(
                hash: hash,
                by: try row.textIfAny("approvedBy") ?? "",
                breakGlass: try row.textIfAny("breakGlass"),
            )
        }
    }
}

extension RunRecord.Origin {
    fileprivate var word: String {
        switch self {
        case .run: "run"
        case .undo: "undo"
        case .move: "move"
        case .extend: "extend"
        case .booking(let command): command.rawValue
        case .file: "file"
        case .repl: "repl"
        case .schedule: "schedule"
        }
    }

    fileprivate var detail: String? {
        switch self {
        case .undo(let run): run
        case .file(let name): name
        case .run, .move, .extend, .booking, .repl, .schedule: nil
        }
    }

    fileprivate init(word: String, detail: String?) throws {
        if let command = RunRecord.BookingCommand(rawValue: word) {
            self = .booking(command)
            return
        }
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
