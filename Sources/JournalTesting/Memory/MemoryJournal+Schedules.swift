package import CivilTime
package import Journal
package import Model

// MARK: - Schedules

extension MemoryJournal {
    package func addSchedule(_ schedule: Schedule, contents files: KeptFile.Contents) async throws(JournalError) {
        try write { contents throws(JournalError) in
            guard contents.schedules[schedule.name] == nil else { throw JournalError.duplicateSchedule(schedule.name) }
            contents.schedules[schedule.name] = schedule
            contents.keep(files)
        }
    }

    package func contents(of files: [KeptFile]) async throws(JournalError) -> KeptFile.Contents {
        try read { contents in contents.keptFiles.filter { kept in files.contains { $0.hash == kept.key } } }
    }

    package func changeSchedule(
        _ schedule: Schedule,
        contents files: KeptFile.Contents,
    ) async throws(JournalError) {
        try change(schedule.name, files) { known in
            var changed = schedule
            changed.pausedAt = known.pausedAt
            changed.pauseNote = known.pauseNote
            changed.resumedAt = known.resumedAt
            changed.lastFiredAt = known.lastFiredAt
            known = changed
        }
    }

    package func schedules() async throws(JournalError) -> [Schedule] {
        try read { contents in contents.schedules.values.sorted { $0.name < $1.name } }
    }

    package func nodes() async throws(JournalError) -> [NodeRecord] {
        try read { $0.nodes }
    }

    package func unreadableSchedules() async throws(JournalError) -> [UnreadableSchedule] { [] }

    package func removeSchedule(_ name: String) async throws(JournalError) {
        try write { contents throws(JournalError) in
            guard contents.schedules.removeValue(forKey: name) != nil else { throw JournalError.unknownSchedule(name) }
            for firing in contents.unended(of: name) {
                if let left = FiringRule.removed(firing) { contents.put(left) }
            }
            contents.keep([:])
        }
    }

    package func pauseSchedule(_ name: String, note: String?, at instant: Instant) async throws(JournalError) {
        try change(name) { schedule in
            schedule.pausedAt = schedule.pausedAt ?? instant
            schedule.pauseNote = note
        }
    }

    package func resumeSchedule(_ name: String, at instant: Instant) async throws(JournalError) {
        try change(name) { schedule in
            if schedule.pausedAt != nil { schedule.resumedAt = instant }
            schedule.pausedAt = nil
            schedule.pauseNote = nil
        }
    }

    private func change(
        _ name: String,
        _ files: KeptFile.Contents = [:],
        _ body: (inout Schedule) -> Void,
    ) throws(JournalError) {
        try write { contents throws(JournalError) in
            guard var schedule = contents.schedules[name] else { throw JournalError.unknownSchedule(name) }
            body(&schedule)
            contents.schedules[name] = schedule
            contents.keep(files)
        }
    }
}

// MARK: - Firings

extension MemoryJournal {
    package func claimFiring(_ claim: FiringClaim) async throws(JournalError) -> FiringClaim.Verdict {
        let name = claim.schedule.name
        return try write { contents in
            guard let schedule = contents.schedules[name], FiringRule.takes(claim, schedule) else { return .lost }
            if claim.cause == .clock { contents.moveLastFired(name, to: claim.nominal) }
            let claimed = FiringRule.claim(
                claim,
                overlap: schedule.overlap,
                known: contents.firing(name, claim.nominal),
                unended: contents.unended(of: name).map(\.state),
            )
            if let firing = claimed.firing { contents.put(firing) }
            return claimed.verdict
        }
    }

    @discardableResult
    package func recordMissed(
        _ nominals: [Instant],
        of schedule: Schedule,
        because detail: String,
        at instant: Instant,
    ) async throws(JournalError) -> Int {
        guard let newest = nominals.last else { return 0 }
        return try write { contents in
            guard contents.schedules[schedule.name] != nil else { return 0 }
            let missed = nominals.filter { contents.firing(schedule.name, $0) == nil }
                .map { FiringRule.missed($0, of: schedule.name, because: detail, at: instant) }
            for firing in missed { contents.put(firing) }
            contents.moveLastFired(schedule.name, to: newest)
            if let last = missed.last { contents.addNotice(of: last, others: missed.count - 1, at: instant) }
            return missed.count
        }
    }

    package func takeWaiting(
        of schedule: String,
        runID: String,
        at instant: Instant,
    ) async throws(JournalError) -> Firing? {
        try write { contents in
            let firing = FiringRule.next(of: contents.unended(of: schedule), for: runID, at: instant)
            if let firing { contents.put(firing) }
            return firing
        }
    }

