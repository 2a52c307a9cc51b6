import GRDB

extension Schema {
    /// The step of the options of schedules, which were the words of a command line before.
    static let optionsColumn = "ALTER TABLE schedule ADD COLUMN options TEXT NOT NULL DEFAULT ''"

    /// Turns the words of each schedule into fields.
    ///
    /// Those that cannot be turned are kept as they are, under version 0.
    static func turnOptions(_ db: Database) throws {
        let rows = try GRDB.Row.fetchAll(db, sql: "SELECT name, runOptions, allowsDirect FROM schedule")
        for row in rows {
            let text = TypedWords.text(
                String.fromDatabaseValue(row["runOptions"]),
                allowsDirect: Int64.fromDatabaseValue(row["allowsDirect"]) != 0,
            )
            let name: DatabaseValue = row["name"]
            try db.execute(sql: "UPDATE schedule SET options = ? WHERE name = ?", arguments: [text, name])
        }
        for column in ["runOptions", "allowsDirect"] {
            try db.execute(sql: "ALTER TABLE schedule DROP COLUMN \(column)")
        }
    }
}
