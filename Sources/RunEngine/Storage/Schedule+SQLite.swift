import CivilTime
import GRDB
internal import Model

extension Schedule {
    /// The columns of the rules, in the order of `ruleValues(in:)`.
    private static let ruleColumns = [
        "script", "arguments", "cron", "zone", "dst", "missed", "grace", "overlap", "allowsDirect", "holdAbove",
        "retries", "runOptions", "onFailure", "onRecovery", "addedAt",
    ]

    private func ruleValues(in db: Database) throws -> StatementArguments {
        try [
            script, ArgumentList.json(arguments, in: db), cron, zone, dst.rawValue, missed.rawValue,
            grace.milliseconds, overlap.rawValue, allowsDirect, holdAbove,
            retries, ArgumentList.json(runOptions, in: db), StoredText.checked(onFailure),
            StoredText.checked(onRecovery), addedAt.milliseconds,
        ]
    }

    /// Writes the schedule.
    /// - Throws: `duplicateSchedule`.
    func insert(in db: Database) throws {
        let columns = Self.ruleColumns + ["name", "pausedAt", "pauseNote", "resumedAt", "lastFiredAt"]
        let marks = Array(repeating: "?", count: columns.count).joined(separator: ", ")
        let more: StatementArguments = try [
            StoredText.checked(name), pausedAt?.milliseconds, StoredText.checked(pauseNote), resumedAt?.milliseconds,
            lastFiredAt?.milliseconds,
        ]
        try db.execute(
            sql: "INSERT OR IGNORE INTO schedule (\(columns.joined(separator: ", "))) VALUES (\(marks))",
            arguments: ruleValues(in: db) + more,
        )
        guard db.changesCount == 1 else {
            throw JournalError(
                .duplicateSchedule,
                "A schedule with the name \(name.shown) exists: choose another name, change it with --replace, "
                    + "or remove that one first.",
            )
        }
    }

    /// Writes the rules in the place of those that are there.
    /// - Throws: `unknownSchedule`.
    func updateRules(in db: Database) throws {
        let assignments = Self.ruleColumns.map { "\($0) = ?" }.joined(separator: ", ")
        let more: StatementArguments = [name]
        try db.execute(
            sql: "UPDATE schedule SET \(assignments) WHERE name = ?",
            arguments: ruleValues(in: db) + more,
        )
        guard db.changesCount == 1 else { throw Self.unknown(name) }
    }

    /// Reads one schedule, nil where there is none.
    static func fetch(_ name: String, in db: Database) throws -> Schedule? {
        try GRDB.Row.fetchOne(db, sql: "SELECT * FROM schedule WHERE name = ?", arguments: [name])
            .map { try Schedule($0, in: db) }
    }

    /// Makes a schedule of the columns of `schedule`.
    init(_ columns: GRDB.Row, in db: Database) throws {
        try self.init(
            name: columns.decode(forColumn: "name"),
            script: columns.decode(forColumn: "script"),
            arguments: ArgumentList.arguments(columns.decode(forColumn: "arguments"), in: db),
            cron: columns.decode(forColumn: "cron"),
            zone: columns.decode(forColumn: "zone"),
            addedAt: columns.instant("addedAt"),
        )
        dst = try columns.word("dst")
        missed = try columns.word("missed")
        grace = try TimeSpan(milliseconds: columns.decode(forColumn: "grace"))
        overlap = try columns.word("overlap")
        allowsDirect = try columns.decode(forColumn: "allowsDirect")
        holdAbove = try columns.decode(forColumn: "holdAbove")
        retries = try columns.decode(forColumn: "retries")
        runOptions = try ArgumentList.arguments(columns.decode(forColumn: "runOptions"), in: db)
        onFailure = try columns.decode(forColumn: "onFailure")
        onRecovery = try columns.decode(forColumn: "onRecovery")
        pausedAt = try columns.instantIfAny("pausedAt")
        pauseNote = try columns.decode(forColumn: "pauseNote")
        resumedAt = try columns.instantIfAny("resumedAt")
        lastFiredAt = try columns.instantIfAny("lastFiredAt")
    }

    /// The error for a name that no schedule has.
    static func unknown(_ name: String) -> JournalError {
        JournalError(.unknownSchedule, "There is no schedule \(name.shown): \"keyshift schedule list\" shows all.")
    }
}

extension Firing {
    /// Makes a firing of the columns of `firing`.
    init(_ columns: GRDB.Row) throws {
        try self.init(
            schedule: columns.decode(forColumn: "schedule"),
            nominal: columns.instant("nominal"),
            startedAt: columns.instant("startedAt"),
        )
        cause = try columns.word("cause")
        state = try columns.word("state")
        runID = try columns.decode(forColumn: "runID")
        attempt = try columns.decode(forColumn: "attempt")
        processID = try columns.decode(forColumn: "processID")
        finishedAt = try columns.instantIfAny("finishedAt")
        retryAt = try columns.instantIfAny("retryAt")
        exitCode = try columns.decode(forColumn: "exitCode")
        detail = try columns.decode(forColumn: "detail")
        zoneDataVersion = try columns.decode(forColumn: "zoneDataVersion")
        rateLimited = try columns.decode(forColumn: "rateLimited")
    }

    /// Reads one firing, nil where there is none.
    static func fetch(_ schedule: String, _ nominal: Instant, in db: Database) throws -> Firing? {
        let sql = "SELECT * FROM firing WHERE schedule = ? AND nominal = ?"
        return try GRDB.Row.fetchOne(db, sql: sql, arguments: [schedule, nominal.milliseconds]).map(Firing.init)
    }
}
