import CivilTime
import Journal
import Model
import PaceSimulation
import Testing

@testable import RunEngine

/// How old what was read may be: its age counts from the moment at which the request left.
struct ApplierFreshnessTests {
    private func world(_ count: Int = 1) -> (ApplyWorld, [Row]) {
        let world = ApplyWorld()
        let rows = Row.groups(count)
        world.seam.install(rows)
        return (world, rows)
    }

    private func options(seen rows: [Row], secondsAgo age: Int64) -> ApplyOptions {
        let members = rows.flatMap(\.members)
        var options = ApplyOptions(pace: .off)
        options.seen = SeenCodes(
            states: Dictionary(members.map { ($0.accessCodeID, $0.before) }) { first, _ in first },
            at: Moment(instant: Simulation.start, elapsed: TimeSpan(milliseconds: -age * 1000)),
        )
        return options
    }

    @Test(arguments: [(0, 1), (5, 1), (6, 2)])
    func `what was seen for the plan stands for the first read for five seconds`(age: Int64, reads: Int) throws {
        let (world, rows) = world()
        #expect(try world.apply(rows, options: options(seen: rows, secondsAgo: age)).get().map(\.status) == [.applied])
        #expect(world.seam.snapshot.reads.count == reads)
        #expect(world.seam.snapshot.sends.count == 1)
    }

    @Test func `a code that was not seen makes all of its batch be read`() throws {
        let (world, rows) = world(2)
        let applied = try world.apply(rows, options: options(seen: [rows[0]], secondsAgo: 0)).get()
        #expect(applied.map(\.status) == [.applied, .applied])
        #expect(world.seam.snapshot.reads.map(\.count) == [4, 4])
    }

    @Test func `a row that had to wait is read, whatever was seen before`() throws {
        let (world, rows) = world()
        world.journal.change { $0.past.quarantine.byOthers["k0"] = Simulation.start + TimeSpan(milliseconds: 2000) }
        world.simulation.schedule(after: TimeSpan(milliseconds: 1000)) {
            world.seam.change { $0.codes["k0-0"]?.state.endsAt = Row.evening }
        }
        let applied = try world.apply(rows, options: options(seen: rows, secondsAgo: 0)).get()
        #expect(applied.map(\.status) == [.conflict])
        #expect(world.seam.snapshot.sends.isEmpty)
    }

    @Test func `an answer that comes late is read again before anything is sent`() throws {
        let (world, rows) = world()
        world.seam.change { $0.latency = TimeSpan(milliseconds: 12_000) }
        world.simulation.schedule(after: TimeSpan(milliseconds: 12_500)) {
            world.seam.change { state in
                state.latency = TimeSpan(milliseconds: 150)
                state.codes["k0-0"]?.state.endsAt = Row.evening
            }
        }
        #expect(try world.apply(rows).get().map(\.status) == [.conflict])
        #expect(world.seam.snapshot.reads.count == 2)
        #expect(world.seam.snapshot.sends.isEmpty)
    }

    @Test func `a send that is held up on its way to the connection does not leave, and is read again`() throws {
        let (world, rows) = world()
        world.seam.change { $0.waysToSocket = [TimeSpan(milliseconds: 10_000)] }
        world.simulation.schedule(after: TimeSpan(milliseconds: 9_000)) {
            world.seam.change { $0.codes["k0-0"]?.state.endsAt = Row.evening }
        }
        #expect(try world.apply(rows).get().map(\.status) == [.conflict])
        #expect(world.seam.snapshot.sends.isEmpty)
        #expect(world.journal.snapshot.intents.count == 1)
    }

    @Test func `a send that was held up goes out after a new reading that allows it`() throws {
        let (world, rows) = world()
        world.seam.change { $0.waysToSocket = [TimeSpan(milliseconds: 10_000)] }
        #expect(try world.apply(rows).get().map(\.status) == [.applied])
        #expect(world.seam.snapshot.reads.count == 3)
        #expect(world.seam.snapshot.sends.count == 1)
    }

    @Test func `a send that had no answer is repeated only while its reading is fresh`() throws {
        let (world, rows) = world()
        world.seam.change { state in
            state.faults["k0"] = [.error(.lostAnswer, takesEffect: false)]
            state.sendLatency = TimeSpan(milliseconds: 30_000)
        }
        world.simulation.schedule(after: TimeSpan(milliseconds: 29_000)) {
            world.seam.change { $0.codes["k0-0"]?.state.endsAt = Row.evening }
        }
        #expect(try world.apply(rows).get().map(\.status) == [.look])
        #expect(world.seam.snapshot.sends.count == 1)
    }

    @Test func `a row that cannot be read again in time gives its slots back to all runs`() throws {
        let (world, rows) = world(2)
        world.seam.change { $0.sendLatency = TimeSpan(milliseconds: 6000) }
        world.simulation.schedule(after: TimeSpan(milliseconds: 1000)) {
            world.seam.change { $0.readErrors = [.lostAnswer] }
        }
        var options = ApplyOptions(pace: .documented)
        options.concurrency = 1
        #expect(try world.apply(rows, options: options).get().map(\.status) == [.applied, .applied])
        let givenBack = world.journal.snapshot.ends.filter { $0.answeredAt == nil }
        #expect(givenBack.map(\.row) == [1])
        #expect(givenBack.map(\.attempt) == [1])
        #expect(world.seam.snapshot.sends.count == 2)
    }

    @Test func `a server whose every read is too slow is never sent to, and the row says why`() throws {
        let (world, rows) = world()
        world.seam.change { $0.latency = TimeSpan(milliseconds: 6000) }
        let row = try #require(try world.apply(rows).get().first)
        #expect(row.status == .failed)
        #expect(row.error?.message.contains("so late") == true)
        #expect(row.error?.message.contains("nothing was sent") == true)
        #expect(world.seam.snapshot.sends.isEmpty)
        #expect(world.seam.snapshot.reads.count == 4)
    }
}
