import CivilTime
internal import Model

/// The rules of schedules, and their pauses.
struct ScheduleTable {
    /// The columns of the rules, in the order of `ruleValues(_:)`.
    private static let ruleColumns = [
        "script", "arguments", "cron", "zone", "dst", "missed", "grace", "overlap", "holdAbove", "retries",
        "options", "onFailure", "onRecovery", "addedAt", "addedBy",
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
        guard count == 1 else { throw JournalError.duplicateSchedule(schedule.name) }
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

    /// Reads all schedules that can be read, by name.
    func all() throws -> [Schedule] {
        try read().compactMap { if case .readable(let schedule) = $0 { schedule } else { nil } }
    }

    /// Reads which schedules cannot be read, by name.
    func unreadable() throws -> [UnreadableSchedule] {
        try read().compactMap { if case .unreadable(let schedule) = $0 { schedule } else { nil } }
    }

    private func read() throws -> [StoredSchedule] {
        try sql.rows("SELECT * FROM schedule ORDER BY name", make: StoredSchedule.init)
    }

    /// Reads one schedule, nil where there is none.
    /// - Throws: `unreadableSchedule`.
    func schedule(_ name: String) throws -> Schedule? {
        switch try sql.first("SELECT * FROM schedule WHERE name = ?1", name).map(StoredSchedule.init) {
        case nil: nil
        case .readable(let schedule): schedule
        case .unreadable(let schedule): throw JournalError.unreadable(schedule)
        }
    }

    /// Whether there is a schedule, readable or not.
    func has(_ name: String) throws -> Bool {
        try sql.finds("SELECT 1 AS one FROM schedule WHERE name = ?1", name)
    }

    /// The address that a schedule, readable or not, has for notices of a kind.
    func address(of name: String, for kind: Notice.Kind) throws -> String? {
        let found = try sql.first("SELECT onFailure, onRecovery FROM schedule WHERE name = ?1", name)
        return try found?.textIfAny(kind == .failure ? "onFailure" : "onRecovery")
    }

    /// Removes a schedule.
    /// - Throws: `unknownSchedule`.
    func remove(_ name: String) throws {
        try Self.require(try sql.change("DELETE FROM schedule WHERE name = ?1", name), name)
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
            schedule.script, StoredList.text(schedule.arguments), schedule.cron.description, schedule.zone.name,
            schedule.dst.rawValue, schedule.missed.rawValue, schedule.grace, schedule.overlap.rawValue,
            schedule.holdAbove, schedule.retries, StoredOptions.text(schedule.options), schedule.onFailure,
            schedule.onRecovery, schedule.addedAt, schedule.addedBy,
        ])
    }
}
