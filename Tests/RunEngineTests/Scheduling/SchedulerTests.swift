import CivilTime
import Dispatch
import Journal
import JournalFixture
import JournalTesting
import Model
import Presentation
import SQLJournal
import Synchronization
import Testing

@testable import RunEngine

struct SchedulerTests {
    private let fixture: JournalFixture
    private let journal: SQLJournal
    private let clock = HandClock("2026-11-20T06:59:59Z")
    private let lines = Lines()

    init() throws {
        fixture = try JournalFixture()
        journal = try fixture.open()
    }

    private func scheduler(_ runs: FakeRuns, _ prefix: String = "a", _ journal: SQLJournal? = nil) -> Scheduler {
        Scheduler(
            journal: journal ?? self.journal,
            clock: clock.clock,
            launcher: runs,
            options: ScheduleFixture.options(prefix, log: lines.add),
        )
    }

    private func states(of name: String = "nightly") async throws -> [Firing.State] {
        try await journal.firings(of: name, limit: 100).map(\.state).reversed()
    }

    // MARK: - Once

    @Test func `a firing happens once, whoever tries`() async throws {
        try await journal.addSchedule(ScheduleFixture.nightly())
        let runs = FakeRuns.ending(in: journal)
        let schedulers = [scheduler(runs, "a"), scheduler(runs, "b", try fixture.open())]
        #expect(await schedulers[0].runOnce().isEmpty)
        clock.set("2026-11-20T07:00:00Z")
        #expect(await schedulers[1].runOnce().map(\.state) == [.done])
        #expect(await schedulers[0].runOnce().isEmpty)
        clock.set("2026-11-21T07:00:01Z")
        #expect(await schedulers[0].runOnce().count == 1)
        #expect(runs.nominals == ["2026-11-20T07:00:00.000Z", "2026-11-21T07:00:00.000Z"])
    }

    @Test func `a paused schedule does not fire, and its pause is not made up for`() async throws {
        try await journal.addSchedule(ScheduleFixture.nightly { $0.cron = JournalSample.cron("0 * * * *") })
        let runs = FakeRuns.ending(in: journal)
        let scheduler = scheduler(runs)
        try await journal.pauseSchedule("nightly", note: "locks are changed", at: clock.now)
        clock.set("2026-11-20T09:30:00Z")
        #expect(await scheduler.runOnce().isEmpty)
        try await journal.resumeSchedule("nightly", at: clock.now)
        clock.set("2026-11-20T10:00:00Z")
        #expect(await scheduler.runOnce().map(\.nominal.iso8601) == ["2026-11-20T10:00:00.000Z"])
        #expect(try await states() == [.done])
    }

    @Test func `a child's end is kept, whichever way it ended`() async throws {
        try await journal.addSchedule(ScheduleFixture.nightly { $0.retries = 0 })
        let ends: [ChildEnd] = [.exited(1), .killed("signal 9 (Killed)"), .notStarted("no such file"), .exited(130)]
        for (day, end) in ends.enumerated() {
            clock.set("2026-11-2\(day)T07:00:00Z")
            #expect(await scheduler(FakeRuns { _, _ in end }, "d\(day)x").runOnce().map(\.state) == [.failed])
        }
        let details = try await journal.firings(of: "nightly", limit: 9).compactMap(\.detail)
        #expect(details.count == 4)
        #expect(details.contains("its process was ended by signal 9 (Killed); nothing was sent"))
    }

    @Test func `of two schedules that meet on a group the second is tried again when the first has ended`() async throws
    {
        for name in ["first", "second"] { try await journal.addSchedule(ScheduleFixture.nightly { $0.name = name }) }
        let (journal, clock) = (journal, clock)
        let runs = FakeRuns { firing, schedule in
            var report = RunReport(
                runID: firing.runID ?? "",
                script: "late.lua",
                state: .completed,
                plan: .empty(at: clock.now)
            )
            if schedule.name == "second", firing.attempt == 1 {
                report.fail(JournalError(.busy, "run a1 works on BK-1"))
            }
            let outcome = FiringOutcome(of: firing, schedule: schedule, now: clock.now)
            _ = try? await journal.finishFiring(outcome.ending(report, rateLimited: 0))
            return .exited(report.exitCode(isPlanOnly: false))
        }
        let scheduler = scheduler(runs)
        clock.set("2026-11-20T07:00:00Z")
        await scheduler.runOnce()
        #expect(try await states(of: "first") == [.done])
        #expect(try await states(of: "second") == [.retrying])
        clock.advance(seconds: 29)
        await scheduler.runOnce()
        #expect(try await states(of: "second") == [.retrying])
        clock.advance(seconds: 1)
        await scheduler.runOnce()
        #expect(try await states(of: "second") == [.done])
        #expect(try await journal.firings(of: "second", limit: 9).map(\.attempt) == [2])
        #expect(runs.started.map(\.schedule) == ["first", "second", "second"])
    }

