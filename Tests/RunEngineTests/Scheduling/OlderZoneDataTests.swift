import CivilTime
import Journal
import JournalTesting
import Model
import Synchronization
import Testing

@testable import RunEngine

/// Nodes that read times by different zone data.
struct OlderZoneDataTests {
    private let storage = MemoryStorage()
    private let clock = HandClock("2026-11-20T07:00:00Z")
    private let lines = Lines()

    @Test func `a node with older zone data than another one that serves fires nothing, until its own is as new`()
        async throws
    {
        let journal = MemoryJournal(storage)
        try await journal.addSchedule(ScheduleFixture.nightly())
        let own = Mutex("2025b")
        var options = ScheduleFixture.options("a", log: lines.add)
        let version: @Sendable () -> String? = { own.withLock { $0 } }
        options.zoneData = version
        let runs = FakeRuns { _, _ in .exited(1) }
        let scheduler = Scheduler(journal: journal, clock: clock.clock, launcher: runs, options: options)
        storage.know(of: [
            JournalSample.node("self", "2025b", serves: true), JournalSample.node("other", "2026f", serves: true),
            JournalSample.node("gone", "2026g", serves: true, isLiving: false),
            JournalSample.node("desk", "2026g", serves: false),
        ])
        await scheduler.runOnce()
        #expect(runs.started.isEmpty)
        #expect(lines.all.contains { $0.contains("zone data 2026f, and this one 2025b") }, "\(lines.all)")
        #expect(try await journal.firings(of: "nightly", limit: 9).isEmpty)
        own.withLock { $0 = "2026f" }
        clock.advance(seconds: 10)
        await scheduler.runOnce()
        #expect(runs.started.count == 1)
    }
}
