package import CivilTime
import GRDB
package import Model

/// How many firings of one schedule may wait for each other.
private let longestQueue = 100

extension SQLiteJournal {
    /// Claims one firing, and by the clock moves `lastFiredAt` forward.
    ///
    /// A missed firing can be claimed, no other twice.
    package func claimFiring(_ claim: FiringClaim) async throws(JournalError) -> FiringClaim.Verdict {
        let name = claim.schedule.name
        return try await write { db in
            guard let schedule = try Schedule.fetch(name, in: db) else { return .lost }
            guard schedule.pausedAt == nil || claim.cause == .hand else { return .lost }
            if claim.cause == .clock { try Self.moveLastFired(name, to: claim.nominal, in: db) }
            if let known = try Firing.fetch(name, claim.nominal, in: db), known.state != .missed { return .lost }
            let verdict = try Self.verdict(on: claim, overlap: schedule.overlap, in: db)
            guard claim.cause == .clock || verdict == .running else { return .skipped }
            var firing = Firing(schedule: name, nominal: claim.nominal, startedAt: claim.at)
            firing.cause = claim.cause
            firing.zoneDataVersion = claim.zoneDataVersion
            firing.state = verdict
            switch verdict {
            case .running: firing.runID = claim.runID
            case .skipped: firing.detail = "an earlier firing still runs"
            default: break
            }
            try Self.insert(firing, in: db)
            return verdict == .running ? .start(firing) : verdict == .queued ? .queued : .skipped
        }
    }

    private static func verdict(
        on claim: FiringClaim,
        overlap: Schedule.Overlap,
        in db: Database,
    ) throws -> Firing.State {
        let sql = """
            SELECT count(*) FILTER (WHERE state != 'queued') AS active, count(*) FILTER (WHERE state = 'queued') AS queued
            FROM firing WHERE schedule = ? AND state IN ('running', 'retrying', 'interrupted', 'queued')
            """
        let columns = try GRDB.Row.fetchOne(db, sql: sql, arguments: [claim.schedule.name]) ?? GRDB.Row()
        let active = try columns.decode(Int.self, forColumn: "active")
        let queued = try columns.decode(Int.self, forColumn: "queued")
        if active == 0, queued == 0 { return claim.waits ? .queued : .running }
        guard overlap == .queue || claim.isMadeUp || active == 0 else { return .skipped }
        return queued < longestQueue ? .queued : .skipped
    }

    /// Keeps firings that nothing started, oldest first, and moves `lastFiredAt` forward; known firings stay as they are.
    @discardableResult
    package func recordMissed(
        _ nominals: [Instant],
        of schedule: Schedule,
        because detail: String,
        at instant: Instant,
    ) async throws(JournalError) -> Int {
        guard let newest = nominals.last else { return 0 }
        return try await write { db in
            guard try Schedule.fetch(schedule.name, in: db) != nil else { return 0 }
            var count = 0
            var last: Firing?
            for nominal in nominals where try Firing.fetch(schedule.name, nominal, in: db) == nil {
                var firing = Firing(schedule: schedule.name, nominal: nominal, startedAt: instant)
                firing.state = .missed
                firing.finishedAt = instant
                firing.detail = detail
                try Self.insert(firing, in: db)
                count += 1
                last = firing
            }
            try Self.moveLastFired(schedule.name, to: newest, in: db)
            if let last { try NoticeTable(db: db).add(last, others: count - 1, at: instant) }
            return count
        }
    }

    /// Takes the oldest firing of a schedule that waits for its turn or its next attempt, unless another one runs.
    package func takeWaiting(
        of schedule: String,
        runID: String,
        at instant: Instant,
    ) async throws(JournalError) -> Firing? {
        try await write { db in
            let sql = """
                UPDATE firing SET state = 'running', runID = ?1, startedAt = ?2, processID = NULL, finishedAt = NULL,
                    exitCode = NULL, detail = NULL, retryAt = NULL,
                    attempt = CASE state WHEN 'retrying' THEN attempt + 1 ELSE attempt END
                WHERE schedule = ?3
                    AND NOT EXISTS (
                        SELECT 1 FROM firing WHERE schedule = ?3 AND state IN ('running', 'interrupted')
                    )
                    AND nominal = (
                        SELECT nominal FROM firing WHERE schedule = ?3 AND state IN ('retrying', 'queued')
                        ORDER BY state = 'queued', nominal LIMIT 1
                    )
                    AND (state = 'queued' OR retryAt <= ?2)
                """
            try db.execute(sql: sql, arguments: [runID, instant.milliseconds, schedule])
            guard db.changesCount == 1 else { return nil }
            return try Self.firing(ofRun: runID, in: db)
        }
    }

    /// Notes that this process is the run of a firing, and locks it until the process ends.
    package func enterFiring(runID: String, processID: Int32) async throws(JournalError) -> Firing? {
        guard JournalDirectory.canName(runID), try takeLock(of: Self.lockName(runID)) else { return nil }
        let entered = try await write { db in
            try db.execute(
                sql: "UPDATE firing SET processID = ? WHERE runID = ? AND state = 'running' AND processID IS NULL",
                arguments: [processID, runID],
            )
            return db.changesCount == 1 ? try Self.firing(ofRun: runID, in: db) : nil
        }
        if entered == nil { releaseLock(of: Self.lockName(runID), deletingFile: true) }
        return entered
    }