    // MARK: - Overlap

    @Test(arguments: [(Schedule.Overlap.skip, Firing.State.skipped), (.queue, .queued)])
    func `an instant that comes while an earlier firing runs is left out or waits`(
        overlap: Schedule.Overlap,
        state: Firing.State,
    ) async throws {
        try await journal.addSchedule(
            ScheduleFixture.nightly {
                $0.overlap = overlap
                $0.cron = JournalSample.cron("* * * * *")
                $0.addedAt = PlanFixture.instant("2026-11-20T06:58:30Z")
            }
        )
        let runs = FakeRuns.ending(in: journal)
        let scheduler = scheduler(runs)
        clock.set("2026-11-20T07:00:00Z")
        try await journal.claim("nightly", "2026-11-20T06:59:00Z", run: "80aa")
        #expect(try await journal.enterFiring(runID: "80aa", processID: 99) != nil)
        #expect(await scheduler.runOnce().isEmpty)
        #expect(try await states() == [.running, state])
        #expect(
            try await journal.finishFiring(FiringEnding(runID: "80aa", state: .done, exitCode: 0, at: clock.now))
        )
        #expect(await scheduler.runOnce().count == (overlap == .queue ? 1 : 0))
        #expect(try await states() == [.done, overlap == .queue ? .done : .skipped])
    }

    @Test func `no more run at once than there are places, and none is lost`() async throws {
        for number in 0..<5 { try await journal.addSchedule(ScheduleFixture.nightly { $0.name = "s\(number)" }) }
        var options = ScheduleFixture.options()
        options.places = 2
        let most = Mutex((now: 0, most: 0))
        let journal = journal
        let runs = FakeRuns { firing, _ in
            most.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) }
            await Task.yield()
            _ = try? await journal.finishFiring(
                FiringEnding(runID: firing.runID ?? "", state: .done, exitCode: 0, at: firing.startedAt)
            )
            most.withLock { $0.now -= 1 }
            return .exited(0)
        }
        let scheduler = Scheduler(journal: journal, clock: clock.clock, launcher: runs, options: options)
        clock.set("2026-11-20T07:00:00Z")
        #expect(await scheduler.runOnce().count == 5)
        #expect(most.withLock { $0.most } == 2)
        #expect(Set(runs.started.map(\.schedule)).count == 5)
    }

    // MARK: - Failures

    @Test func `a failure before anything was sent is tried again, after its pause and as another run`() async throws {
        try await journal.addSchedule(ScheduleFixture.nightly { $0.retries = 2 })
        let runs = FakeRuns { firing, _ in .exited(1) }
        let scheduler = scheduler(runs)
        clock.set("2026-11-20T07:00:00Z")
        #expect(await scheduler.runOnce().map(\.state) == [.retrying])
        clock.advance(seconds: 29)
        #expect(await scheduler.runOnce().isEmpty)
        clock.advance(seconds: 1)
        #expect(await scheduler.runOnce().map(\.attempt) == [2])
        clock.advance(seconds: 60)
        let last = await scheduler.runOnce()
        #expect(last.map(\.state) == [.failed])
        #expect(last.first?.attempt == 3)
        #expect(Set(runs.started.map(\.run)).count == 3)
        #expect(Set(runs.nominals).count == 1)
    }

    @Test func `a journal that is locked for a minute delays a firing and loses none`() async throws {
        try await journal.addSchedule(ScheduleFixture.nightly())
        let impatient = try fixture.open(patience: 0.01)
        let runs = FakeRuns.ending(in: journal)
        let scheduler = scheduler(runs, "a", impatient)
        let (locked, released) = (DispatchSemaphore(value: 0), DispatchSemaphore(value: 0))
        async let lock: Void = journal.keepLocked {
            locked.signal()
            released.wait()
        }
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                locked.wait()
                continuation.resume()
            }
        }
        clock.set("2026-11-20T07:00:00Z")
        #expect(await scheduler.runOnce().isEmpty)
        let lastTick = await scheduler.watch.lastTick
        #expect(lastTick == nil)
        clock.advance(seconds: 60)
        #expect(await scheduler.runOnce().isEmpty)
        released.signal()
        try await lock
        #expect(lines.all.contains { $0.contains("keeps the journal") })
        clock.advance(seconds: 1)
        let late = await scheduler.runOnce()
        #expect(late.map(\.state) == [.done])
        #expect(late.first?.startedAt.iso8601 == "2026-11-20T07:01:01.000Z")
        let failures = await scheduler.watch.failures
        #expect(failures == 2)
    }

    // MARK: - Clocks

    @Test func `a machine that slept makes up for the newest instant and tells of the others`() async throws {
        try await journal.addSchedule(ScheduleFixture.nightly { $0.cron = JournalSample.cron("0 * * * *") })
        let runs = FakeRuns.ending(in: journal)
        let scheduler = scheduler(runs)
        clock.set("2026-11-20T07:00:00Z")
        await scheduler.runOnce()
        clock.set("2026-11-20T10:20:00Z")
        await scheduler.runOnce()
        #expect(try await states().suffix(4) == [.done, .missed, .missed, .done])
        #expect(runs.nominals.last == "2026-11-20T10:00:00.000Z")
        #expect(lines.all.contains { $0.contains("the clock went on by 3h20m at once") })
        #expect(lines.all.contains { $0.contains("missed 2 firings") })
    }

    @Test func `a clock that jumps ahead by a day and comes back fires nothing twice and leaves nothing out`()
        async throws
    {
        try await journal.addSchedule(ScheduleFixture.nightly { $0.cron = JournalSample.cron("0 * * * *") })
        let runs = FakeRuns.ending(in: journal)
        let scheduler = scheduler(runs)
        clock.set("2026-11-20T07:00:00Z")
        await scheduler.runOnce()
        clock.set("2026-11-21T07:30:00Z")
        await scheduler.runOnce()
        #expect(runs.nominals.suffix(1) == ["2026-11-21T07:00:00.000Z"])
        clock.set("2026-11-20T07:30:10Z")
        await scheduler.runOnce()
        #expect(lines.all.contains { $0.contains("the clock went back") })
        for hour in 8...30 {
            let day = 20 + hour / 24
            clock.set("2026-11-\(day)T\(hour % 24 < 10 ? "0" : "")\(hour % 24):00:01Z")
            await scheduler.runOnce()
            await scheduler.runOnce()
        }
        clock.set("2026-11-21T07:00:01Z")
        await scheduler.runOnce()
        clock.set("2026-11-21T08:00:01Z")
        await scheduler.runOnce()
        // Hours 07 of both days, 08 to 06 between them, and the hour after.
        #expect(runs.nominals.count == 26)
        #expect(Set(runs.nominals).count == 26)
        let after = try await journal.firings(of: "nightly", limit: 26)
        #expect(after.allSatisfy { $0.state == .done })
    }

    @Test func `a clock that goes back by an hour fires nothing again`() async throws {
        try await journal.addSchedule(ScheduleFixture.nightly { $0.cron = JournalSample.cron("*/10 * * * *") })
        let runs = FakeRuns.ending(in: journal)
        let scheduler = scheduler(runs)
        for minute in [0, 10, 20, 30, 40, 50] {
            clock.set("2026-11-20T07:\(minute == 0 ? "00" : "\(minute)"):00Z")
            await scheduler.runOnce()
        }
        let before = runs.nominals.count
        for minute in [0, 10, 20, 30, 40, 50] {
            clock.set("2026-11-20T07:\(minute == 0 ? "00" : "\(minute)"):01Z")
            await scheduler.runOnce()
        }
        #expect(runs.nominals.count == before)
        clock.set("2026-11-20T08:00:00Z")
        await scheduler.runOnce()
        #expect(runs.nominals.count == before + 1)
    }

    // MARK: - By hand

    @Test func `a schedule can be fired by hand, and a missed instant made up for`() async throws {
        try await journal.addSchedule(ScheduleFixture.nightly())
        let runs = FakeRuns.ending(in: journal)
        let scheduler = scheduler(runs)
        clock.set("2026-11-20T12:00:00Z")
        await scheduler.runOnce()
        #expect(try await states() == [.missed])
        let missed = PlanFixture.instant("2026-11-20T07:00:00Z")
        #expect(try await scheduler.trigger("nightly", at: missed)?.state == .done)
        #expect(try await scheduler.trigger("nightly", at: missed) == nil)
        let now = try await scheduler.trigger("nightly")
        #expect(now?.cause == .hand)
        #expect(try await journal.schedules().first?.lastFiredAt == missed)
        let error = await journalError { _ = try await scheduler.trigger("nightlyy") }
        #expect(error?.code == .unknownSchedule)
    }

    // MARK: - Expressions

    @Test func `an expression says its next instants`() throws {
        let form = try ScheduleForm(cron: "30 2 * * *", zone: "America/New_York")
        #expect(
            try form.next(after: "2026-03-07T12:00:00Z", count: 3)
                == ["2026-03-08T07:00:00.000Z", "2026-03-09T06:30:00.000Z", "2026-03-10T06:30:00.000Z"]
        )
    }

    @Test(arguments: [
        ("61 * * * *", "UTC", "minute"), ("* * * *", "UTC", "five"), ("* * * * *", "America/Vancouvr", "Vancouver"),
    ])
    func `what cannot be scheduled is named`(cron: String, zone: String, word: String) {
        let error = #expect(throws: PlanError.self) { try ScheduleForm(cron: cron, zone: zone) }
        #expect(error?.message.contains(word) == true, "\(error?.message ?? "")")
    }
}
