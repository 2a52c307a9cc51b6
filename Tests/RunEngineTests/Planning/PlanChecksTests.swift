import CivilTime
import Model
import Testing

@testable import RunEngine

struct PlanChecksTests {
    private func check(_ changes: [(String, Change)], _ limits: Limits) throws {
        let builder = PlanFixture.builder()
        for (key, change) in changes {
            try builder.record(change, of: .group(commonCodeKey: key), at: PlanFixture.now)
        }
        let plan = Plan(rows: builder.rows, madeAt: PlanFixture.now)
        let proposal = Proposal(.script, plan, limits: limits, facts: PlanFixture.facts(builder), zoneData: nil)
        if let refusal = PlanFixture.refusal(of: proposal) { throw refusal }
    }

    private static let later = Change(ends: .by(PlanFixture.span(hours: 2)))

    @Test func `a plan within its limits passes`() throws {
        try check([("ito", Self.later), ("haas", Self.later)], Limits())
    }

    @Test func `more groups than the limit are refused with the flag that allows them`() {
        let error = #expect(throws: PlanError.self) {
            try check([("ito", Self.later), ("haas", Self.later)], Limits(maxGroups: 1))
        }
        #expect(error?.code == .maxGroups)
        #expect(error?.remedy == .maxGroups(2))
    }

    @Test func `groups that are already so do not count against the limit`() throws {
        let already = Change(ends: .noEarlierThan(PlanFixture.now))
        try check([("ito", already), ("haas", Self.later)], Limits(maxGroups: 1))
    }

    @Test(arguments: [(168, false), (169, true)])
    func `hours move as far as the limit and no further`(hours: Int64, isRefused: Bool) {
        let change = Change(ends: .by(PlanFixture.span(hours: hours)))
        let error: PlanError?
        do {
            try check([("ito", change)], Limits())
            error = nil
        } catch let caught {
            error = caught as? PlanError
        }
        #expect((error?.code == .maxShift) == isRefused)
    }

    @Test(arguments: [
        (Change(starts: .by(PlanFixture.span(hours: 1))), true),
        (Change(ends: .by(PlanFixture.span(hours: -1))), true),
        (Change(starts: .by(PlanFixture.span(hours: 1)), ends: .by(PlanFixture.span(hours: 1))), true),
        (Change(starts: .by(PlanFixture.span(hours: -1))), false),
        (Change(ends: .by(PlanFixture.span(hours: 1))), false),
        (Change(name: "other"), false),
    ])
    func `nobody inside loses the door unless it is said`(change: Change, isLockout: Bool) throws {
        let error: PlanError?
        do {
            try check([("ito", change)], Limits())
            error = nil
        } catch let caught {
            error = caught as? PlanError
        }
        #expect((error?.code == .lockout) == isLockout)
        if isLockout { #expect(error?.message.contains("BK-1 Ito") == true) }
        try check([("haas", change)], Limits())
        try check([("ito", change)], Limits(allowed: [.lockout]))
        var allowed = change
        allowed.allowed = [.lockout]
        try check([("ito", allowed)], Limits())
    }
}
