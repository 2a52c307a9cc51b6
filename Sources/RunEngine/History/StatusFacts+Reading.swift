package import CivilTime
package import Journal
package import Model

extension StatusFacts {
    /// How far back finished runs are looked at.
    private static let window = TimeSpan(milliseconds: 48 * 3_600_000)
    /// How many rows with problems are enough to read.
    private static let shownTroubles = 10

    /// Reads the journal; no server is asked.
    /// - Throws: `storage` when it cannot be read.
    package static func read(in journal: any Journal, now: Instant) async throws(JournalError) -> StatusFacts {
        var facts = StatusFacts()
        facts.freeze = try await journal.freeze()
        facts.loss = try await journal.loss()
        facts.unfinished = try await journal.unfinishedRuns()
        for (run, counts) in try await journal.rowCounts(since: now - window) {
            if run.state == .running { facts.running.append(run) }
            let troubled: Set<RowStatus> = [.conflict, .failed, .look]
            if facts.troubles.count < shownTroubles, counts.keys.contains(where: troubled.contains) {
                let rows = try await journal.rows(of: run.id).filter { troubled.contains($0.status) }
                facts.troubles += rows.map { Trouble(run: run, row: $0) }
            }
            let isOpen = run.state == .running || facts.unfinished.contains { $0.id == run.id }
            if let count = counts[.applied], !isOpen { facts.notOnDoors.append(Unseen(run: run, groups: count)) }
        }
        let schedules = try await journal.schedules()
        facts.unreadable = try await journal.unreadableSchedules()
        for name in schedules.map(\.name) + facts.unreadable.map(\.name) {
            let newest = try await journal.firings(of: name, limit: 1)
            facts.firings += newest.filter { $0.state.isTrouble || $0.state == .interrupted || $0.state == .retrying }
        }
        facts.next = schedules.map { Next(schedule: $0, at: $0.next(after: now)) }
            .sorted { ($0.at?.milliseconds ?? .max) < ($1.at?.milliseconds ?? .max) }
        return facts
    }
}
