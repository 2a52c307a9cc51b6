package import CivilTime
package import Journal
package import Model
internal import Spelling

extension ReportFacts {
    /// How many firings of a schedule are looked at for plans that wait.
    private static let looked = 100

    /// Reads the journal, verifies its chain and then seals what was not sealed yet; no server is asked.
    /// - Throws: `storage` when it cannot be read.
    package static func read(in journal: any Journal, since: Instant, now: Instant) async throws(JournalError)
        -> ReportFacts
    {
        var facts = ReportFacts(since: since, now: now)
        facts.chain = try await journal.verifyChain()
        if facts.chain.broken == nil {
            try await journal.sealRuns(at: now)
            facts.chain = try await journal.verifyChain()
        }
        for (run, _) in try await journal.rowCounts(since: since).reversed() {
            let rows = try await journal.rows(of: run.id)
            facts.runs.append(Entry(run: run, rows: rows, calls: try await journal.directEffects(of: run.id)))
        }
        facts.freeze = try await journal.freeze()
        facts.loss = try await journal.loss()
        facts.alarms = try await journal.alarms(clearedSince: since)
        facts.open = try await journal.waitingPlans(since: since).filter { $0.state(at: now) == .waiting }.map { plan in
            "the plan \(plan.shortHash) of \(plan.author.shown), \(plan.groups.counted("change")), "
                + "until \(LocalTime.full(plan.expiresAt, "UTC"))"
        }
        for schedule in try await journal.schedules() {
            let firings = try await journal.firings(of: schedule.name, limit: looked)
            facts.open += firings.filter { $0.state == .held }.map { firing in
                "\(schedule.name.shown), \(LocalTime.full(firing.nominal, schedule.zone.name))\(firing.why)"
            }
        }
        return facts
    }
}
