import CivilTime
import Model
import PaceSimulation
import Testing

@testable import RunEngine

struct PlanBuilderTests {
    private let builder = PlanFixture.builder()
    private let ito = Row.Target.group(commonCodeKey: "ito")

    private func record(_ change: Change, of target: Row.Target? = nil) throws(PlanError) {
        try builder.record(change, of: target ?? ito, at: PlanFixture.now)
    }

    @Test func `an extension becomes one row with absolute hours for every member`() throws {
        try record(Change(ends: .by(PlanFixture.span(hours: 2))))
        let row = try #require(builder.rows.first)
        #expect(builder.rows.count == 1)
        #expect(row.members.map(\.accessCodeID) == ["i1", "i2"])
        #expect(row.members.allSatisfy { $0.after.endsAt == PlanFixture.instant("2026-11-24T21:00:00Z") })
        #expect(row.members.allSatisfy { $0.after.startsAt == $0.before.startsAt })
        #expect(row.changes == [.endsAt])
        #expect(row.isInHouse)
        #expect(row.deadline == PlanFixture.instant("2026-11-24T19:00:00Z"))
        #expect(row.zone == "America/New_York")
        #expect(row.status == .planned)
    }

    @Test func `a row of a guest to come is due when the new hours begin`() throws {
        try record(Change(starts: .by(PlanFixture.span(hours: -2))), of: .group(commonCodeKey: "haas"))
        #expect(builder.rows.first?.deadline == PlanFixture.instant("2026-11-25T21:00:00Z"))
        #expect(builder.rows.first?.isInHouse == false)
    }

    @Test func `later reads see what was recorded`() throws {
        try record(Change(ends: .by(PlanFixture.span(hours: 2)), name: "BK-1 Ito (late)"))
        #expect(builder.index.codes["i1"]?.state.endsAt == PlanFixture.instant("2026-11-24T21:00:00Z"))
        #expect(builder.describe(ito) == "BK-1 Ito (late)")
    }

    @Test func `a second relative change of one group is refused and the first one stays`() throws {
        var first = Change(ends: .by(PlanFixture.span(hours: 2)))
        first.position = "late.lua:6"
        try record(first)
        let error = #expect(throws: PlanError.self) { try record(Change(ends: .by(PlanFixture.span(hours: 2)))) }
        #expect(error?.message.contains("moved already, at late.lua:6") == true)
        #expect(builder.rows.first?.after?.endsAt == PlanFixture.instant("2026-11-24T21:00:00Z"))
    }

    @Test func `absolute changes merge field by field`() throws {
        try record(Change(ends: .to(PlanFixture.instant("2026-11-24T20:00:00Z"))))
        try record(Change(name: "BK-1 Ito, VIP"))
        var last = Change(ends: .to(PlanFixture.instant("2026-11-24T22:00:00Z")))
        last.replaces = true
        try record(last)
        #expect(builder.rows.count == 1)
        #expect(builder.rows.first?.changes == [.endsAt, .name])
        #expect(builder.rows.first?.after?.endsAt == PlanFixture.instant("2026-11-24T22:00:00Z"))
        #expect(builder.rows.first?.after?.name == "BK-1 Ito, VIP")
    }

    @Test(arguments: ["2026-11-24T19:00:00Z", "2026-11-24T12:00:00Z"])
    func `extend_to never moves an end earlier, and is already so when the end is later`(text: String) throws {
        try record(Change(ends: .noEarlierThan(PlanFixture.instant(text))))
        #expect(builder.rows.first?.status == .already)
        #expect(builder.rows.first?.after?.endsAt == PlanFixture.instant("2026-11-24T19:00:00Z"))
    }

    @Test(arguments: [
        (Change(), "ito", "nothing to change was given"),
        (Change(ends: .to(PlanFixture.instant("2026-11-23T22:00:00Z"))), "ito", "must be after the start"),
        (Change(ends: .to(PlanFixture.instant("2026-11-24T01:00:00Z"))), "ito", "is in the past"),
        (Change(ends: .by(PlanFixture.span(hours: 2))), "offline", "offline lock"),
        (Change(ends: .by(PlanFixture.span(hours: 2))), "staff", "has no hours to move"),
        (Change(ends: .to(PlanFixture.instant("2026-12-24T01:00:00Z"))), "staff", "needs both starts_at and ends_at"),
        (Change(name: "Shed 2"), "offline", "offline lock"),
        (Change(ends: .by(PlanFixture.span(hours: 2))), "nobody", "no group has the common_code_key \"nobody\""),
        (Change(ends: .by(PlanFixture.span(hours: 2))), "itp", "did you mean \"ito\" (BK-1 Ito)?"),
        (Change(ends: .by(PlanFixture.span(hours: 2))), "i1", "is the id of one code"),
    ])
    func `a change that makes no sense is refused with a sentence and records nothing`(
        change: Change,
        key: String,
        sentence: String,
    ) {
        let error = #expect(throws: PlanError.self) { try record(change, of: .group(commonCodeKey: key)) }
        #expect(error?.message.contains(sentence) == true, "\(error?.message ?? "")")
        #expect(error?.code == .script)
        #expect(builder.rows.isEmpty)
    }

    @Test func `an end that is in the past by a clock that is off is refused with how far off it is`() {
        builder.clockLead = TimeSpan(milliseconds: 7_200_400)
        let change = Change(ends: .to(PlanFixture.instant("2026-11-24T01:00:00Z")))
        let error = #expect(throws: PlanError.self) { try record(change) }
        let words = "is in the past by this machine's clock, which is 2h ahead of the server's"
        #expect(error?.message.contains(words) == true, "\(error?.message ?? "")")
        #expect(error?.message.contains("timedatectl set-ntp true") == true)
        builder.clockLead = TimeSpan(milliseconds: 400)
        let exact = #expect(throws: PlanError.self) { try record(change) }
        #expect(exact?.message.hasSuffix("is in the past") == true, "\(exact?.message ?? "")")
    }

