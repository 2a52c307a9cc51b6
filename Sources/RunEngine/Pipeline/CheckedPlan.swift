internal import CivilTime
package import Model

/// A plan that passed every check of its rows and of its whole; only `check(_:settings:clock:)` makes one.
///
/// Its initialiser is private to this file, so that "sent without the checks" does not compile. It has lost the rows that
/// were left out, and has its warnings and its estimate.
package struct CheckedPlan: Sendable {
    /// The plan, with what the operator should know of it.
    package let plan: Plan
    /// What it was made by.
    package let maker: Proposal.Maker
    /// The bounds that it keeps to.
    package let limits: Limits
    /// The workspace, empty where nothing was asked for.
    package let workspaceID: String
    /// The codes as they were read for the plan, where an apply may rely on that.
    let seen: SeenCodes?
    /// How far this machine's clock is ahead of the server's, zero where they agree.
    let clockLead: TimeSpan

    fileprivate init(_ context: CheckContext, _ plan: Plan) {
        self.plan = plan
        maker = context.maker
        limits = context.limits
        workspaceID = context.facts?.workspaceID ?? ""
        seen = context.facts?.seen
        clockLead = WorkspaceFacts.certainLead(context.facts?.clockLead)
    }
}

extension CheckedPlan {
    /// What the checks came to.
    package enum Outcome: Sendable {
        /// Nothing stands in the way.
        case checked(CheckedPlan)
        /// Something does, each check for itself and in their order; the plan is shown all the same.
        case refused([PlanError], Plan)
    }

    /// Checks a plan against its limits, the settings, the server's clock, the zone data and the doors.
    ///
    /// Rows of a check that the limits leave out are taken from the plan first, and told.
    package static func check(
        _ proposal: Proposal,
        settings: Settings,
        isSandbox: Bool,
        isUnattended: Bool = false,
        pace: Pace,
        clock: EngineClock,
    ) -> Outcome {
        Checking(
            proposal,
            settings: settings,
            isSandbox: isSandbox,
            isUnattended: isUnattended,
            now: clock.now(),
        ).outcome(pace: pace)
    }

    /// The same, with what can be looked at side by side: a large plan takes a second or two.
    static func check(
        _ proposal: Proposal,
        settings: Settings,
        isSandbox: Bool,
        isUnattended: Bool = false,
        pace: Pace,
        now: Instant,
    ) async -> Outcome {
        async let hits = Self.hits(in: proposal, now: now)
        let checking = Checking(
            proposal,
            settings: settings,
            isSandbox: isSandbox,
            isUnattended: isUnattended,
            now: now,
        )
        return checking.outcome(pace: pace, await hits)
    }

    private static func hits(in proposal: Proposal, now: Instant) async -> RowHits? {
        guard let index = proposal.facts?.index else { return nil }
        return PlanWorld(index: index, now: CheckContext.instant(of: proposal, now)).hits(
            of: proposal.plan.rows.planned
        )
    }
}

/// A plan whose rows are looked at.
private struct Checking {
    let context: CheckContext
    let findings: [RowRule.Findings]
    let isWhole: Bool

    init(_ proposal: Proposal, settings: Settings, isSandbox: Bool, isUnattended: Bool, now: Instant) {
        var context = CheckContext(
            proposal,
            settings: settings,
            isSandbox: isSandbox,
            isUnattended: isUnattended,
            now: now,
        )
        let count = context.rows.count
        context.leaveOut(RowRule.all)
        self.context = context
        isWhole = context.rows.count == count
        findings = context.findings()
    }

    /// What it comes to; `hits` are those of the rows of the whole plan.
    func outcome(pace: Pace, _ hits: RowHits? = nil) -> CheckedPlan.Outcome {
        var plan = context.plan
        let losses = context.rows.filter { $0.locksOut(at: context.now) || $0.shutsOut(at: context.now) }
        plan.stays = context.stays
        plan.lockouts = plan.stayCount(of: losses.filter { $0.shutsOut(at: context.now) })
        plan.shortenedInside = plan.stayCount(of: losses) - plan.lockouts
        plan.warnings += context.warnings(findings, isWhole ? hits : nil)
        plan.letThrough = findings.compactMap { $0.letThrough(context) }
        plan.offlineDevices = context.offlineDevices
        plan.outliers = Outliers(context.rows, in: context.facts?.index).found
        if pace == .documented { plan.estimate = ApplyEstimate(plan.rows, of: plan.stays, at: context.now) }
        let refusals = PlanRule.all.compactMap { $0.refusal(context) } + findings.compactMap { $0.refusal(context) }
        guard refusals.isEmpty else { return .refused(refusals, plan) }
        return .checked(CheckedPlan(context, plan))
    }
}
