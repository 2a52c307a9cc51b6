import CivilTime
import Model
import PaceSimulation
import Testing

@testable import RunEngine

/// Both known bounds go out with every update, a rename included.
struct ApplierBoundsTests {
    private let now = Simulation.start

    @Test func `a rename of 25 stays leaves their hours on a server that takes a missing bound as none`() throws {
        let world = ApplyWorld()
        let rows = (0..<25).map { Row.group("k\($0)", devices: ["d\($0)", "e\($0)"], changes: [.name]) }
        world.seam.install(rows)
        world.seam.change { $0.isLenient = true }
        #expect(try world.apply(rows).get().allSatisfy { $0.status == .applied })
        let sends = world.seam.snapshot.sends.map(\.update)
        #expect(sends.count == 25)
        #expect(sends.allSatisfy { $0.startsAt == Row.start && $0.endsAt == Row.oldEnd && $0.name == "Ito late" })
        for code in world.seam.snapshot.codes.values {
            #expect(code.state == CodeState(startsAt: Row.start, endsAt: Row.oldEnd, name: "Ito late"))
        }
    }

    @Test func `a rename carries the hours of the fresh read, not those of the plan`() {
        let row = Row.group("k", changes: [.name])
        var machine = HoursMachine(row, at: now)
        var state = row.members[0].before
        state.endsAt = Row.newEnd
        #expect(machine.found(["k-0": state, "k-1": state], at: now) == .send)
        let update = CodeUpdate(target: row.target, startsAt: Row.start, endsAt: Row.newEnd, name: "Ito late")
        #expect(machine.update == update)
    }

    @Test func `a rename of a group whose doors differ by now is a conflict that says so`() {
        let row = Row.group("k", changes: [.name])
        var machine = HoursMachine(row, at: now)
        var moved = row.members[1].before
        moved.startsAt = Row.start - TimeSpan(milliseconds: 60_000)
        #expect(machine.found(["k-0": row.members[0].before, "k-1": moved], at: now) == .settled)
        #expect(machine.row.status == .conflict)
        #expect(machine.row.error?.message.contains("different hours now") == true)
    }

    @Test func `a code without an end is renamed without bounds`() {
        var row = Row.code("c", changes: [.name])
        row.members[0].before = CodeState(startsAt: nil, endsAt: nil, name: "Staff", kind: .ongoing)
        row.members[0].after = CodeState(startsAt: nil, endsAt: nil, name: "Staff, night", kind: .ongoing)
        var machine = HoursMachine(row, at: now)
        #expect(machine.found(["c": row.members[0].before], at: now) == .send)
        #expect(machine.update == CodeUpdate(target: row.target, name: "Staff, night"))
    }

    @Test func `a rename of a group with different hours is a row for each code`() throws {
        let builder = MixedFixture.builder()
        try builder.record(Change(name: "BK-7 Tanaka"), of: MixedFixture.target, at: PlanFixture.now)
        let rows = builder.rows
        #expect(rows.map(\.target) == [.code(accessCodeID: "m1"), .code(accessCodeID: "m2")])
        #expect(rows.allSatisfy { $0.changes == [.name] && !$0.isUnclearlyMixed })
        #expect(rows.map(\.after?.endsAt) == MixedFixture.codes.map(\.state.endsAt))
    }
}
