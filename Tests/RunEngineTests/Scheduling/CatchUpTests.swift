import CivilTime
import Model
import Testing

@testable import RunEngine

struct CatchUpTests {
    private func catchUp(
        _ now: String,
        cron: String = "0 * * * *",
        _ change: (inout Schedule) -> Void = { _ in },
    ) throws -> CatchUp {
        var schedule = ScheduleFixture.nightly()
        schedule.cron = try CronExpression(parsing: cron)
        schedule.zone = .utc
        change(&schedule)
        return CatchUp(schedule, now: PlanFixture.instant(now))
    }

    private func texts(_ instants: [Instant]) -> [String] {
        instants.map { String($0.iso8601.dropFirst(11).prefix(5)) }
    }

    @Test(arguments: [
        (Schedule.Missed.latest, "05:00:10", ["05:00"], ["02:00", "03:00", "04:00"]),
        (.latest, "05:40:00", ["05:00"], ["02:00", "03:00", "04:00"]),
        (.skip, "05:00:59", ["05:00"], ["02:00", "03:00", "04:00"]),
        (.skip, "05:01:00", [], ["02:00", "03:00", "04:00", "05:00"]),
        (.all, "05:30:00", ["05:00"], ["02:00", "03:00", "04:00"]),
    ])
    func `what was late fires or is missed by the rule`(
        missed: Schedule.Missed,
        now: String,
        firings: [String],
        left: [String],
    ) throws {
        let due = try catchUp("2026-11-20T\(now)Z") {
            $0.missed = missed
            $0.lastFiredAt = PlanFixture.instant("2026-11-20T01:00:00Z")
        }
        #expect(texts(due.firings) == firings)
        #expect(texts(due.missed) == left)
    }

    @Test func `with a longer grace, all instants in it fire in order`() throws {
        let due = try catchUp("2026-11-20T05:30:00Z") {
            $0.missed = .all
            $0.grace = TimeSpan(milliseconds: 3 * 3_600_000)
        }
        #expect(texts(due.firings) == ["03:00", "04:00", "05:00"])
        #expect(texts(due.missed) == ["01:00", "02:00"])
    }

    @Test func `the newest instant is missed when the grace is over`() throws {
        let due = try catchUp("2026-11-20T07:30:01Z", cron: "0 6 * * *")
        #expect(due.firings.isEmpty)
        #expect(texts(due.missed) == ["06:00"])
    }

    @Test func `nothing fires for instants before the schedule was added or resumed`() throws {
        #expect(try catchUp("2026-11-20T00:30:00Z").firings.isEmpty)
        let resumed = try catchUp("2026-11-20T05:00:01Z") { $0.resumedAt = PlanFixture.instant("2026-11-20T04:30:00Z") }
        #expect(texts(resumed.firings) == ["05:00"])
        #expect(resumed.missed.isEmpty)
    }

    @Test func `a schedule that fired ahead of the clock looks at the last minute only`() throws {
        let due = try catchUp("2026-11-20T05:00:30Z", cron: "* * * * *") {
            $0.lastFiredAt = PlanFixture.instant("2026-11-21T05:00:00Z")
        }
        #expect(texts(due.firings) == ["05:00"])
        #expect(due.missed.isEmpty)
    }

    @Test func `a year of missed minutes is cut at its newest part`() throws {
        let due = try catchUp("2027-11-20T00:00:30Z", cron: "* * * * *")
        #expect(due.missed.count == CatchUp.longest - 1)
        #expect(texts(due.firings) == ["00:00"])
    }
}
