import CivilTime
import Model
import Testing

@testable import RunEngine

/// Codes that access grants hold, in the index of a workspace.
struct GrantIndexTests {
    @Test func `codes of a grant are members of it, with its hours and its name`() {
        let index = GrantFixture.index
        #expect(index.targets.contains(GrantFixture.target))
        #expect(index.members(of: GrantFixture.target).map(\.accessCodeID) == ["g1", "g2"])
        #expect(index.members(of: GrantFixture.target).allSatisfy { $0.state == GrantFixture.state })
        #expect(index.name(of: GrantFixture.target) == "BK-5 Mori")
        #expect(index.zone(of: GrantFixture.target) == "America/New_York")
    }

    @Test func `codes of a grant are neither a group nor single codes`() {
        let index = GrantFixture.index
        #expect(index.targets == [.group(commonCodeKey: "haas"), GrantFixture.target])
        #expect(index.members(of: .group(commonCodeKey: "shared")).isEmpty)
        #expect(index.grant(ofKey: "shared")?.accessGrantID == "grant")
        #expect(index.targetCount == 2)
        #expect(index.codes["g1"].map { index.unit(of: $0) } == GrantFixture.target)
    }

    @Test func `the state of a grant's row is the grant's, for all of its members`() throws {
        let builder = GrantFixture.builder()
        try builder.record(Change(ends: .by(PlanFixture.span(hours: 2))), of: GrantFixture.target, at: PlanFixture.now)
        let row = try #require(builder.rows.first)
        #expect(GrantFixture.index.states(of: row) == ["grant": GrantFixture.state])
        #expect(row.stateIDs == ["grant"])
    }

    @Test func `a code that two grants have is the first one's, and the other has a place at its doors`() {
        var (first, second) = (GrantFixture.grant, GrantFixture.grant)
        second.accessGrantID = "later"
        second.state.name = "BK-6"
        first.spaceIDs = ["floor"]
        second.spaceIDs = ["floor"]
        var doors = PlanFixture.doors
        doors[1].spaceIDs = ["floor"]
        let index = WorkspaceIndex(doors: doors, codes: GrantFixture.codes, grants: [second, first])
        #expect(index.members(of: first.target).map(\.accessCodeID) == ["g1", "g2"])
        let places = index.members(of: second.target)
        #expect(places.map(\.accessCodeID) == [CodelessID.make(grant: "later", device: "room")])
        #expect(places.allSatisfy { !$0.hasCode && $0.state.name == "BK-6" })
    }

    @Test func `a grant without a code and without a known door is told, and is no target`() {
        var grant = GrantFixture.grant
        (grant.accessGrantID, grant.codeIDs) = ("cards", [])
        let index = WorkspaceIndex(doors: PlanFixture.doors, codes: PlanFixture.codes, grants: [grant])
        #expect(!index.targets.contains(grant.target))
        #expect(index.grantsWithoutDoors.map(\.accessGrantID) == ["cards"])
    }
}

/// A house with one linked group, and one stay that an access grant holds, whose codes say nothing of it.
enum GrantFixture {
    static let target = Row.Target.grant(accessGrantID: "grant")
    static let state = PlanFixture.state("2026-11-23T23:00:00Z", "2026-11-24T19:00:00Z", name: "BK-5 Mori")
    static let grant = IndexedGrant(accessGrantID: "grant", state: state, codeIDs: ["g1", "g2"])

    static let codes = [
        PlanFixture.codes[2],
        PlanFixture.code(
            "g1",
            "front",
            "shared",
            PlanFixture.state("2026-11-23T23:00:00Z", "2026-11-24T18:00:00Z", name: "x")
        ),
        PlanFixture.code("g2", "room", nil, CodeState(startsAt: nil, endsAt: nil, name: nil, kind: .ongoing)),
    ]

    static let index = WorkspaceIndex(doors: PlanFixture.doors, codes: codes, grants: [grant])

    static func builder() -> PlanBuilder { PlanBuilder(index: index) }
}
