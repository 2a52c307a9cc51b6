import CivilTime
import Journal
import JournalTesting
import Model
import Testing

@testable import RunEngine

struct DueFiringsTests {
    /// A schedule of each full hour that fired at noon; its instants are due ten seconds after they came.
    @Test(arguments: [
        ("2026-11-24T12:59:59Z", 0, 0), ("2026-11-24T13:00:09Z", 0, 0), ("2026-11-24T13:00:10Z", 1, 0),
        ("2026-11-24T14:00:09Z", 1, 0), ("2026-11-24T14:00:10Z", 1, 1), ("2026-11-24T14:59:00Z", 1, 1),
        ("2026-11-24T11:00:00Z", 0, 0),
    ])
    func `an instant is due ten seconds after it came, while nothing fired it`(
        now: String,
        firing: Int,
        missed: Int,
    ) throws {
        var schedule = ScheduleFixture.nightly()
        (schedule.cron, schedule.zone) = (try CronExpression(parsing: "0 * * * *"), .utc)
        schedule.lastFiredAt = PlanFixture.instant("2026-11-24T12:00:00Z")
        let due = DueFirings(schedule, now: PlanFixture.instant(now))
        #expect(due?.firings.count ?? 0 == firing && due?.missed.count ?? 0 == missed)
        #expect(due?.stillFires ?? false == (firing > 0))
        schedule.pausedAt = PlanFixture.instant("2026-11-24T12:30:00Z")
        #expect(DueFirings(schedule, now: PlanFixture.instant(now)) == nil)
    }

    @Test func `what serve has claimed is not due, and a retry that nobody makes is told`() async throws {
        let journal = MemoryJournal()
        let schedule = ScheduleFixture.nightly()
        try await journal.addSchedule(schedule)
        let nominal = PlanFixture.instant("2026-11-24T07:00:00Z")
        #expect(try await StatusFacts.read(in: journal, now: nominal + TimeSpan(milliseconds: 60_000)).due.count == 1)
        let claim = FiringClaim(schedule, nominal: nominal, runID: "80aa", at: nominal)
        _ = try await journal.claimFiring(claim)
        var ending = FiringEnding(runID: "80aa", state: .retrying, exitCode: 1, at: nominal)
        ending.retryAt = nominal + TimeSpan(milliseconds: 30_000)
        _ = try await journal.finishFiring(ending)
        for (seconds, count) in [(Int64(39), 0), (40, 1)] {
            let facts = try await StatusFacts.read(in: journal, now: nominal + TimeSpan(milliseconds: seconds * 1000))
            #expect(facts.due.isEmpty && facts.stalled.count == count)
            #expect(facts.needsPerson == (count > 0))
        }
    }
}
