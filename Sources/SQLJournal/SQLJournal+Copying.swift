internal import Journal
package import Model

extension SQLJournal {
    /// How many lines of a table were copied.
    package struct CopiedTable: Hashable, Sendable {
        package var name: String
        package var count: Int
    }

    /// Copies every line of this journal into an empty one, and compares both afterwards.
    ///
    /// Who works on what is not copied: nobody works on the copy. What a journal is stays with each of them.
    /// - Returns: How many lines each table has.
    /// - Throws: `storage` while a run is unfinished, when the other one is not empty, or when the two differ; then nothing
    ///   of the copy was kept.
    package func copy(into target: SQLJournal) async throws(JournalError) -> [CopiedTable] {
        let read = try await store.read { sql in
            if let held = try sql.first("SELECT runID FROM hold ORDER BY runID LIMIT 1") {
                throw Self.unfinished(try held.text("runID"))
            }
            return try CopiedTables.all.map { (table: $0, lines: try $0.lines(of: sql)) }
        }
        return try await target.store.write { sql in
            guard try !sql.finds("SELECT 1 AS one FROM run LIMIT 1") else {
                throw JournalError(.storage, "The journal that is written has runs in it already: copy into a new one.")
            }
            return try read.map { table, lines in
                try sql.insert(into: table.name, table.columns, lines)
                try table.setNumber(in: sql)
                guard try table.lines(of: sql) == lines else {
                    throw JournalError(.storage, "The copy of \(table.name) is not what was read; nothing was kept.")
                }
                return CopiedTable(name: table.name, count: lines.count)
            }
        }
    }

    private static func unfinished(_ run: String) -> JournalError {
        JournalError(
            .storage,
            "Run \(run) is unfinished, and would go on in two journals: keyshift resume \(run), or keyshift runs abandon "
                + "\(run), then copy.",
        )
    }
}
