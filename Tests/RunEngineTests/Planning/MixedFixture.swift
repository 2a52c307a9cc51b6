import CivilTime
import Model

@testable import RunEngine

/// One group whose doors have different ends.
enum MixedFixture {
    static let target = Row.Target.group(commonCodeKey: "mixed")

    static let codes = [
        PlanFixture.code(
            "m1",
            "front",
            "mixed",
            PlanFixture.state("2026-11-24T23:00:00Z", "2026-11-25T15:00:00Z", name: "BK-7 Mixed")
        ),
        PlanFixture.code(
            "m2",
            "room",
            "mixed",
            PlanFixture.state("2026-11-24T23:00:00Z", "2026-11-25T17:00:00Z", name: "BK-7 Mixed")
        ),
    ]

    static func builder() -> PlanBuilder {
        PlanBuilder(index: WorkspaceIndex(doors: PlanFixture.doors, codes: codes))
    }
}
