import CivilTime
import Journal
import JournalTesting
import Model
import Testing

@testable import RunEngine

/// A node that somebody has drained from another machine.
struct DrainedNodeTests {
    private let storage = MemoryStorage()
    private let clock = HandClock("2026-11-20T07:00:00Z")
    private let lines = Lines()

    @Test func `a drained node takes no firing, says so once, and fires what is due when the drain has ended`()
        async throws
    {
        let journal = MemoryJournal(storage)
        try await journal.addSchedule(ScheduleFixture.nightly())
        let options = ScheduleFixture.options("a", log: lines.add)
        let runs = FakeRuns { _, _ in .exited(1) }
        let scheduler = Scheduler(journal: journal, clock: clock.clock, launcher: runs, options: options)
        try await MemoryJournal(storage, processID: 4712).drain(MemoryJournal.node, at: clock.clock.now())
        for _ in 1...2 { await scheduler.runOnce() }
        #expect(runs.started.isEmpty)
        #expect(lines.all.count { $0.contains("this node is drained: it takes nothing new") } == 1, "\(lines.all)")
        #expect(try await journal.firings(of: "nightly", limit: 9).isEmpty)
        #expect(try await journal.undrain(MemoryJournal.node))
        await scheduler.runOnce()
        #expect(runs.started.count == 1)
        #expect(lines.all.contains { $0.contains("is drained no more") })
    }

    @Test func `a drained node counts among nobody who fires, and its zone data keeps no other one back`() {
        var drained = JournalSample.node("night-1, process 7", "2026g")
        drained.isDraining = true
        let nodes = [drained, JournalSample.node("night-2, process 9", "2026f")]
        #expect(nodes.map(\.node) == ["night-1", "night-2"])
        #expect(nodes.serving.map(\.node) == ["night-2"])
        #expect(nodes.newestZoneData == "2026f")
        #expect(!nodes[1].isBehind(nodes) && !drained.isBehind(nodes))
    }
}
