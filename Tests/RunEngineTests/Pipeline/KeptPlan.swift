import CivilTime
import Model

@testable import RunEngine

/// A plan that was made, or approved, before something came in its way: the check that disagrees when it is to begin.
struct KeptPlan: Sendable {
    /// The code of the refusal.
    let code: String
    /// The script that made it.
    let source: String
    /// From how many stays on it asks for `shorten` while it is made.
    let shortenFrom: Int
    /// What comes in its way.
    let after: @Sendable (MatrixWorld) async throws -> Void
    /// What another program does to the file.
    let change: @Sendable (inout PlanFile) -> Void

    init(
        _ code: String,
        _ source: String = "groups.get('ito'):extend('3h')",
        shortenFrom: Int = 5,
        after: @escaping @Sendable (MatrixWorld) async throws -> Void = { _ in },
        change: @escaping @Sendable (inout PlanFile) -> Void = { _ in },
    ) {
        (self.code, self.source, self.shortenFrom, self.after, self.change) = (code, source, shortenFrom, after, change)
    }

    /// One for each check that is made again.
    static let all: [KeptPlan] = [
        KeptPlan("lockout", "groups.get('mori'):shift{ starts = '3h' }", after: { try await $0.pass(minutes: 90) }),
        KeptPlan(
            "overlap",
            after: { try await $0.elsewhere("haas", starts: "2026-11-26T21:00:00Z", ends: "2026-11-28T19:00:00Z") }
        ),
        KeptPlan(
            "shorten",
            MatrixWorld.shorter.replacing(", { allow = 'shorten' }", with: ""),
            shortenFrom: 9,
            change: { $0.limits.shortenFrom = 5 }
        ),
        KeptPlan("zone_data", "groups.get('ito'):set_clock{ ends = '13:00' }", change: { $0.zoneData = "2025b" }),
        KeptPlan(
            "recent",
            after: {
                try await $0.happen("groups.get('ito'):extend('1h')", id: "first")
                try await $0.elsewhere("ito", starts: "2026-11-23T23:00:00Z", ends: "2026-11-26T19:00:00Z")
            }
        ),
        KeptPlan(
            "recent",
            after: {
                try await $0.elsewhere("ito", starts: "2026-11-23T23:00:00Z", ends: "2026-11-26T16:00:00Z")
                try await $0.elsewhere("ito", starts: "2026-11-23T23:00:00Z", ends: "2026-11-26T19:00:00Z")
            }
        ),
        KeptPlan("witness", after: { try await $0.silenceEvents() }),
        KeptPlan("busy", after: { try await $0.occupy("ito") }),
        KeptPlan("unfinished_run", after: { try await $0.stopEarly("groups.get('ito'):extend('1h')", id: "first") }),
        KeptPlan(
            "once",
            "groups.get('ito'):extend_to('2026-11-26T21:00:00Z', { once = 'storm' })",
            after: {
                try await $0.happen("groups.get('ito'):extend('1h', { once = 'storm' })", id: "first")
                try await $0.elsewhere("ito", starts: "2026-11-23T23:00:00Z", ends: "2026-11-26T19:00:00Z")
            }
        ),
        KeptPlan("takes_no_code", MatrixCell.loft, after: { try await $0.fillLoft() }),
        KeptPlan("max_groups", change: { $0.limits.maxGroups = 0 }),
        KeptPlan("max_created", MatrixCell.made("BK-9 Neu"), change: { $0.limits.maxCreated = 0 }),
        KeptPlan(
            "max_cancelled",
            "groups.all():named('SX-2'):one():cancel()",
            change: { $0.limits.maxCancelled = 0 }
        ),
        KeptPlan("max_shift", change: { $0.limits.maxShift = TimeSpan(milliseconds: 1_800_000) }),
        KeptPlan("clock", after: { $0.lead.value = 5_400_000 }),
        KeptPlan("stale_plan", change: { $0.workspaceID = "another" }),
        KeptPlan("frozen", after: { try await $0.freeze() }),
        KeptPlan("lost_commits", after: { try await $0.loseCommits() }),
    ]
}
