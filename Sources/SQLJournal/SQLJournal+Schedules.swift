package import CivilTime
package import Journal
package import Model

// MARK: - Schedules

extension SQLJournal {
    package func addSchedule(_ schedule: Schedule, contents: KeptFile.Contents) async throws(JournalError) {
        try await store.write { sql in
            try ScheduleTable(sql: sql).insert(schedule)
            try KeptFileTable(sql: sql).keep(contents)
        }
    }

    package func changeSchedule(_ schedule: Schedule, contents: KeptFile.Contents) async throws(JournalError) {
        try await store.write { sql in
            try ScheduleTable(sql: sql).updateRules(schedule)
            try KeptFileTable(sql: sql).keep(contents)
        }
    }

    package func contents(of files: [KeptFile]) async throws(JournalError) -> KeptFile.Contents {
        try await store.read { sql in try KeptFileTable(sql: sql).contents(of: files) }
    }

    package func schedules() async throws(JournalError) -> [Schedule] {
        try await store.read { sql in try ScheduleTable(sql: sql).all() }
    }

    package func unreadableSchedules() async throws(JournalError) -> [UnreadableSchedule] {
        try await store.read { sql in try ScheduleTable(sql: sql).unreadable() }
    }

    package func removeSchedule(_ name: String) async throws(JournalError) {
        try await store.write { sql in
            try ScheduleTable(sql: sql).remove(name)
            try KeptFileTable(sql: sql).keep([:])
            let firings = FiringTable(sql: sql)
            for firing in try firings.unended(of: name).compactMap(FiringRule.removed) { try firings.update(firing) }
        }
    }

    package func pauseSchedule(_ name: String, note: String?, at instant: Instant) async throws(JournalError) {
        try await store.write { sql in try ScheduleTable(sql: sql).pause(name, note: note, at: instant) }
    }

    package func resumeSchedule(_ name: String, at instant: Instant) async throws(JournalError) {
        try await store.write { sql in try ScheduleTable(sql: sql).resume(name, at: instant) }
    }
}

// MARK: - Firings

extension SQLJournal {
    package func claimFiring(_ claim: FiringClaim) async throws(JournalError) -> FiringClaim.Verdict {
        let name = claim.schedule.name
        // A trial without the lock decides before its turn to write has come.
        let early =
            Trial.isWithout(.scheduleLock) ? try await store.read { sql in try Self.past(of: claim, in: sql) } : nil
        return try await store.write { sql in
            let (schedules, firings) = (ScheduleTable(sql: sql), FiringTable(sql: sql))
            guard let schedule = try schedules.schedule(name), FiringRule.takes(claim, schedule) else { return .lost }
            if claim.cause == .clock { try schedules.moveLastFired(name, to: claim.nominal) }
            let past = try early ?? Self.past(of: claim, in: sql)
            let claimed = FiringRule.claim(
                claim,
                overlap: schedule.overlap,
                known: past.known,
                unended: past.unended,
            )
            if let firing = claimed.firing { try firings.put(firing) }
            return claimed.verdict
        }
    }

    /// What there is of a schedule's firings when one of them is claimed.
    private static func past(of claim: FiringClaim, in sql: any SQLSession) throws -> (
        known: Firing?, unended: [Firing.State]
    ) {
        let firings = FiringTable(sql: sql)
        let name = claim.schedule.name
        return (try firings.firing(name, claim.nominal), try firings.unendedStates(of: name))
    }

    @discardableResult
    package func recordMissed(
        _ nominals: [Instant],
        of schedule: Schedule,
        because detail: String,
        at instant: Instant,
    ) async throws(JournalError) -> Int {
        guard let newest = nominals.last else { return 0 }
        return try await store.write { sql in
            let (schedules, firings) = (ScheduleTable(sql: sql), FiringTable(sql: sql))
            guard try schedules.has(schedule.name) else { return 0 }
            let missed = try nominals.filter { try firings.firing(schedule.name, $0) == nil }
                .map { FiringRule.missed($0, of: schedule.name, because: detail, at: instant) }
            for firing in missed { try firings.put(firing) }
            try schedules.moveLastFired(schedule.name, to: newest)
            if let last = missed.last { try NoticeTable(sql: sql).add(last, others: missed.count - 1, at: instant) }
            return missed.count
        }
    }

