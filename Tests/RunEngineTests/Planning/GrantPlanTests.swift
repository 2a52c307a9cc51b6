import CivilTime
import Model
import Testing

@testable import RunEngine

/// Changes of stays that access grants hold.
struct GrantPlanTests {
    private let builder = GrantFixture.builder()

    private func record(_ change: Change, of target: Row.Target = GrantFixture.target) throws {
        try builder.record(change, of: target, at: PlanFixture.now)
    }

    @Test func `a change of a grant is one row with all of its doors`() throws {
        try record(Change(ends: .by(PlanFixture.span(hours: 2)), name: "BK-5 Mori, VIP"))
        let row = try #require(builder.rows.first)
        #expect(builder.rows.count == 1)
        #expect(row.target == GrantFixture.target)
        #expect(row.members.map(\.accessCodeID) == ["g1", "g2"])
        #expect(row.before?.endsAt == PlanFixture.instant("2026-11-24T19:00:00Z"))
        #expect(row.after?.endsAt == PlanFixture.instant("2026-11-24T21:00:00Z"))
        #expect(row.isInHouse)
        let update = try #require(CodeUpdate(row, fresh: [GrantFixture.state, GrantFixture.state]))
        #expect(update.startsAt == GrantFixture.state.startsAt && update.endsAt == row.after?.endsAt)
        #expect(update.name == "BK-5 Mori, VIP")
    }

    @Test(arguments: [
        (Row.Target.code(accessCodeID: "g1"), "an access grant holds the code on Front door"),
        (.group(commonCodeKey: "shared"), "an access grant holds the codes with the key \"shared\""),
    ])
    func `a change of a code that a grant holds is refused, with the grant and the line that changes it`(
        target: Row.Target,
        words: String,
    ) throws {
        let end = PlanFixture.instant("2026-11-24T21:00:00Z")
        let error = #expect(throws: PlanError.self) { try record(Change(ends: .to(end)), of: target) }
        #expect(error?.code == .script)
        #expect(error?.message.contains("BK-5 Mori: \(words)") == true)
        #expect(error?.message.hasSuffix("groups.get(\"grant\"):set{ ends_at = \"2026-11-24T21:00:00.000Z\" }") == true)
        #expect(builder.rows.isEmpty)
    }

    @Test func `a group stays a group beside a grant`() throws {
        try record(Change(ends: .by(PlanFixture.span(hours: 1))), of: .group(commonCodeKey: "haas"))
        #expect(builder.rows.map(\.target) == [.group(commonCodeKey: "haas")])
    }

    @Test func `a grant without an end gets one where both bounds are known`() throws {
        var grant = GrantFixture.grant
        grant.state = CodeState(startsAt: grant.state.startsAt, endsAt: nil, name: "BK-5 Mori", kind: .ongoing)
        let index = WorkspaceIndex(doors: PlanFixture.doors, codes: GrantFixture.codes, grants: [grant])
        let builder = PlanBuilder(index: index)
        let end = PlanFixture.instant("2026-11-29T19:00:00Z")
        try builder.record(Change(ends: .to(end)), of: grant.target, at: PlanFixture.now)
        let row = try #require(builder.rows.first)
        let update = try #require(CodeUpdate(row, fresh: [grant.state, grant.state]))
        #expect(update.startsAt == grant.state.startsAt && update.endsAt == end)
        #expect(Undoability.obstacle(of: row, at: PlanFixture.now)?.contains("had no end before") == true)
    }

    @Test func `hours that could not be read are no hours to change`() throws {
        var grant = GrantFixture.grant
        grant.state.endsAt = nil
        let index = WorkspaceIndex(doors: PlanFixture.doors, codes: GrantFixture.codes, grants: [grant])
        let error = #expect(throws: PlanError.self) {
            try PlanBuilder(index: index).record(
                Change(ends: .by(PlanFixture.span(hours: 2))),
                of: grant.target,
                at: PlanFixture.now
            )
        }
        #expect(error?.message.contains("has no ends_at that can be read") == true)
    }

    @Test func `an undo of a grant's row is one row of the grant`() throws {
        try record(Change(ends: .by(PlanFixture.span(hours: 2))))
        let undo = UndoBuilder(run: "80aa", rows: builder.rows, sent: [0], now: PlanFixture.now).plan([0])
        #expect(undo.rows.map(\.target) == [GrantFixture.target])
        #expect(undo.rows.first?.after?.endsAt == GrantFixture.state.endsAt)
    }
}
