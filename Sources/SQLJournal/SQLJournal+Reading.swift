package import CivilTime
package import Journal
package import Model

extension SQLJournal {
    package func isHeld(_ id: String) async throws(JournalError) -> Bool {
        try await store.read { [locks] sql in try locks.isHeld(id, in: sql) }
    }

    package func runs(limit: Int) async throws(JournalError) -> [RunRecord] {
        try await withLiveStates(store.read { sql in try RunTable(sql: sql).newest(limit) })
    }

    package func unfinishedRuns() async throws(JournalError) -> [RunRecord] {
        let left = try await Set(withoutProcess(runsThatHold()))
        guard !left.isEmpty else { return [] }
        // A run that ended before its lock was looked at holds nothing any more.
        return try await withLiveStates(runsThatHold().filter { left.contains($0.id) })
    }

    package func run(_ id: String) async throws(JournalError) -> RunRecord {
        let record = try await store.read { sql in try RunTable(sql: sql).run(id) }
        return try await withLiveStates([record]).first ?? record
    }

    package func rows(of run: String) async throws(JournalError) -> [Row] {
        try await store.read { sql in
            try RunTable(sql: sql).require(run)
            return try RowTable(sql: sql).entries(of: run).map(\.shown)
        }
    }

    package func leftOut(of run: String) async throws(JournalError) -> [Plan.LeftOut] {
        try await store.read { sql in
            try RunTable(sql: sql).require(run)
            return try EventTable(sql: sql).leftOut(of: run)
        }
    }

    package func events(of run: String) async throws(JournalError) -> [JournalEvent] {
        try await store.read { sql in
            try RunTable(sql: sql).require(run)
            return try EventTable(sql: sql).events(of: run)
        }
    }

    package func busyDoors(of endpoint: String, at instant: Instant) async throws(JournalError) -> [String: DoorState] {
        try await store.read { sql in try DoorTable(sql: sql, endpoint: endpoint).busy(at: instant) }
    }

    package func priors(
        of rows: [Row],
        scope: WorkspaceScope,
        at instant: Instant,
    ) async throws(JournalError) -> [Prior] {
        try await store.read { [locks] sql in
            try PriorTable(sql: sql).find(rows, PriorRule.Asker(scope: scope, at: instant)) {
                try locks.isHeld($0, in: sql)
            }
        }
    }

    package func takenBack(
        from rows: [Row],
        scope: WorkspaceScope,
        at instant: Instant,
    ) async throws(JournalError) -> [TakenBack] {
        guard rows.contains(where: \.isRelative) else { return [] }
        return try await store.read { sql in
            try PriorTable(sql: sql).takenBack(from: rows, PriorRule.Asker(scope: scope, at: instant))
        }
    }

    package func sentHours(
        to codes: [String],
        in scope: WorkspaceScope,
    ) async throws(JournalError) -> [SentHours] {
        try await store.read { sql in try RowTable(sql: sql).sentHours(to: codes, in: scope) }
            .sorted { ($0.at, $0.accessCodeID) < ($1.at, $1.accessCodeID) }
    }

    package func history(of text: String) async throws(JournalError) -> [GroupHistory] {
        let found = try await store.read { sql in
            let places = try sql.rows(
                """
                SELECT row.runID AS runID, row.ordinal AS ordinal FROM row WHERE row.identifier = ?1 OR row.name = ?1
                UNION SELECT member.runID, member.ordinal FROM member WHERE member.accessCodeID = ?1
                """,
                text,
            ) { (run: try $0.text("runID"), ordinal: try $0.number("ordinal") as Int) }
            return try places.map { place in
                GroupHistory(
                    run: try RunTable(sql: sql).run(place.run),
                    ordinal: place.ordinal,
                    row: try RowTable(sql: sql).entry(place.ordinal, of: place.run).shown,
                    events: try EventTable(sql: sql).events(of: place.run, row: place.ordinal),
                )
            }
        }
        let sorted = found.sorted {
            ($0.run.startedAt, $0.run.id, $0.ordinal) < ($1.run.startedAt, $1.run.id, $1.ordinal)
        }
        let live = try await withLiveStates(sorted.map(\.run))
        return zip(sorted, live).map { history, run in
            var history = history
            history.run = run
            return history
        }
    }

    package func rowCounts(
        since instant: Instant
    ) async throws(JournalError) -> [(run: RunRecord, counts: [RowStatus: Int])] {
        let found = try await store.read { sql in
            try RunTable(sql: sql).since(instant).map { run in
                (run: run, counts: try RowTable(sql: sql).counts(of: run.id))
            }
        }
        let live = try await withLiveStates(found.map(\.run))
        return zip(live, found).map { (run: $0, counts: $1.counts) }
    }

    package func rowNames(limit: Int) async throws(JournalError) -> [String] {
        try await store.read { sql in
            try sql.rows(
                "SELECT DISTINCT name FROM row WHERE name IS NOT NULL ORDER BY name LIMIT ?1",
                limit,
            ) { try $0.text("name") }
        }
    }

    package func rowDoors(limit: Int) async throws(JournalError) -> [String: [String]] {
        let pairs = try await store.read { sql in
            try sql.rows(
                """
                SELECT DISTINCT row.name AS name, member.door AS door FROM row
                JOIN member ON member.runID = row.runID AND member.ordinal = row.ordinal
                WHERE row.name IS NOT NULL ORDER BY row.name, member.door LIMIT ?1
                """,
                limit,
            ) { (try $0.text("name"), try $0.text("door")) }
        }
        return Dictionary(grouping: pairs, by: \.0).mapValues { $0.map(\.1) }
    }

    private func runsThatHold() async throws(JournalError) -> [RunRecord] {
        try await store.read { sql in try RunTable(sql: sql).holding() }
    }

    /// The same records, in which a run without a living process is `interrupted` instead of `running`.
    ///
    /// A run that ended between the read and the look at its lock is no longer `running`, so that those are read again.
    private func withLiveStates(_ records: [RunRecord]) async throws(JournalError) -> [RunRecord] {
        let ids = try await withoutProcess(records.filter { $0.state == .running })
        guard !ids.isEmpty else { return records }
        let latest = try await store.read { sql in try ids.map { try RunTable(sql: sql).run($0) } }
        let byID = Dictionary(uniqueKeysWithValues: latest.map { ($0.id, $0) })
        return records.map { record in
            byID[record.id].map { RunRule.shown($0, isAlive: false) } ?? record
        }
    }

    private func withoutProcess(_ records: [RunRecord]) async throws(JournalError) -> [String] {
        guard !records.isEmpty else { return [] }
        return try await store.read { [locks] sql in
            try records.map(\.id).filter { try !locks.isHeld($0, in: sql) }
        }
    }
}
