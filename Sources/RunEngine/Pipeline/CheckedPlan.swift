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
        var context = CheckContext(
            proposal,
            settings: settings,
            isSandbox: isSandbox,
            isUnattended: isUnattended,
            now: clock.now(),
        )
        context.leaveOut(RowRule.all)
        var plan = context.plan
        let findings = context.findings()
        let losses = context.rows.filter { $0.locksOut(at: context.now) || $0.shutsOut(at: context.now) }
        plan.lockouts = losses.count { $0.shutsOut(at: context.now) }
        plan.shortenedInside = losses.count - plan.lockouts
        plan.warnings += context.warnings(findings)
        plan.letThrough = findings.compactMap { $0.letThrough(context) }
        plan.stays = context.staysOfCodes
        plan.offlineDevices = context.offlineDevices
        plan.outliers = Outliers(context.rows, in: context.facts?.index).found
        if pace == .documented { plan.estimate = ApplyEstimate(plan.rows, at: context.now) }
        let refusals = PlanRule.all.compactMap { $0.refusal(context) } + findings.compactMap { $0.refusal(context) }
        guard refusals.isEmpty else { return .refused(refusals, plan) }
        return .checked(CheckedPlan(context, plan))
    }
}
