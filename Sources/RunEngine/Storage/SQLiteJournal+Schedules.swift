package import CivilTime
import GRDB
package import Model

extension SQLiteJournal {
    /// Adds a schedule.
    package func addSchedule(_ schedule: Schedule) async throws(JournalError) {
        try await write { db in try schedule.insert(in: db) }
    }

    /// Puts other rules in the place of those of a schedule; its firings and its pause stay.
    package func changeSchedule(_ schedule: Schedule) async throws(JournalError) {
        try await write { db in try schedule.updateRules(in: db) }
    }

    /// All schedules by name.
    package func schedules() async throws(JournalError) -> [Schedule] {
        try await read { db in
            try GRDB.Row.fetchAll(db, sql: "SELECT * FROM schedule ORDER BY name").map { try Schedule($0, in: db) }
        }
    }

    /// Removes a schedule; its firings stay, and those that waited are left out.
    package func removeSchedule(_ name: String) async throws(JournalError) {
        try await write { db in
            try db.execute(sql: "DELETE FROM schedule WHERE name = ?", arguments: [name])
            guard db.changesCount == 1 else { throw Schedule.unknown(name) }
            try db.execute(
                sql: """
                    UPDATE firing SET state = 'skipped', detail = 'the schedule was removed'
                    WHERE schedule = ? AND state IN ('queued', 'retrying')
                    """,
                arguments: [name],
            )
        }
    }

    /// Pauses a schedule; one that is paused already gets the new note.
    package func pauseSchedule(_ name: String, note: String?, at instant: Instant) async throws(JournalError) {
        try await change(
            name,
            "UPDATE schedule SET pausedAt = coalesce(pausedAt, ?), pauseNote = ? WHERE name = ?",
            [instant.milliseconds, note, name],
        )
    }

    /// Lets a schedule fire again, for instants from now on.
    package func resumeSchedule(_ name: String, at instant: Instant) async throws(JournalError) {
        try await change(
            name,
            """
            UPDATE schedule SET resumedAt = CASE WHEN pausedAt IS NULL THEN resumedAt ELSE ? END,
                pausedAt = NULL, pauseNote = NULL
            WHERE name = ?
            """,
            [instant.milliseconds, name],
        )
    }

    private func change(
        _ name: String,
        _ sql: String,
        _ arguments: StatementArguments,
    ) async throws(JournalError) {
        try await write { db in
            try db.execute(sql: sql, arguments: arguments)
            guard db.changesCount == 1 else { throw Schedule.unknown(name) }
        }
    }
}
