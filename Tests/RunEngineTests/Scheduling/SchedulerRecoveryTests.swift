import CivilTime
import Journal
import JournalTesting
import Model
import Testing

@testable import RunEngine

/// What schedulers leave behind when they are killed, and what the next one makes of it.
struct SchedulerRecoveryTests {
    private let storage = MemoryStorage()
    private let journal: MemoryJournal
    private let clock = HandClock("2026-11-20T07:00:00Z")
    private let lines = Lines()

    init() throws {
        journal = MemoryJournal(storage)
    }

    private func scheduler(_ runs: FakeRuns) -> Scheduler {
        Scheduler(
            journal: journal,
            clock: clock.clock,
            launcher: runs,
            options: ScheduleFixture.options(log: lines.add),
        )
    }

    /// A firing that was claimed by a scheduler which died at once.
    private func orphan(_ run: String = "80aa") async throws {
        try await journal.addSchedule(ScheduleFixture.nightly())
        let schedule = try #require(try await journal.schedules().first)
        let claim = FiringClaim(schedule, nominal: clock.now, runID: run, at: clock.now)
        guard case .start = try await journal.claimFiring(claim) else { throw CancellationError() }
    }

    private func look(_ scheduler: Scheduler, after seconds: Int64) async {
        clock.advance(seconds: seconds)
        await scheduler.runOnce()
    }

    @Test func `a firing whose process never began is started again, and the old process may do nothing`() async throws
    {
        try await orphan()
        let runs = FakeRuns.ending(in: journal)
        let scheduler = scheduler(runs)
        await look(scheduler, after: 30)
        await look(scheduler, after: 31)
        #expect(runs.started.isEmpty)
        await look(scheduler, after: 6)
        await look(scheduler, after: 31)
        #expect(runs.nominals == ["2026-11-20T07:00:00.000Z"])
        #expect(try await MemoryJournal(storage).enterFiring(runID: "80aa", processID: 99) == nil)
        let late = FiringEnding(runID: "80aa", state: .done, exitCode: 0, at: clock.now)
        #expect(try await !journal.finishFiring(late))
    }

    @Test func `a firing whose process lives is left alone, and settled when the process is gone`() async throws {
        try await orphan()
        let child = MemoryJournal(storage)
        #expect(try await child.enterFiring(runID: "80aa", processID: 99)?.processID == 99)
        let runs = FakeRuns.ending(in: journal)
        let scheduler = scheduler(runs)
        for _ in 0..<4 { await look(scheduler, after: 300) }
        #expect(try await journal.firing(ofRun: "80aa")?.state == .running)
        child.close()
        await look(scheduler, after: 6)
        await look(scheduler, after: 6)
        let settled = try await journal.firing(ofRun: "80aa")
        #expect(settled?.state == .retrying)
        #expect(settled?.detail?.contains("nobody watched it") == true)
    }

    @Test func `an interrupted run is resumed, and its firing has the end of the run`() async throws {
        try await orphan()
        let child = MemoryJournal(storage)
        #expect(try await child.enterFiring(runID: "80aa", processID: 99) != nil)
        var record = JournalSample.run("80aa", startedAt: clock.now)
        record.scheduleName = "nightly"
        try await child.beginRun(record, rows: [JournalSample.row("k1")])
        child.close()
        let journal = journal
        let runs = FakeRuns(resume: { run in
            do {
                let adopted = try await journal.adoptRun(run.id, at: run.startedAt)
                let outcomes = adopted.entries.indices.map { RowOutcome($0, .applied) }
                try await journal.recordOutcomes(outcomes, run: run.id, at: run.startedAt)
                try await journal.finishRun(run.id, state: .completed, at: run.startedAt)
            } catch {
                Issue.record(error)
            }
            return .exited(0)
        }) { _, _ in .exited(0) }
        let scheduler = scheduler(runs)
        await look(scheduler, after: 6)
        await look(scheduler, after: 6)
        #expect(runs.resumed == ["80aa"])
        let firing = try await journal.firing(ofRun: "80aa")
        #expect(firing?.state == .done, "\(firing?.detail ?? "")")
        #expect(firing?.attempt == 1)
        await look(scheduler, after: 600)
        #expect(runs.resumed.count == 1)
    }

    @Test func `a run that cannot be finished is resumed six times and then told of`() async throws {
        try await orphan()
        try await journal.changeSchedule(ScheduleFixture.nightly { $0.onFailure = "env:HOOK" })
        let child = MemoryJournal(storage)
        #expect(try await child.enterFiring(runID: "80aa", processID: 99) != nil)
        var record = JournalSample.run("80aa", startedAt: clock.now)
        record.scheduleName = "nightly"
        try await child.beginRun(record, rows: [JournalSample.row("k1")])
        child.close()
        let runs = FakeRuns(resume: { _ in .exited(1) }) { _, _ in .exited(0) }
        let scheduler = scheduler(runs)
        for _ in 0..<12 { await look(scheduler, after: 601) }
        #expect(runs.resumed.count == ResumeRounds.most)
        #expect(try await journal.firing(ofRun: "80aa")?.state == .failed)
        let notices = try await journal.takeNotices(limit: 9, at: clock.now)
        #expect(notices.contains { $0.firing.detail?.contains("keyshift resume 80aa") == true })
    }

    @Test func `while a run is interrupted the next firing waits, and goes on when the run was given up`() async throws
    {
        try await orphan()
        try await journal.changeSchedule(
            ScheduleFixture.nightly {
                $0.cron = JournalSample.cron("*/10 * * * *")
                $0.overlap = .queue
                $0.addedAt = clock.now
            }
        )
        let child = MemoryJournal(storage)
        #expect(try await child.enterFiring(runID: "80aa", processID: 99) != nil)
        var record = JournalSample.run("80aa", startedAt: clock.now)
        record.scheduleName = "nightly"
        try await child.beginRun(record, rows: [JournalSample.row("k1")])
        child.close()
        let finishing = FakeRuns.ending(in: journal)
        let runs = FakeRuns(resume: { _ in .exited(1) }) { await finishing.run($0, of: $1) }
        let scheduler = scheduler(runs)
        await look(scheduler, after: 6)
        await look(scheduler, after: 600)
        #expect(try await journal.firing(ofRun: "80aa")?.state == .interrupted)
        #expect(runs.started.isEmpty)
        try await journal.abandonRun("80aa", at: clock.now)
        await look(scheduler, after: 6)
        await look(scheduler, after: 6)
        await look(scheduler, after: 6)
        #expect(try await journal.firing(ofRun: "80aa")?.detail == "its run was given up")
        #expect(runs.nominals == ["2026-11-20T07:10:00.000Z"])
    }

    @Test func `a paused schedule's interrupted run waits`() async throws {
        try await orphan()
        let child = MemoryJournal(storage)
        var record = JournalSample.run("81bb", startedAt: clock.now)
        record.scheduleName = "nightly"
        try await child.beginRun(record, rows: [JournalSample.row("k1")])
        child.close()
        try await journal.pauseSchedule("nightly", note: nil, at: clock.now)
        let runs = FakeRuns.ending(in: journal)
        let scheduler = scheduler(runs)
        await look(scheduler, after: 60)
        #expect(runs.resumed.isEmpty)
        try await journal.resumeSchedule("nightly", at: clock.now)
        await look(scheduler, after: 60)
        #expect(runs.resumed == ["81bb"])
    }
}
