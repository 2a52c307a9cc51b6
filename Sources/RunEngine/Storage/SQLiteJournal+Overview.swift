package import CivilTime
import GRDB
package import Model

extension SQLiteJournal {
    /// The runs that began since `instant`, newest first, each with the number of its rows by status.
    package func rowCounts(
        since instant: Instant
    ) async throws(JournalError) -> [(run: RunRecord, counts: [RowStatus: Int])] {
        let found = try await read { db in
            let sql = "SELECT * FROM run WHERE startedAt >= ? ORDER BY startedAt DESC, rowid DESC"
            let runs = try GRDB.Row.fetchAll(db, sql: sql, arguments: [instant.milliseconds])
                .map { try RunRecord($0, in: db) }
            let count = try db.makeStatement(
                sql: "SELECT status, count(*) AS count FROM row WHERE runID = ? GROUP BY status"
            )
            return try runs.map { run in
                var counts: [RowStatus: Int] = [:]
                for columns in try GRDB.Row.fetchAll(count, arguments: [run.id]) {
                    counts[try columns.word("status")] = try columns.decode(forColumn: "count")
                }
                return (run: run, counts: counts)
            }
        }
        let live = try await withLiveStates(found.map(\.run))
        return zip(live, found).map { (run: $0, counts: $1.counts) }
    }

    /// The names of groups that some run had a row of, at most so many.
    package func rowNames(limit: Int) async throws(JournalError) -> [String] {
        try await read { db in
            let sql = "SELECT DISTINCT name FROM row WHERE name IS NOT NULL ORDER BY name LIMIT ?"
            return try String.fetchAll(db, sql: sql, arguments: [limit])
        }
    }
}