    package func enterFiring(runID: String, processID: Int32) async throws(JournalError) -> Firing? {
        guard RunRule.canName(runID), lock(Self.lockName(runID)) != nil else { return nil }
        let entered = try write { contents in
            let firing = FiringRule.entered(contents.firing(ofRun: runID), by: processID)
            if let firing { contents.put(firing) }
            return firing
        }
        if entered == nil { unlock(Self.lockName(runID)) }
        return entered
    }

    /// Nobody fires what no other process can see.
    package func isServed() async throws(JournalError) -> Bool { false }

    package func isFiringAlive(runID: String) async throws(JournalError) -> Bool {
        isAlive(Self.lockName(runID))
    }

    @discardableResult
    package func finishFiring(_ ending: FiringEnding) async throws(JournalError) -> Bool {
        let isKept = try write { contents in
            guard let firing = FiringRule.ended(contents.firing(ofRun: ending.runID), ending) else { return false }
            contents.put(firing)
            contents.addNotice(of: firing, others: 0, at: ending.at)
            return true
        }
        if isKept { unlock(Self.lockName(ending.runID)) }
        return isKept
    }

    package func openFirings() async throws(JournalError) -> [Firing] {
        try read { contents in
            contents.firings.values.filter { FiringRule.unended.contains($0.state) }
                .sorted { ($0.nominal, $0.schedule) < ($1.nominal, $1.schedule) }
        }
    }

    package func firing(ofRun runID: String) async throws(JournalError) -> Firing? {
        try read { contents in contents.firing(ofRun: runID) }
    }

    package func firing(of schedule: String, at nominal: Instant) async throws(JournalError) -> Firing? {
        try read { contents in contents.firing(schedule, nominal) }
    }

    package func firings(of schedule: String, limit: Int) async throws(JournalError) -> [Firing] {
        try read { contents in
            Array(contents.firings(of: schedule).sorted { $0.nominal > $1.nominal }.prefix(limit))
        }
    }

    package func lastTriggers() async throws(JournalError) -> [String: Instant] {
        try read { contents in
            contents.firings.values.reduce(into: [:]) { times, firing in
                guard firing.cause == .hand, firing.runID != nil else { return }
                times[firing.schedule] = max(times[firing.schedule] ?? firing.startedAt, firing.startedAt)
            }
        }
    }

    package func counts() async throws(JournalError) -> JournalCounts {
        try read { contents in
            var counts = JournalCounts()
            counts.firings = counted(contents.firings.values.map(\.state))
            counts.runs = counted(contents.runs.values.map(\.record.state))
            counts.rows = counted(contents.runs.values.flatMap { $0.rows.map(\.row.status) })
            counts.rateLimited = contents.firings.values.reduce(0) { $0 + $1.rateLimited }
            counts.notices = contents.notices.count { $0.nextTryAt != nil }
            return counts
        }
    }

    static func lockName(_ runID: String) -> String { "firing-\(runID)" }
}

extension MemoryContents {
    mutating func put(_ firing: Firing) {
        firings[FiringKey(schedule: firing.schedule, nominal: firing.nominal)] = firing
    }

    fileprivate func firing(_ schedule: String, _ nominal: Instant) -> Firing? {
        firings[FiringKey(schedule: schedule, nominal: nominal)]
    }

    func firing(ofRun runID: String) -> Firing? {
        firings.values.first { $0.runID == runID }
    }

    fileprivate func firings(of schedule: String) -> [Firing] {
        firings.values.filter { $0.schedule == schedule }
    }

    fileprivate func unended(of schedule: String) -> [Firing] {
        firings(of: schedule).filter { FiringRule.unended.contains($0.state) }
    }

    fileprivate mutating func moveLastFired(_ name: String, to nominal: Instant) {
        guard var schedule = schedules[name] else { return }
        schedule.lastFiredAt = max(schedule.lastFiredAt ?? nominal, nominal)
        schedules[name] = schedule
    }

    mutating func addNotice(of firing: Firing, others: Int, waited: Bool = false, at instant: Instant) {
        let earlier = firings(of: firing.schedule).filter { $0.nominal < firing.nominal }
        let previous = earlier.filter { NoticeRule.ends.contains($0.state) }.max { $0.nominal < $1.nominal }
        let run = runs[firing.runID ?? ""]?.record
        let wasHeld = waited || (run?.approval != nil && run?.scheduleName == firing.schedule)
        let notice = NoticeRule.notice(
            of: firing,
            after: NoticeRule.previous(of: firing, wasHeld: wasHeld, last: previous?.state),
            others: others,
            at: instant,
        ) { schedules[firing.schedule]?.address(for: $0) }
        guard var notice else { return }
        notice.id = nextNumber()
        notices.append(KeptNotice(notice: notice, nextTryAt: instant))
    }
}