    package func takeWaiting(
        of schedule: String,
        runID: String,
        at instant: Instant,
    ) async throws(JournalError) -> Firing? {
        try await store.write { sql in
            let firings = FiringTable(sql: sql)
            guard let firing = FiringRule.next(of: try firings.unended(of: schedule), for: runID, at: instant) else {
                return nil
            }
            try firings.update(firing)
            return firing
        }
    }

    package func enterFiring(runID: String, processID: Int32) async throws(JournalError) -> Firing? {
        guard RunRule.canName(runID), try await locks.take(Self.lockName(runID)) != nil else { return nil }
        let entered = try await store.write { sql in
            let firings = FiringTable(sql: sql)
            let firing = FiringRule.entered(try firings.firing(ofRun: runID), by: processID)
            if let firing { try firings.update(firing) }
            return firing
        }
        if entered == nil { await locks.release(Self.lockName(runID), isOver: true) }
        return entered
    }

    package func isFiringAlive(runID: String) async throws(JournalError) -> Bool {
        try await isHeld(Self.lockName(runID))
    }

    @discardableResult
    package func finishFiring(_ ending: FiringEnding) async throws(JournalError) -> Bool {
        let isKept = try await store.write { [locks] sql in
            let firings = FiringTable(sql: sql)
            guard let firing = FiringRule.ended(try firings.firing(ofRun: ending.runID), ending) else { return false }
            try firings.update(firing)
            try NoticeTable(sql: sql).add(firing, others: 0, at: ending.at)
            try locks.noteEnd(of: Self.lockName(ending.runID), in: sql)
            return true
        }
        if isKept { await locks.release(Self.lockName(ending.runID), isOver: true) }
        return isKept
    }

    package func openFirings() async throws(JournalError) -> [Firing] {
        try await store.read { sql in try FiringTable(sql: sql).open() }
    }

    package func firing(ofRun runID: String) async throws(JournalError) -> Firing? {
        try await store.read { sql in try FiringTable(sql: sql).firing(ofRun: runID) }
    }

    package func firing(of schedule: String, at nominal: Instant) async throws(JournalError) -> Firing? {
        try await store.read { sql in try FiringTable(sql: sql).firing(schedule, nominal) }
    }

    package func firings(of schedule: String, limit: Int) async throws(JournalError) -> [Firing] {
        try await store.read { sql in try FiringTable(sql: sql).newest(of: schedule, limit: limit) }
    }

    package func lastTriggers() async throws(JournalError) -> [String: Instant] {
        try await store.read { sql in try FiringTable(sql: sql).lastTriggers() }
    }

    package func counts() async throws(JournalError) -> JournalCounts {
        try await store.read { sql in
            var counts = JournalCounts()
            counts.firings = try Self.counted("state", in: "firing", sql)
            counts.runs = try Self.counted("state", in: "run", sql)
            counts.rows = try Self.counted("status", in: "row", sql)
            let limited = try sql.first("SELECT CAST(sum(rateLimited) AS BIGINT) AS count FROM firing")
            counts.rateLimited = try limited?.numberIfAny("count") ?? 0
            let notices = try sql.first("SELECT count(*) AS count FROM notice WHERE nextTryAt IS NOT NULL")
            counts.notices = try notices?.number("count") ?? 0
            return counts
        }
    }

    private static func counted<Word: RawRepresentable<String> & Hashable>(
        _ column: String,
        in table: String,
        _ sql: any SQLSession,
    ) throws -> [Word: Int] {
        var counts: [Word: Int] = [:]
        try sql.each("SELECT \(column) AS word, count(*) AS count FROM \(table) GROUP BY \(column)", []) { row in
            counts[try row.word("word")] = try row.number("count")
        }
        return counts
    }

    static func lockName(_ runID: String) -> String { "firing-\(runID)" }
}
