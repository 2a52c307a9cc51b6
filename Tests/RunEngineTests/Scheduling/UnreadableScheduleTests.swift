import CivilTime
import Journal
import JournalFixture
import JournalTesting
import Model
import Testing

@testable import RunEngine
@testable import SQLJournal

/// What a scheduler does about a schedule that cannot be read.
struct UnreadableScheduleTests {
    private let fixture: JournalFixture
    private let journal: SQLJournal
    private let clock = HandClock("2026-11-20T07:00:00Z")
    private let lines = Lines()

    init() throws {
        fixture = try JournalFixture()
        journal = try fixture.open()
    }

    private func scheduler(_ runs: FakeRuns) -> Scheduler {
        Scheduler(
            journal: journal,
            clock: clock.clock,
            launcher: runs,
            options: ScheduleFixture.options(log: lines.add),
        )
    }

    private func write(_ column: String, _ value: String, in name: String) async throws {
        let sql = "UPDATE schedule SET \(column) = '\(value)' WHERE name = '\(name)'"
        _ = try await #require(journal.store as? SQLiteStore).writerValue(sql)
    }

    @Test func `it is said once, the others fire, and it fires again when it is mended`() async throws {
        try await journal.addSchedule(ScheduleFixture.nightly())
        try await journal.addSchedule(ScheduleFixture.nightly { $0.name = "late" })
        try await write("cron", "61 * * * *", in: "late")
        let runs = FakeRuns.ending(in: journal)
        let scheduler = scheduler(runs)
        for _ in 0..<3 { await scheduler.runOnce() }
        #expect(runs.started.map(\.schedule) == ["nightly"])
        #expect(await scheduler.unreadable.map(\.name) == ["late"])
        let said = lines.all.filter { $0.contains("late does not fire: its cron cannot be read") }
        #expect(said.count == 1, "\(lines.all)")
        #expect(said.first?.contains("keyshift schedule remove late") == true)
        #expect(await scheduler.watch.failures == 0)

        // Another thing that cannot be read is another sentence.
        try await write("zone", "Mars/Olympus", in: "late")
        try await write("cron", "0 2 * * *", in: "late")
        await scheduler.runOnce()
        #expect(lines.all.contains { $0.contains("late does not fire: its zone cannot be read") })
        try await journal.changeSchedule(ScheduleFixture.nightly { $0.name = "late" })
        await scheduler.runOnce()
        #expect(await scheduler.unreadable.isEmpty)
        #expect(lines.all.contains("late: it can be read again, or is gone"))
        #expect(runs.started.map(\.schedule) == ["nightly", "late"])
    }

    @Test func `by hand it is refused with the sentence`() async throws {
        try await journal.addSchedule(ScheduleFixture.nightly())
        try await write("zone", "Mars/Olympus", in: "nightly")
        let scheduler = scheduler(FakeRuns.ending(in: journal))
        let error = await journalError { _ = try await scheduler.trigger("nightly") }
        #expect(error?.code == .unreadableSchedule)
        #expect(error?.message.contains("Bring the zone data up to date") == true)
    }

    @Test(arguments: [false, true])
    func `its interrupted run is resumed, unless it is paused`(isPaused: Bool) async throws {
        try await journal.addSchedule(ScheduleFixture.nightly())
        if isPaused { try await journal.pauseSchedule("nightly", note: nil, at: clock.now) }
        let child = try fixture.open()
        var record = JournalSample.run("81bb", startedAt: clock.now)
        record.scheduleName = "nightly"
        try await child.beginRun(record, rows: [JournalSample.row("k1")])
        child.close()
        await journal.waitUntilGone("81bb")
        try await write("cron", "61 * * * *", in: "nightly")
        let runs = FakeRuns.ending(in: journal)
        let scheduler = scheduler(runs)
        clock.advance(seconds: 60)
        await scheduler.runOnce()
        #expect(runs.resumed == (isPaused ? [] : ["81bb"]))
    }

    @Test func `a firing that waits is kept for when it is mended, and status tells both`() async throws {
        try await journal.addSchedule(ScheduleFixture.nightly())
        try await journal.claim("nightly", "2026-11-20T07:00:00Z", run: "80aa") { $0.waits = true }
        try await write("options", "1:9,", in: "nightly")
        let runs = FakeRuns.ending(in: journal)
        let scheduler = scheduler(runs)
        await scheduler.runOnce()
        #expect(runs.started.isEmpty)
        let facts = try await StatusFacts.read(in: journal, now: clock.now)
        #expect(facts.unreadable.map(\.problem.kind) == [.newer])
        #expect(facts.next.isEmpty)
        try await journal.changeSchedule(ScheduleFixture.nightly())
        await scheduler.runOnce()
        #expect(runs.nominals == ["2026-11-20T07:00:00.000Z"])
    }
}
