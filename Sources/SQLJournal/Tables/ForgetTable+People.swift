import CivilTime
import Journal
internal import Model

/// Who did what, and what became of schedules that are gone.
extension ForgetTable {
    /// What takes a name out of who did something.
    func eraser() throws -> NoteEraser {
        let people = try sql.rows("SELECT name FROM person") { try $0.text("name") }
        return NoteEraser(text: text, people: Set(people))
    }

    /// Takes the name out of the notes beside what was done.
    func forgetNotes(_ eraser: NoteEraser) throws -> Int {
        let columns = [
            ("halt", "id", "operatorName"), ("journal", "id", "acceptedBy"), ("seenRun", "runID", "operatorName"),
            ("run", "id", "stopRequestedBy"), ("alarm", "id", "seenBy"), ("waitingPlan", "hash", "decidedBy"),
        ]
        var count = 0
        for (table, key, column) in columns { count += try erase(column, of: table, key, eraser) }
        count += try ApprovalTable(sql: sql).changingEvents { try erase("actor", of: "planEvent", "id", eraser) }
        return count + (try forgetTries(eraser))
    }

    private func erase(_ column: String, of table: String, _ key: String, _ eraser: NoteEraser) throws -> Int {
        let found = try sql.rows("SELECT CAST(\(key) AS TEXT) AS place, \(column) AS who FROM \(table)") { row in
            try eraser.erased(row.textIfAny("who")).map { (place: try row.text("place"), put: $0) }
        }.compactMap(\.self)
        for (place, put) in found {
            try sql.change("UPDATE \(table) SET \(column) = ?1 WHERE CAST(\(key) AS TEXT) = ?2", put, place)
        }
        return found.count
    }

    /// Takes out what was typed as the name of a person and is none.
    private func forgetTries(_ eraser: NoteEraser) throws -> Int {
        var count = 0
        for name in try sql.rows("SELECT name FROM signInTry", make: { try $0.text("name") })
        where eraser.erased(name) != nil {
            count += try sql.change("DELETE FROM signInTry WHERE name = ?1", name)
        }
        return try sql.unlocked(GuardedTable(table: "peopleEvent", act: .changed)) {
            try count + erase("person", of: "peopleEvent", "id", eraser)
        }
    }

    /// The schedules that are not there any more and have the name, for their runs, firings and alarms have it, too.
    func goneSchedules() throws -> [String] {
        let names = try sql.rows(
            """
            SELECT scheduleName AS name FROM run WHERE scheduleName IS NOT NULL UNION SELECT schedule FROM firing
            UNION SELECT schedule FROM notice UNION SELECT schedule FROM alarm WHERE schedule IS NOT NULL
            UNION SELECT scheduleName FROM waitingPlan WHERE scheduleName IS NOT NULL
            EXCEPT SELECT name FROM schedule
            """
        ) { try $0.text("name") }
        return names.filter(text.isIn)
    }

    /// Deletes what is kept of schedules that are not there any more, but for their runs.
    func forgetSchedules(_ names: [String]) throws -> Int {
        var count = 0
        for name in names {
            for table in ["firing", "notice"] {
                count += try sql.change("DELETE FROM \(table) WHERE schedule = ?1", name)
            }
            count += try sql.change("DELETE FROM waitingPlan WHERE scheduleName = ?1", name)
            count += try sql.change("DELETE FROM alarmTelling WHERE way = ?1", "post \(name)")
            count += try sql.change(
                """
                UPDATE alarm SET schedule = NULL, source = CASE WHEN source = ?1 THEN ?2 || ' ' || id ELSE source END
                WHERE schedule = ?3
                """,
                "schedule \(name)",
                NoteEraser.forgotten,
                name,
            )
        }
        return count
    }
}
