import CivilTime
import Glibc
import Journal
import JournalFixture
import JournalTesting
import Model
import Presentation
import SQLJournal
import Synchronization
import Testing

@testable import RunEngine

enum ScheduledDays {
    /// `KEYSHIFT_MONTHS` makes it whole months around the clock changes, which takes minutes; else it is some days.
    static let isMonth = unsafe getenv("KEYSHIFT_MONTHS") != nil
    /// The spans, each around the change of a season.
    static let spans =
        isMonth
        ? [("2026-02-22T00:00:00Z", "2026-04-06T00:00:00Z"), ("2026-10-03T00:00:00Z", "2026-11-04T00:00:00Z")]
        : [("2026-03-07T00:00:00Z", "2026-03-10T00:00:00Z"), ("2026-10-31T00:00:00Z", "2026-11-03T00:00:00Z")]
}

/// Two schedulers on one database, on a clock of their own, over both clock changes: each firing once, each row once.
///
/// `scripts/test --months` runs it over whole months.
struct ScheduledMonthTests {
    /// Numbers that are the same at each run.
    private struct Random {
        var state: UInt64

        mutating func next(_ below: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % below
        }
    }

    /// Runs that move one group each, in the journal and nowhere else; some of them are cut off.
    private final class Movers: FiringLauncher {
        let applied = Mutex<[String: Int]>([:])
        let crashes = Mutex(0)
        private let child: Mutex<SQLJournal>
        private let fixture: JournalFixture
        private let clock: HandClock
        private let random = Mutex(Random(state: 77))

        init(_ fixture: JournalFixture, _ clock: HandClock) throws {
            self.fixture = fixture
            self.clock = clock
            child = Mutex(try fixture.open(processID: 99))
        }

        func run(_ firing: Firing, of schedule: Schedule) async -> ChildEnd {
            let fate = random.withLock { $0.next(20) }
            do {
                // A process that never came to its first word.
                if fate == 0 {
                    crashes.withLock { $0 += 1 }
                    return .killed("signal 9")
                }
                let child = child.withLock { $0 }
                let run = firing.runID ?? ""
                guard try await child.enterFiring(runID: run, processID: 99) != nil else { return .exited(1) }
                var record = JournalSample.run(run, startedAt: clock.now)
                record.scheduleName = schedule.name
                let key = "\(schedule.name) \(firing.nominal.iso8601)"
                try await child.beginRun(record, rows: [JournalSample.row(key)])
                // A process that died before it sent, and one that died after.
                if fate == 1 { return try crash() }
                applied.withLock { $0[key, default: 0] += 1 }
                if fate == 2 { return try crash() }
                try await child.recordOutcomes([RowOutcome(0, .applied)], run: run, at: clock.now)
                try await child.finishRun(run, state: .completed, at: clock.now)
                try await child.finishFiring(FiringEnding(runID: run, state: .done, exitCode: 0, at: clock.now))
            } catch {
                Issue.record(error)
            }
            return .exited(0)
        }

        func begin(_ plan: WaitingPlan) async -> ChildEnd { .exited(0) }

        func resume(_ run: RunRecord) async -> ChildEnd {
            do {
                let child = child.withLock { $0 }
                let adopted = try await child.adoptRun(run.id, at: clock.now)
                let key = adopted.entries[0].row.target.identifier
                // The read decides: what has the new hours is not sent again.
                applied.withLock { if $0[key] == nil { $0[key] = 1 } }
                try await child.recordOutcomes([RowOutcome(0, .applied)], run: run.id, at: clock.now)
                try await child.finishRun(run.id, state: .completed, at: clock.now)
            } catch {
                Issue.record(error)
            }
            return .exited(0)
        }

        /// The process is gone, and its locks with it.
        private func crash() throws -> ChildEnd {
            crashes.withLock { $0 += 1 }
            let next = try fixture.open(processID: 99)
            let gone = child.withLock { child in
                defer { child = next }
                return child
            }
            gone.close()
            return .killed("signal 9")
        }
    }

    private static let schedules: [(name: String, cron: String, zone: String)] = [
        ("gap", "30 2 * * *", "America/New_York"),
        ("repeat", "30 1 * * *", "America/New_York"),
        ("half hours", "*/30 * * * *", "America/New_York"),
        ("half-hour change", "15 2 * * *", "Australia/Lord_Howe"),
        ("Sundays or the 1st", "0 4 1 * SUN", "Europe/London"),
    ]

    @Test(arguments: ScheduledDays.spans)
    func `over both clock changes every firing happens once, and every row is applied once`(
        begin: String,
        end: String,
    ) async throws {
        let fixture = try JournalFixture()
        let journals = [try fixture.open(), try fixture.open()]
        let clock = HandClock(begin)
        let movers = try Movers(fixture, clock)
        for (name, cron, zone) in Self.schedules {
            var schedule = ScheduleFixture.nightly { schedule in
                schedule.name = name
                schedule.cron = JournalSample.cron(cron)
                schedule.zone = JournalSample.zone(zone)
            }
            schedule.addedAt = clock.now
            schedule.retries = 9
            // What crashed is resumed later than the next instant at times, and that one is to wait and not to be left out.
            schedule.overlap = .queue
            try await journals[0].addSchedule(schedule)
        }
        func makeScheduler(_ place: Int, _ prefix: String) -> Scheduler {
            var options = ScheduleFixture.options(prefix)
            options.places = 1
            return Scheduler(journal: journals[place], clock: clock.clock, launcher: movers, options: options)
        }
        var schedulers = [makeScheduler(0, "s0x"), makeScheduler(1, "s1x")]
        var random = Random(state: 5)
        var restarts = 0
        let last = PlanFixture.instant(end)
        while clock.now < last {
            clock.advance(seconds: Int64(20 + random.next(560)))
            let order = random.next(2)
            for place in [order, 1 - order] where random.next(4) > 0 {
                // At times a scheduler is gone, with all that it had in mind, and a new one begins.
                if random.next(200) == 0 {
                    restarts += 1
                    schedulers[place] = makeScheduler(place, "r\(restarts)x")
                }
                await schedulers[place].runOnce()
            }
        }
        for _ in 0..<5 {
            clock.advance(seconds: 55)
            await schedulers[0].runOnce()
        }
        #expect(restarts > (ScheduledDays.isMonth ? 20 : 1))
        #expect(movers.crashes.withLock { $0 } > (ScheduledDays.isMonth ? 50 : 4))
        for (name, cron, zone) in Self.schedules {
            let expression = try CronExpression(parsing: cron)
            let expected = expression.firings(
                after: PlanFixture.instant(begin),
                in: try Zone.named(zone),
                count: 3000,
            ).filter { $0 <= clock.now }
            let firings = try await journals[0].firings(of: name, limit: 5000)
            #expect(firings.map(\.nominal).reversed() == expected, "\(name)")
            let open = firings.filter { $0.state != .done }
            #expect(open.isEmpty, "\(name): \(open.prefix(3).map { $0.lines(in: nil) })")
            let moved = movers.applied.withLock { applied in expected.map { applied["\(name) \($0.iso8601)"] } }
            #expect(moved.allSatisfy { $0 == 1 }, "\(name)")
        }
        let total = movers.applied.withLock { $0.count }
        #expect(movers.applied.withLock { $0.values.reduce(0, +) } == total)
    }
}
