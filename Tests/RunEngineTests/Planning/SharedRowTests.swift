import Model
import Testing

@testable import RunEngine

/// Rows share their fields until one of them changes, and a plan looks at them side by side.
struct SharedRowTests {
    private static func row() throws -> Row {
        let builder = PlanFixture.builder()
        try builder.record(
            Change(ends: .by(PlanFixture.span(hours: 2))),
            of: .group(commonCodeKey: "haas"),
            at: PlanFixture.now
        )
        return try #require(builder.rows.first)
    }

    @Test func `a change of a copy is of that copy alone`() throws {
        let row = try Self.row()
        var copy = row
        #expect(copy == row && copy.hashValue == row.hashValue)
        copy.status = .applied
        copy.members[0].status = .applied
        copy.error = RowError(code: .look, message: "look")
        #expect(row.status == .planned && row.members[0].status == .planned && row.error == nil)
        #expect(copy.status == .applied && copy.members[0].status == .applied && copy.error?.code == .look)
        #expect(copy != row && Set([row, copy]).count == 2)
    }

    @Test func `rows with the same fields are equal, whether they share them or not`() throws {
        #expect(try Self.row() == Self.row())
    }

    @Test func `what is looked at side by side comes to the same as one after the other`() async throws {
        for limits in [Limits(), Limits(leftOut: [.overlap])] {
            let builder = PlanFixture.builder()
            for key in builder.index.keys.sorted() {
                try? builder.record(
                    Change(ends: .by(PlanFixture.span(hours: 200 * 24))),
                    of: .group(commonCodeKey: key),
                    at: PlanFixture.now
                )
            }
            let proposal = Proposal(
                .script,
                Plan(rows: builder.rows, madeAt: PlanFixture.now),
                limits: limits,
                facts: PlanFixture.facts(builder),
                zoneData: nil,
            )
            let together = await CheckedPlan.check(
                proposal,
                settings: Settings(),
                isSandbox: false,
                pace: .documented,
                now: PlanFixture.now
            )
            #expect(Self.told(together) == Self.told(PlanFixture.outcome(of: proposal)))
            #expect(!Self.told(together).isEmpty)
        }
    }

    private static func told(_ outcome: CheckedPlan.Outcome) -> [String] {
        switch outcome {
        case .checked(let checked): checked.plan.warnings.map(\.message)
        case .refused(let errors, let plan): plan.warnings.map(\.message) + errors.map(\.message)
        }
    }
}
