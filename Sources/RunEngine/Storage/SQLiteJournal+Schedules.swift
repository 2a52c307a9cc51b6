package import CivilTime
import GRDB

extension SQLiteJournal {
    /// Adds a schedule.
    package func addSchedule(_ schedule: Schedule) async throws(JournalError) {
        try await write { db in
            try db.execute(
                sql: """
                    INSERT OR IGNORE INTO schedule (name, script, arguments, cron, zone, addedAt, lastFiredAt)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    StoredText.checked(schedule.name), schedule.script, ArgumentList.json(schedule.arguments, in: db),
                    schedule.cron, schedule.zone,
                    schedule.addedAt.milliseconds, schedule.lastFiredAt?.milliseconds,
                ],
            )
            guard db.changesCount == 1 else {
                throw JournalError(
                    .duplicateSchedule,
                    "A schedule with the name \(schedule.name) exists: choose another name, or remove that one first.",
                )
            }
        }
    }

    /// All schedules by name.
    package func schedules() async throws(JournalError) -> [Schedule] {
        try await read { db in
            try GRDB.Row.fetchAll(db, sql: "SELECT * FROM schedule ORDER BY name").map { columns in
                var schedule = try Schedule(
                    name: columns.decode(forColumn: "name"),
                    script: columns.decode(forColumn: "script"),
                    arguments: ArgumentList.arguments(columns.decode(forColumn: "arguments"), in: db),
                    cron: columns.decode(forColumn: "cron"),
                    zone: columns.decode(forColumn: "zone"),
                    addedAt: columns.instant("addedAt"),
                )
                schedule.lastFiredAt = try columns.instantIfAny("lastFiredAt")
                return schedule
            }
        }
    }

    /// Removes a schedule; its firings stay.
    package func removeSchedule(_ name: String) async throws(JournalError) {
        try await write { db in
            try db.execute(sql: "DELETE FROM schedule WHERE name = ?", arguments: [name])
            guard db.changesCount == 1 else { throw Self.unknownSchedule(name) }
        }
    }

    /// Moves the newest nominal instant of a schedule forward; an earlier one changes nothing.
    package func setLastFired(_ schedule: String, nominal: Instant) async throws(JournalError) {
        try await write { db in try Self.moveLastFired(schedule, to: nominal, in: db) }
    }

    /// Claims one firing and moves `lastFiredAt` forward; of all who try, one gets true.
    package func claimFiring(
        _ schedule: String,
        nominal: Instant,
        startedAt: Instant,
    ) async throws(JournalError) -> Bool {
        try await write { db in
            try Self.moveLastFired(schedule, to: nominal, in: db)
            try db.execute(
                sql: "INSERT OR IGNORE INTO firing (schedule, nominal, startedAt, state) VALUES (?, ?, ?, ?)",
                arguments: [
                    schedule, nominal.milliseconds, startedAt.milliseconds, Firing.State.running.rawValue,
                ],
            )
            return db.changesCount == 1
        }
    }

    /// Keeps what became of a firing.
    package func finishFiring(
        _ schedule: String,
        nominal: Instant,
        state: Firing.State,
        exitCode: Int32?,
    ) async throws(JournalError) {
        try await write { db in
            try db.execute(
                sql: """
                    UPDATE firing SET state = ?, exitCode = ?
                    WHERE schedule = ? AND nominal = ? AND state = 'running'
                    """,
                arguments: [state.rawValue, exitCode, schedule, nominal.milliseconds],
            )
            guard db.changesCount == 1 else {
                throw JournalError(
                    .unknownFiring,
                    "Schedule \(schedule) has no firing for \(nominal.iso8601) that is running: it was never claimed "
                        + "or has ended.",
                )
            }
        }
    }

    /// The newest firings of a schedule, the newest nominal instant first.
    package func firings(of schedule: String, limit: Int) async throws(JournalError) -> [Firing] {
        try await read { db in
            let sql = "SELECT * FROM firing WHERE schedule = ? ORDER BY nominal DESC LIMIT ?"
            return try GRDB.Row.fetchAll(db, sql: sql, arguments: [schedule, limit]).map { columns in
                var firing = try Firing(
                    schedule: columns.decode(forColumn: "schedule"),
                    nominal: columns.instant("nominal"),
                    startedAt: columns.instant("startedAt"),
                )
                firing.state = try columns.word("state")
                firing.exitCode = try columns.decode(forColumn: "exitCode")
                return firing
            }
        }
    }

    private static func moveLastFired(_ schedule: String, to nominal: Instant, in db: Database) throws {
        try db.execute(
            sql: "UPDATE schedule SET lastFiredAt = max(coalesce(lastFiredAt, ?1), ?1) WHERE name = ?2",
            arguments: [nominal.milliseconds, schedule],
        )
        guard db.changesCount == 1 else { throw unknownSchedule(schedule) }
    }

    private static func unknownSchedule(_ name: String) -> JournalError {
        JournalError(.unknownSchedule, "There is no schedule \(name): \"keyshift schedule list\" shows all.")
    }
}
