import CivilTime
import Journal
import Model
import PaceSimulation
import Testing

@testable import RunEngine
@testable import Seam

/// A group that another run has sent to without an answer: nothing is sent to it before that can have arrived.
struct ApplierQuarantineTests {
    private static let wait = TimeSpan(milliseconds: 40_000)
    private static let until = Row.evening + wait

    private func world(_ count: Int, closed identifiers: [String]) -> (ApplyWorld, [Row]) {
        let world = ApplyWorld()
        let rows = Row.groups(count)
        world.seam.install(rows)
        world.journal.change { state in
            for identifier in identifiers { state.past.quarantine.byOthers[identifier] = Self.until }
        }
        return (world, rows)
    }

    @Test(arguments: [["k1"], ["k1-0"], ["k1-1"]])
    func `a closed group waits for its time and is read first, and the others do not wait for it`(
        identifiers: [String]
    ) throws {
        let (world, rows) = world(4, closed: identifiers)
        let applied = try world.apply(rows).get()
        #expect(applied.allSatisfy { $0.status == .applied })
        let sends = world.seam.snapshot.sends
        #expect(sends.count == 4)
        for send in sends {
            let isClosed = send.update.target == rows[1].target
            #expect((send.at >= Self.until) == isClosed, "\(send.update.target) at \(send.at)")
        }
        let reads = world.seam.snapshot.reads
        #expect(reads.first?.contains("k1-0") == false)
        #expect(reads.count { $0.contains("k1-0") } == 2)
        #expect(world.elapsed >= Self.wait)
        #expect(world.elapsed < Self.wait + TimeSpan(milliseconds: 2000))
    }

    @Test func `what arrived late from the other run is a conflict, and nothing is sent over it`() throws {
        let (world, rows) = world(2, closed: ["k0"])
        world.simulation.schedule(after: TimeSpan(milliseconds: 30_000)) { [seam = world.seam] in
            seam.change { state in
                for id in ["k0-0", "k0-1"] { state.codes[id]?.state.endsAt = Row.evening }
            }
        }
        let applied = try world.apply(rows).get()
        #expect(applied.map(\.status) == [.conflict, .applied])
        #expect(world.seam.snapshot.sends.map(\.update.target) == [rows[1].target])
    }

    @Test func `the wait is counted down every second`() throws {
        let (world, rows) = world(3, closed: ["k0", "k2-1"])
        _ = try world.apply(rows).get()
        let waits = world.progress.compactMap(\.quarantine)
        #expect(waits.first == ApplyProgress.Quarantine(rows: 2, left: Self.wait))
        #expect(zip(waits, waits.dropFirst()).allSatisfy { $0.left >= $1.left })
        let seconds = Set(waits.map { $0.left.milliseconds / 1000 })
        #expect(seconds.isSuperset(of: 1...40))
        #expect(world.progress.last?.quarantine == nil)
    }

    @Test func `a stop does not wait for a closed group, and leaves it planned`() throws {
        let (world, rows) = world(2, closed: ["k0"])
        world.stop(after: TimeSpan(milliseconds: 5000))
        let applied = try world.apply(rows).get()
        #expect(applied.map(\.status) == [.planned, .applied])
        #expect(world.elapsed < TimeSpan(milliseconds: 6000))
    }

    @Test func `a send without an answer tells the journal from when its group is closed for others`() throws {
        let (world, rows) = world(1, closed: [])
        world.seam.change { state in
            state.faults["k0"] = [
                .error(.lostAnswer, takesEffect: false), .error(.lostAnswer, takesEffect: false),
            ]
        }
        let applied = try world.apply(rows).get()
        #expect(applied.map(\.status) == [.pending])
        let outcome = try #require(world.journal.outcomes.last)
        let lastSend = try #require(world.seam.snapshot.sends.last)
        let closedFrom = try #require(outcome.unansweredAt)
        #expect(closedFrom >= lastSend.at)
        #expect(!outcome.isUntouched)
    }
}