    @Test func `a code of a group that is changed by its id has a row of its own and makes its group mixed`() throws {
        var change = Change(ends: .by(PlanFixture.span(hours: 2)))
        try record(change, of: .code(accessCodeID: "i1"))
        #expect(builder.rows.map(\.target) == [.code(accessCodeID: "i1")])
        #expect(builder.rows.first?.name == "BK-1 Ito")
        #expect(builder.rows.map(\.isUnclearlyMixed) == [true])
        builder.drop()
        change.allowed = [.mixed]
        try record(change, of: .code(accessCodeID: "i1"))
        #expect(builder.rows.map(\.allowed) == [[.mixed]])
    }

    @Test func `the codes of a group that all get the same hours by their ids leave it as it should be`() throws {
        let end = Change(ends: .to(PlanFixture.instant("2026-11-24T21:00:00Z")))
        try record(end, of: .code(accessCodeID: "i1"))
        try record(end, of: .code(accessCodeID: "i2"))
        #expect(builder.rows.map(\.target) == [.code(accessCodeID: "i1"), .code(accessCodeID: "i2")])
        #expect(builder.rows.allSatisfy { !$0.isUnclearlyMixed })
    }

    @Test func `a change of a whole group that its doors can share goes out as one, whatever was changed by id before`()
        throws
    {
        var alone = Change(ends: .to(PlanFixture.instant("2026-11-24T20:00:00Z")))
        alone.allowed = [.mixed]
        try record(alone, of: .code(accessCodeID: "i1"))
        try record(Change(ends: .latest))
        #expect(builder.rows.map(\.target) == [ito])
        #expect(builder.rows.first?.after?.endsAt == PlanFixture.instant("2026-11-24T20:00:00Z"))
        #expect(builder.rows.first?.before?.endsAt == PlanFixture.instant("2026-11-24T19:00:00Z"))
    }

    @Test func `doors that stay different have a row each`() throws {
        let builder = MixedFixture.builder()
        var change = Change(ends: .by(PlanFixture.span(hours: 1)))
        try builder.record(change, of: MixedFixture.target, at: PlanFixture.now)
        #expect(builder.rows.map(\.isUnclearlyMixed) == [true, true])
        #expect(builder.rows.map(\.target) == [.code(accessCodeID: "m1"), .code(accessCodeID: "m2")])
        #expect(
            builder.rows.map { $0.after?.endsAt?.iso8601 } == ["2026-11-25T16:00:00.000Z", "2026-11-25T18:00:00.000Z"]
        )
        builder.drop()
        change.allowed = [.mixed]
        try builder.record(change, of: MixedFixture.target, at: PlanFixture.now)
        #expect(builder.rows.map(\.allowed) == [[.mixed], [.mixed]])
    }

    @Test(arguments: [(Change.Move.latest, "2026-11-25T17:00:00.000Z"), (.earliest, "2026-11-25T15:00:00.000Z")])
    func `doors are aligned to the latest or the earliest of them`(move: Change.Move, end: String) throws {
        let builder = MixedFixture.builder()
        try builder.record(Change(ends: move), of: MixedFixture.target, at: PlanFixture.now)
        #expect(builder.rows.count == 1)
        #expect(builder.rows.first?.before == nil)
        #expect(builder.rows.first?.after?.endsAt?.iso8601 == end)
        #expect(builder.rows.allSatisfy { !$0.isUnclearlyMixed })
        try builder.record(Change(ends: .by(PlanFixture.span(hours: 1))), of: MixedFixture.target, at: PlanFixture.now)
        #expect(builder.rows.allSatisfy { !$0.isUnclearlyMixed })
    }

    @Test func `a clock time is that of the door on the day on which the bound is`() throws {
        try record(
            Change(starts: .clock(ClockTime(parsing: "15:00"), nil), ends: .clock(ClockTime(parsing: "11:30"), nil))
        )
        #expect(builder.rows.first?.after?.startsAt == PlanFixture.instant("2026-11-23T20:00:00Z"))
        #expect(builder.rows.first?.after?.endsAt == PlanFixture.instant("2026-11-24T16:30:00Z"))
    }

    @Test func `a day later is the same clock time, also over a change of the clocks`() throws {
        let state = PlanFixture.state("2026-10-30T22:00:00Z", "2026-10-31T15:00:00Z", name: "BK-3")
        let code = PlanFixture.code("x", "front", "autumn", state)
        let builder = PlanBuilder(index: WorkspaceIndex(doors: PlanFixture.doors, codes: [code]))
        let now = PlanFixture.instant("2026-10-30T00:00:00Z")
        try builder.record(Change(ends: .byDays(1)), of: .group(commonCodeKey: "autumn"), at: now)
        // 11:00 in New York is 15:00 UTC on 31 October and 16:00 UTC on 1 November.
        #expect(builder.rows.first?.after?.endsAt == PlanFixture.instant("2026-11-01T16:00:00Z"))
        #expect(throws: PlanError.self) {
            try builder.record(Change(ends: .byDays(1)), of: .group(commonCodeKey: "autumn"), at: now)
        }
    }

    @Test func `dropping the plan makes reads see the workspace again`() throws {
        try record(Change(ends: .by(PlanFixture.span(hours: 2))))
        builder.drop()
        #expect(builder.rows.isEmpty)
        #expect(builder.index.codes["i1"]?.state.endsAt == PlanFixture.instant("2026-11-24T19:00:00Z"))
        try record(Change(ends: .by(PlanFixture.span(hours: 2))))
        #expect(builder.rows.count == 1)
    }
}
