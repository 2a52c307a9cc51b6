package import CivilTime
import GRDB
package import Model

extension Schema {
    /// The step of the memories: what a run would keep, and, once it is completed, what is kept.
    static let memoryTable = """
        CREATE TABLE memory (
            scope TEXT NOT NULL,
            runID TEXT NOT NULL,
            value TEXT NOT NULL,
            recordedAt INTEGER NOT NULL,
            isKept INTEGER NOT NULL DEFAULT 0,
            PRIMARY KEY (scope, runID)
        ) WITHOUT ROWID;
        CREATE INDEX memoryByRun ON memory (runID);
        """
}

extension SQLiteJournal {
    /// What the newest completed run of a script has kept, as JSON.
    package func memory(of scope: String) async throws(JournalError) -> String? {
        try await read { db in
            try String.fetchOne(
                db,
                sql: "SELECT value FROM memory WHERE scope = ? AND isKept ORDER BY recordedAt DESC LIMIT 1",
                arguments: [scope],
            )
        }
    }

    /// Notes what a run keeps if it ends completed.
    package func proposeMemory(
        _ value: String,
        scope: String,
        run: String,
        at instant: Instant,
    ) async throws(JournalError) {
        try await write { db in
            try db.execute(
                sql: "INSERT OR REPLACE INTO memory (scope, runID, value, recordedAt) VALUES (?, ?, ?, ?)",
                arguments: [scope, run, StoredText.checked(value), instant.milliseconds],
            )
        }
    }

    /// Keeps what a run has proposed, in place of what was kept before.
    package func keepMemory(of run: String, at instant: Instant) async throws(JournalError) {
        try await write { db in
            try db.execute(
                sql: "UPDATE memory SET isKept = 1, recordedAt = ? WHERE runID = ?",
                arguments: [instant.milliseconds, run],
            )
            try db.execute(
                sql: """
                    DELETE FROM memory WHERE runID != ?1 AND isKept
                    AND scope IN (SELECT scope FROM memory WHERE runID = ?1)
                    """,
                arguments: [run],
            )
        }
    }
}
