package import CivilTime
import GRDB
package import Model

extension SQLiteJournal {
    /// The newest runs, newest first.
    package func runs(limit: Int) async throws(JournalError) -> [RunRecord] {
        try await withLiveStates(
            read { db in
                let sql = "SELECT * FROM run ORDER BY startedAt DESC, rowid DESC LIMIT ?"
                return try GRDB.Row.fetchAll(db, sql: sql, arguments: [limit]).map { try RunRecord($0, in: db) }
            }
        )
    }

    /// The runs that hold groups and that no process works on, newest first.
    package func unfinishedRuns() async throws(JournalError) -> [RunRecord] {
        let left = try await Set(withoutProcess(runsThatHold()))
        guard !left.isEmpty else { return [] }
        // A run that ended before its lock was looked at holds nothing any more.
        return try await withLiveStates(runsThatHold().filter { left.contains($0.id) })
    }

    /// One run; one that is `running` without a living process reads as `interrupted`.
    package func run(_ id: String) async throws(JournalError) -> RunRecord {
        let record = try await read { db in try RunRecord.fetch(id, in: db) }
        return try await withLiveStates([record]).first ?? record
    }

    /// The rows of a run with their present status, in the order of the plan.
    package func rows(of run: String) async throws(JournalError) -> [Model.Row] {
        try await read { db in
            try RunRecord.require(run, in: db)
            return try RowTable(db: db).entries(of: run).map(\.row)
        }
    }

    /// Everything that was recorded of a run, oldest first.
    package func events(of run: String) async throws(JournalError) -> [JournalEvent] {
        try await read { db in
            try RunRecord.require(run, in: db)
            return try EventTable(db: db).events(of: run)
        }
    }

    /// The instants at which each device was sent to since `instant`, over all runs, oldest first, by device id.
    package func lastSends(since instant: Instant) async throws(JournalError) -> [String: [Instant]] {
        try await read { db in try EventTable(db: db).lastSends(since: instant) }
    }

    private func runsThatHold() async throws(JournalError) -> [RunRecord] {
        try await read { db in
            let sql = """
                SELECT * FROM run WHERE EXISTS (SELECT 1 FROM hold WHERE hold.runID = run.id)
                ORDER BY startedAt DESC, rowid DESC
                """
            return try GRDB.Row.fetchAll(db, sql: sql).map { try RunRecord($0, in: db) }
        }
    }

    /// The same records, in which a run without a living process is `interrupted` instead of `running`.
    ///
    /// A run that ended between the read and the look at its lock is no longer `running`, so that those are read again.
    func withLiveStates(_ records: [RunRecord]) async throws(JournalError) -> [RunRecord] {
        let ids = try withoutProcess(records.filter { $0.state == .running })
        guard !ids.isEmpty else { return records }
        let latest = try await read { db in try ids.map { try RunRecord.fetch($0, in: db) } }
        let byID = Dictionary(uniqueKeysWithValues: latest.map { ($0.id, $0) })
        return records.map { record in
            guard var record = byID[record.id] else { return record }
            if record.state == .running { record.state = .interrupted }
            return record
        }
    }

    private func withoutProcess(_ records: [RunRecord]) throws(JournalError) -> [String] {
        var ids: [String] = []
        for record in records {
            if try !isHeld(record.id) { ids.append(record.id) }
        }
        return ids
    }
}
