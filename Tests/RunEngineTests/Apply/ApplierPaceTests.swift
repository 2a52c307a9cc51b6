import CivilTime
import Journal
import Model
import PaceSimulation
import Testing

@testable import RunEngine
@testable import Seam

struct ApplierPaceTests {
    @Test(arguments: [0, 1500, 40_000])
    func `a strict server never sees an eleventh update in a minute`(latency: Int64) throws {
        let world = ApplyWorld()
        let rows = Row.groups(45) { ["front", "room\($0 % 7)"] }
        world.seam.install(rows)
        world.seam.change { state in
            state.admitted = [:]
            state.latency = TimeSpan(milliseconds: min(latency, 1500))
            state.sendLatency = TimeSpan(milliseconds: latency)
        }
        #expect(try world.apply(rows, options: ApplyOptions()).get().allSatisfy { $0.status == .applied })
        #expect(world.seam.snapshot.refusals == 0)
        #expect(world.seam.snapshot.sends.count == 45)
    }

    @Test func `without a pace the same server refuses, and the rows still get there`() throws {
        let world = ApplyWorld()
        let rows = Row.groups(45) { _ in ["front"] }
        world.seam.install(rows)
        world.seam.change { $0.admitted = [:] }
        #expect(try world.apply(rows).get().allSatisfy { $0.status == .applied })
        #expect(world.seam.snapshot.refusals > 0)
    }

    @Test func `sends of the last minute by other runs are counted`() throws {
        let world = ApplyWorld()
        let rows = Row.groups(1) { _ in ["front"] }
        world.seam.install(rows)
        let free = Row.evening + TimeSpan(milliseconds: 40_000)
        world.journal.change { $0.past.doors = ["front": DoorState(frees: Array(repeating: free, count: 10))] }
        #expect(try world.apply(rows, options: ApplyOptions()).get().map(\.status) == [.applied])
        let sentAt = try #require(world.seam.snapshot.sends.first?.at)
        #expect(sentAt - Row.evening >= TimeSpan(milliseconds: 40_000))
        #expect(sentAt - Row.evening <= TimeSpan(milliseconds: 41_000))
    }

    @Test func `rows that wait for a busy door do not hold up the others`() throws {
        let world = ApplyWorld()
        let rows = Row.groups(25) { _ in ["busy"] } + [Row.group("free", devices: ["quiet"], isInHouse: false)]
        world.seam.install(rows)
        #expect(try world.apply(rows, options: ApplyOptions()).get().allSatisfy { $0.status == .applied })
        let free = try #require(world.seam.snapshot.sends.first { $0.update.target.identifier == "free" })
        #expect(free.at - Row.evening < TimeSpan(milliseconds: 2000))
    }

    @Test(arguments: [1, 25])
    func `a 429 closes all doors of its row, for rows of the same batch too`(batchSize: Int) throws {
        let world = ApplyWorld()
        let rows = Row.groups(5) { ["front", "room\($0)"] }
        world.seam.install(rows)
        let refusal = SeamError.status(429, "slow down", retryAfter: 30)
        world.seam.change { $0.faults["k0"] = [.error(refusal, takesEffect: false)] }
        let options = ApplyOptions(concurrency: 1, batchSize: batchSize)
        #expect(try world.apply(rows, options: options).get().allSatisfy { $0.status == .applied })
        let sends = world.seam.snapshot.sends
        let refused = try #require(sends.first { $0.update.target.identifier == "k0" }?.at)
        #expect(sends.filter { $0.at > refused }.allSatisfy { $0.at - refused >= TimeSpan(milliseconds: 30_000) })
        #expect(sends.count == 6)
    }

    @Test func `many groups on many doors take little longer than the busiest door must`() throws {
        let world = ApplyWorld()
        var generator = SplitMix(seed: 7)
        let rows = Row.groups(1000) { _ in
            let first = Int.random(in: 0..<30, using: &generator)
            let second = (first + Int.random(in: 1..<30, using: &generator)) % 30
            return ["d\(first)", "d\(second)"]
        }
        world.seam.install(rows)
        world.seam.change { $0.admitted = [:] }
        #expect(
            try world.apply(rows, options: ApplyOptions(concurrency: 64)).get().allSatisfy { $0.status == .applied }
        )
        let loads = Dictionary(rows.flatMap(\.members).map { ($0.deviceID, 1) }, uniquingKeysWith: +)
        let busiest = try #require(loads.values.max())
        let bound = Int64((busiest - 1) / Pacer.limit) * 60_000
        #expect(world.seam.snapshot.refusals == 0)
        #expect(world.elapsed.milliseconds * 100 <= bound * 104)
    }
}