    /// Whether the process of a firing's run lives.
    package func isFiringAlive(runID: String) throws(JournalError) -> Bool {
        try isHeld(Self.lockName(runID))
    }

    /// Keeps how an attempt ended, and what is to be told of it.
    @discardableResult
    package func finishFiring(_ ending: FiringEnding) async throws(JournalError) -> Bool {
        let isKept = try await write { db in
            guard let before = try Self.firing(ofRun: ending.runID, in: db),
                [.running, .interrupted, .partial].contains(before.state), before.state != ending.state
            else { return false }
            try db.execute(
                sql: """
                    UPDATE firing SET state = ?, exitCode = ?, detail = ?, retryAt = ?, finishedAt = ?,
                        rateLimited = rateLimited + ?
                    WHERE runID = ?
                    """,
                arguments: [
                    ending.state.rawValue, ending.exitCode, StoredText.checked(ending.detail),
                    ending.retryAt?.milliseconds, ending.at.milliseconds, ending.rateLimited, ending.runID,
                ],
            )
            if let firing = try Self.firing(ofRun: ending.runID, in: db) {
                try NoticeTable(db: db).add(firing, others: 0, at: ending.at)
            }
            return true
        }
        if isKept { releaseLock(of: Self.lockName(ending.runID), deletingFile: true) }
        return isKept
    }

    private static func lockName(_ runID: String) -> String { "firing-\(runID)" }

    private static func insert(_ firing: Firing, in db: Database) throws {
        try db.execute(
            sql: """
                INSERT OR REPLACE INTO firing (schedule, nominal, cause, startedAt, state, runID, finishedAt, detail,
                    zoneDataVersion)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                firing.schedule, firing.nominal.milliseconds, firing.cause.rawValue, firing.startedAt.milliseconds,
                firing.state.rawValue, firing.runID, firing.finishedAt?.milliseconds, firing.detail,
                firing.zoneDataVersion,
            ],
        )
    }

    private static func moveLastFired(_ schedule: String, to nominal: Instant, in db: Database) throws {
        try db.execute(
            sql: "UPDATE schedule SET lastFiredAt = max(coalesce(lastFiredAt, ?1), ?1) WHERE name = ?2",
            arguments: [nominal.milliseconds, schedule],
        )
    }
}

// MARK: - Reading

extension SQLiteJournal {
    /// The firings that wait, run or were interrupted, oldest first.
    package func openFirings() async throws(JournalError) -> [Firing] {
        try await read { db in
            let sql = """
                SELECT * FROM firing WHERE state IN ('queued', 'running', 'retrying', 'interrupted')
                ORDER BY nominal, schedule
                """
            return try GRDB.Row.fetchAll(db, sql: sql).map(Firing.init)
        }
    }

    /// The firing of a run, nil where there is none.
    package func firing(ofRun runID: String) async throws(JournalError) -> Firing? {
        try await read { db in try Self.firing(ofRun: runID, in: db) }
    }

    /// The firing of a schedule at a nominal instant, nil where there is none.
    package func firing(of schedule: String, at nominal: Instant) async throws(JournalError) -> Firing? {
        try await read { db in try Firing.fetch(schedule, nominal, in: db) }
    }

    static func firing(ofRun runID: String, in db: Database) throws -> Firing? {
        try GRDB.Row.fetchOne(db, sql: "SELECT * FROM firing WHERE runID = ?", arguments: [runID]).map(Firing.init)
    }

    /// The newest firings of a schedule, the newest nominal instant first.
    package func firings(of schedule: String, limit: Int) async throws(JournalError) -> [Firing] {
        try await read { db in
            let sql = "SELECT * FROM firing WHERE schedule = ? ORDER BY nominal DESC LIMIT ?"
            return try GRDB.Row.fetchAll(db, sql: sql, arguments: [schedule, limit]).map(Firing.init)
        }
    }

    /// How many things there are, for those who watch.
    package func counts() async throws(JournalError) -> JournalCounts {
        try await read { db in
            var counts = JournalCounts()
            counts.firings = try Self.counted("SELECT state AS word, count(*) AS count FROM firing GROUP BY 1", in: db)
            counts.runs = try Self.counted("SELECT state AS word, count(*) AS count FROM run GROUP BY 1", in: db)
            counts.rows = try Self.counted("SELECT status AS word, count(*) AS count FROM row GROUP BY 1", in: db)
            counts.rateLimited = try Int.fetchOne(db, sql: "SELECT sum(rateLimited) FROM firing") ?? 0
            counts.notices =
                try Int.fetchOne(db, sql: "SELECT count(*) FROM notice WHERE nextTryAt IS NOT NULL") ?? 0
            return counts
        }
    }

    private static func counted<Word: RawRepresentable<String> & Hashable>(
        _ sql: String,
        in db: Database,
    ) throws -> [Word: Int] {
        var counts: [Word: Int] = [:]
        for columns in try GRDB.Row.fetchAll(db, sql: sql) {
            counts[try columns.word("word")] = try columns.decode(forColumn: "count")
        }
        return counts
    }
}
