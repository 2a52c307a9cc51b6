import CivilTime
import Model
import Testing

@testable import RunEngine

/// A second change of one field by another line of a script.
struct SecondChangeTests {
    private let builder = PlanFixture.builder()
    private let ito = Row.Target.group(commonCodeKey: "ito")

    private func record(_ change: Change, at line: Int, of target: Row.Target? = nil) throws(PlanError) {
        var change = change
        change.position = "late.lua:\(line)"
        try builder.record(change, of: target ?? ito, at: PlanFixture.now)
    }

    private static func to(_ clock: String) -> Change.Move { .to(PlanFixture.instant("2026-11-24T\(clock):00Z")) }

    @Test(arguments: [
        (Change(ends: to("20:00")), Change(ends: to("21:00")), "end"),
        (Change(ends: to("20:00")), Change(ends: .noEarlierThan(PlanFixture.instant("2026-11-24T21:00:00Z"))), "end"),
        (Change(ends: to("20:00")), Change(ends: .by(PlanFixture.span(hours: 1))), "end"),
        (Change(ends: .by(PlanFixture.span(hours: 1))), Change(ends: to("21:00")), "end"),
        (Change(starts: to("01:00"), ends: to("20:00")), Change(starts: to("01:30"), name: "x"), "start"),
        (Change(name: "one"), Change(name: "two"), "name"),
    ])
    func `another value is refused with both lines, and the first one stays`(
        first: Change,
        second: Change,
        field: String,
    ) throws {
        try record(first, at: 3)
        let rows = builder.rows
        let error = #expect(throws: PlanError.self) { try record(second, at: 7) }
        let message = error?.message ?? ""
        #expect(message.contains("its \(field) was set to"), "\(message)")
        #expect(message.contains("at late.lua:3, and late.lua:7 sets it to"), "\(message)")
        #expect(message.contains("replace = true"), "\(message)")
        #expect(builder.rows == rows)
        var meant = second
        meant.replaces = true
        try record(meant, at: 7)
        #expect(builder.rows != rows)
    }

    @Test func `the same value twice, another field and a lower bound that is kept already are no second change`()
        throws
    {
        try record(Change(ends: Self.to("21:00")), at: 1)
        try record(Change(ends: Self.to("21:00")), at: 2)
        try record(Change(ends: .noEarlierThan(PlanFixture.instant("2026-11-24T20:00:00Z"))), at: 3)
        try record(Change(name: "BK-1 Ito (late)"), at: 4)
        try record(Change(starts: Self.to("01:00")), at: 5)
        #expect(builder.rows.count == 1)
    }

    @Test func `codes of one group are set one by one, and each of them once`() throws {
        try record(Change(ends: Self.to("20:00")), at: 1, of: .code(accessCodeID: "i1"))
        try record(Change(ends: Self.to("21:00")), at: 2, of: .code(accessCodeID: "i2"))
        let twice = #expect(throws: PlanError.self) {
            try record(Change(ends: Self.to("22:00")), at: 3, of: .code(accessCodeID: "i1"))
        }
        #expect(twice?.message.contains("late.lua:1, and late.lua:3") == true, "\(twice?.message ?? "")")
        let whole = #expect(throws: PlanError.self) { try record(Change(ends: Self.to("20:00")), at: 4) }
        #expect(whole?.message.contains("late.lua:2, and late.lua:4") == true, "\(whole?.message ?? "")")
    }

    @Test func `an alignment says from where a later line moves`() throws {
        let builder = MixedFixture.builder()
        try builder.record(Change(ends: .latest), of: MixedFixture.target, at: PlanFixture.now)
        try builder.record(Change(ends: .by(PlanFixture.span(hours: 1))), of: MixedFixture.target, at: PlanFixture.now)
        #expect(builder.rows.first?.after?.endsAt == PlanFixture.instant("2026-11-25T18:00:00Z"))
    }

    @Test func `a dropped plan has forgotten its lines`() throws {
        try record(Change(ends: Self.to("20:00")), at: 1)
        builder.drop()
        try record(Change(ends: Self.to("21:00")), at: 2)
        #expect(builder.rows.count == 1)
    }
}
