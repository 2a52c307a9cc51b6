import CivilTime
internal import Model

/// The rules of schedules, and their pauses.
struct ScheduleTable {
    /// The columns of the rules, in the order of `ruleValues(_:)`.
    private static let ruleColumns = [
        "script", "arguments", "cron", "zone", "dst", "missed", "grace", "overlap", "allowsDirect", "holdAbove",
        "retries", "runOptions", "onFailure", "onRecovery", "addedAt",
    ]

    let sql: any SQLSession

    /// Writes a schedule.
    /// - Throws: `duplicateSchedule`.
    func insert(_ schedule: Schedule) throws {
        let columns = Self.ruleColumns + ["name", "pausedAt", "pauseNote", "resumedAt", "lastFiredAt"]
        let more = try SQLValue.list([
            schedule.name, schedule.pausedAt, schedule.pauseNote, schedule.resumedAt, schedule.lastFiredAt,
        ])
        let count = try sql.change(
            SQLText.insert(into: "schedule", columns, lines: 1) + " ON CONFLICT (name) DO NOTHING",
            Self.ruleValues(schedule) + more,
        )
        guard count == 1 else {
            throw JournalError(
                .duplicateSchedule,
                "A schedule with the name \(schedule.name.shown) exists: choose another name, change it with --replace, "
                    + "or remove that one first.",
            )
        }
    }

    /// Writes rules in the place of those that are there.
    /// - Throws: `unknownSchedule`.
    func updateRules(_ schedule: Schedule) throws {
        let assignments = Self.ruleColumns.enumerated().map { "\($1) = ?\($0 + 1)" }.joined(separator: ", ")
        let count = try sql.change(
            "UPDATE schedule SET \(assignments) WHERE name = ?\(Self.ruleColumns.count + 1)",
            Self.ruleValues(schedule) + SQLValue.list([schedule.name]),
        )
        try Self.require(count, schedule.name)
    }

    /// Reads all schedules by name.
    func all() throws -> [Schedule] {
        try sql.rows("SELECT * FROM schedule ORDER BY name", make: Schedule.init)
    }

    /// Reads one schedule, nil where there is none.
    func schedule(_ name: String) throws -> Schedule? {
        try sql.first("SELECT * FROM schedule WHERE name = ?1", name).map(Schedule.init)
    }

    /// Removes a schedule; those of its firings that waited are left out.
    /// - Throws: `unknownSchedule`.
    func remove(_ name: String) throws {
        try Self.require(try sql.change("DELETE FROM schedule WHERE name = ?1", name), name)
        try sql.change(
            """
            UPDATE firing SET state = 'skipped', detail = 'the schedule was removed'
            WHERE schedule = ?1 AND state IN ('queued', 'retrying')
            """,
            name,
        )
    }

    /// Pauses a schedule; one that is paused already gets the new note.
    /// - Throws: `unknownSchedule`.
    func pause(_ name: String, note: String?, at instant: Instant) throws {
        let count = try sql.change(
            "UPDATE schedule SET pausedAt = coalesce(pausedAt, ?1), pauseNote = ?2 WHERE name = ?3",
            instant,
            note,
            name,
        )
        try Self.require(count, name)
    }

    /// Ends the pause of a schedule.
    /// - Throws: `unknownSchedule`.
    func resume(_ name: String, at instant: Instant) throws {
        let count = try sql.change(
            """
            UPDATE schedule SET resumedAt = CASE WHEN pausedAt IS NULL THEN resumedAt ELSE ?1 END,
                pausedAt = NULL, pauseNote = NULL
            WHERE name = ?2
            """,
            instant,
            name,
        )
        try Self.require(count, name)
    }

    /// Moves the newest firing by the clock forward.
    func moveLastFired(_ name: String, to nominal: Instant) throws {
        try sql.change(
            "UPDATE schedule SET lastFiredAt = ?1 WHERE name = ?2 AND (lastFiredAt IS NULL OR lastFiredAt < ?1)",
            nominal,
            name,
        )
    }

    private static func require(_ count: Int, _ name: String) throws {
        guard count == 1 else { throw JournalError.unknownSchedule(name) }
    }

    private static func ruleValues(_ schedule: Schedule) throws -> [SQLValue] {
        try SQLValue.list([
            schedule.script, StoredList.text(schedule.arguments), schedule.cron, schedule.zone, schedule.dst.rawValue,
            schedule.missed.rawValue, schedule.grace, schedule.overlap.rawValue, schedule.allowsDirect,
            schedule.holdAbove, schedule.retries, StoredList.text(schedule.runOptions), schedule.onFailure,
            schedule.onRecovery, schedule.addedAt,
        ])
    }
}

extension Schedule {
    /// Makes a schedule of a line of `schedule`.
    fileprivate init(_ row: SQLRow) throws {
        try self.init(
            name: row.text("name"),
            script: row.text("script"),
            arguments: StoredList.items(row.text("arguments")),
            cron: row.text("cron"),
            zone: row.text("zone"),
            addedAt: row.instant("addedAt"),
        )
        dst = try row.word("dst")
        missed = try row.word("missed")
        grace = try TimeSpan(milliseconds: row.number("grace"))
        overlap = try row.word("overlap")
        allowsDirect = try row.flag("allowsDirect")
        holdAbove = try row.numberIfAny("holdAbove")
        retries = try row.number("retries")
        runOptions = try StoredList.items(row.text("runOptions"))
        onFailure = try row.textIfAny("onFailure")
        onRecovery = try row.textIfAny("onRecovery")
        pausedAt = try row.instantIfAny("pausedAt")
        pauseNote = try row.textIfAny("pauseNote")
        resumedAt = try row.instantIfAny("resumedAt")
        lastFiredAt = try row.instantIfAny("lastFiredAt")
    }
}
