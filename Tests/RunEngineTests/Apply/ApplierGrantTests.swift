import CivilTime
import Model
import PaceSimulation
import Testing

@testable import RunEngine

/// Stays that access grants hold, in an apply.
struct ApplierGrantTests {
    @Test func `forty grants among groups are each read, sent once with both bounds, and read back`() throws {
        let rows = (0..<40).map { Row.grant("g\($0)", devices: ["d\($0)", "e\($0)"]) } + Row.groups(10)
        let world = ApplyWorld()
        world.seam.install(rows)
        let applied = try world.apply(rows).get()
        #expect(applied.allSatisfy { $0.status == .applied && $0.error == nil })
        let sends = world.seam.snapshot.sends.map(\.update)
        #expect(sends.count == 50)
        #expect(Set(sends.map(\.target)).count == 50)
        for update in sends where update.target.isGrant {
            #expect(update.startsAt == Row.start && update.endsAt == Row.newEnd)
            #expect(update.name == nil)
        }
        let read = Set(world.seam.snapshot.reads.flatMap(\.self))
        #expect(read.isSuperset(of: (0..<40).map { "g\($0)" }))
        #expect(!read.contains("g0-0"))
    }

    @Test func `a grant that somebody changed since the plan is a conflict, and nothing is sent`() throws {
        let rows = [Row.grant("g0"), Row.grant("g1", devices: ["c", "d"])]
        let world = ApplyWorld()
        world.seam.install(rows)
        world.seam.change { $0.codes["g1"]?.state.endsAt = Row.oldEnd + TimeSpan(milliseconds: 60_000) }
        let applied = try world.apply(rows).get()
        #expect(applied.map(\.status) == [.applied, .conflict])
        #expect(world.seam.snapshot.sends.map(\.update.target) == [rows[0].target])
    }

    @Test func `a grant that was deleted is a conflict that says so`() throws {
        let rows = [Row.grant("g0")]
        let world = ApplyWorld()
        world.seam.install(rows)
        world.seam.change { $0.codes["g0"] = nil }
        let applied = try world.apply(rows).get()
        #expect(applied[0].status == .conflict)
        #expect(applied[0].error?.message.contains("no access grant: it was deleted") == true)
    }

    @Test func `a grant counts as an update on each of its doors`() throws {
        let rows = (0..<12).map { Row.grant("g\($0)", devices: ["front"]) }
        let world = ApplyWorld()
        world.seam.install(rows)
        world.seam.change { $0.admitted = [:] }
        let applied = try world.apply(rows, options: ApplyOptions()).get()
        #expect(applied.allSatisfy { $0.status == .applied })
        #expect(world.seam.snapshot.refusals == 0)
        let sends = world.seam.snapshot.sends.map(\.at)
        #expect(sends.count == 12)
        #expect((sends.max() ?? .now()) - (sends.min() ?? .now()) >= TimeSpan(milliseconds: 60_000))
    }
}
