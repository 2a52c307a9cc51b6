import CivilTime
import Journal
import JournalTesting
import Model
import PaceSimulation
import Testing

@testable import RunEngine
@testable import Seam

struct ApplierStopTests {
    @Test func `a stop finishes what is in flight and leaves the rest planned`() throws {
        let world = ApplyWorld()
        let rows = Row.groups(100)
        world.seam.install(rows)
        world.seam.change { state in
            state.onSend = { count in
                if count == 9 { world.stop.set() }
            }
        }
        let applied = try world.apply(rows, options: ApplyOptions(concurrency: 4, pace: .off)).get()
        let sent = Set(world.seam.snapshot.sends.map(\.update.target))
        // Those that have a permit already are in flight.
        #expect((10...13).contains(sent.count))
        for row in applied { #expect(row.status == (sent.contains(row.target) ? .applied : .planned)) }
        #expect(Set(world.journal.outcomes.map(\.row)).count == sent.count)
    }

    @Test func `a stop before the start sends and reads nothing`() throws {
        let world = ApplyWorld()
        let rows = Row.groups(3)
        world.seam.install(rows)
        world.stop.set()
        #expect(try world.apply(rows).get() == rows)
        #expect(world.seam.snapshot.reads.isEmpty)
    }

    @Test func `a stop does not wait for the slow read-backs, but reads once more`() throws {
        let world = ApplyWorld()
        let rows = Row.groups(1)
        world.seam.install(rows)
        world.seam.change { $0.faults["k0"] = [.stale(TimeSpan(milliseconds: 60_000))] }
        world.stop(after: TimeSpan(milliseconds: 5000))
        let applied = try world.apply(rows).get()
        #expect(applied.map(\.status) == [.pending])
        #expect(world.seam.snapshot.reads.count == 5)
        #expect(world.elapsed < TimeSpan(milliseconds: 6000))
    }

    @Test func `a send that returns when the process might not send any more is late, and ends the apply`() throws {
        let world = ApplyWorld()
        let rows = Row.groups(3)
        world.seam.install(rows)
        world.seam.change { $0.sendLatency = TimeSpan(milliseconds: 20_000) }
        let end = world.simulation.clock.elapsed() + TimeSpan(milliseconds: 5000)
        world.journal.change { $0.trustEnd = end }
        let result = try world.apply(rows, options: ApplyOptions(concurrency: 1, pace: .off))
        let error = #expect(throws: JournalError.self) { try result.get() }
        #expect(error?.code == .notOwned && error?.message.contains("keyshift resume 80aa") == true)
        #expect(world.seam.snapshot.sends.count == 1)
        #expect(world.journal.snapshot.late == [0])
        #expect(world.journal.outcomes.isEmpty)
    }

    @Test func `a send that returns in time is believed`() throws {
        let world = ApplyWorld()
        let rows = Row.groups(3)
        world.seam.install(rows)
        let end = world.simulation.clock.elapsed() + TimeSpan(milliseconds: 3_600_000)
        world.journal.change { $0.trustEnd = end }
        #expect(try world.apply(rows).get().allSatisfy { $0.status == .applied })
        #expect(world.journal.snapshot.late.isEmpty)
    }

    @Test func `a stop does not wait for the pace`() throws {
        let world = ApplyWorld()
        let rows = Row.groups(30) { _ in ["front"] }
        world.seam.install(rows)
        world.stop(after: TimeSpan(milliseconds: 5000))
        let applied = try world.apply(rows, options: ApplyOptions()).get()
        #expect(applied.count { $0.status == .applied } == 10)
        #expect(applied.count { $0.status == .planned } == 20)
        #expect(world.elapsed < TimeSpan(milliseconds: 6000))
    }

    @Test func `a cancelled task ends as a stop does`() throws {
        let world = ApplyWorld()
        let rows = Row.groups(30) { _ in ["front"] }
        world.seam.install(rows)
        let statuses = try world.simulation.run {
            await withTaskGroup(of: [RowStatus].self) { group in
                group.addTask { await world.statuses(rows, options: ApplyOptions()) }
                try? await world.simulation.sleep(TimeSpan(milliseconds: 5000))
                group.cancelAll()
                return await group.next() ?? []
            }
        }
        #expect(statuses.count { $0 == .applied } == 10)
        #expect(statuses.count { $0 == .planned } == 20)
    }

    @Test func `when the intents cannot be kept nothing of the batch is sent`() throws {
        let world = ApplyWorld()
        let rows = Row.groups(60)
        world.seam.install(rows)
        world.seam.change { $0.codes["k3-0"] = nil }
        world.journal.change { $0.intentsBeforeFailure = 0 }
        let result = try world.apply(rows)
        #expect(throws: JournalError.self) { try result.get() }
        #expect(world.seam.snapshot.sends.isEmpty)
        #expect(world.journal.outcomes.map(\.row) == [3])
    }

    @Test func `when a later batch cannot keep its intents the earlier one is finished first`() throws {
        let world = ApplyWorld()
        let rows = Row.groups(60)
        world.seam.install(rows)
        world.journal.change { $0.intentsBeforeFailure = 1 }
        guard case .failure(let error) = try world.apply(rows) else {
            Issue.record("the journal's error is not thrown")
            return
        }
        #expect(error.code == .diskFull)
        let sent = Set(world.seam.snapshot.sends.map(\.update.target.identifier))
        let kept = world.journal.outcomes.filter { $0.status == .applied }.map { "k\($0.row)" }
        #expect(sent == Set(kept))
        #expect(sent.count < 60)
    }

    @Test func `when outcomes cannot be kept nothing more is sent`() throws {
        let world = ApplyWorld()
        let rows = Row.groups(60)
        world.seam.install(rows)
        world.journal.change { $0.outcomesBeforeFailure = 0 }
        let options = ApplyOptions(concurrency: 2, pace: .off, batchSize: 2)
        let result = try world.apply(rows, options: options)
        #expect(throws: JournalError.self) { try result.get() }
        #expect(world.seam.snapshot.sends.count < 20)
    }

    @Test func `a run reads back from its journal as it was applied`() throws {
        let kept = MemoryJournal()
        let world = ApplyWorld(before: kept)
        let rows = Row.groups(60)
        world.seam.install(rows)
        world.seam.change { state in
            state.codes["k3-0"] = nil
            state.faults["k4"] = [.error(.lostAnswer, takesEffect: false)]
            state.faults["k5"] = [.error(.status(404, "no such key"), takesEffect: false)]
            state.faults["k6"] = [.stale(TimeSpan(milliseconds: 300_000))]
        }
        let (applied, rowsKept, events) = try world.simulation.run {
            try? await kept.beginRun(JournalSample.run("80aa"), rows: rows)
            let applied = await world.rows(rows, options: ApplyOptions())
            return (applied, try? await kept.rows(of: "80aa"), (try? await kept.events(of: "80aa")) ?? [])
        }
        #expect(applied.count == 60)
        #expect(rowsKept == applied)
        #expect(Set(applied.map(\.status)) == [.applied, .conflict, .failed, .pending])
        #expect(events.count { $0.kind == .intent } == 60)
        #expect(events.count { $0.kind == .outcome } == 60)
    }
}

extension ApplyWorld {
    /// Asks for a stop at a virtual time.
    func stop(after span: TimeSpan) {
        simulation.schedule(after: span) { [stop] in stop.set() }
    }

    func rows(_ rows: [Row], options: ApplyOptions) async -> [Row] {
        let applier = Applier(
            gateway: seam,
            journal: journal,
            clock: simulation.clock,
            options: options,
            stop: stop,
        )
        return (try? await applier.apply(rows, run: "80aa")) ?? []
    }

    func statuses(_ rows: [Row], options: ApplyOptions) async -> [RowStatus] {
        await self.rows(rows, options: options).map(\.status)
    }
}
