package import CivilTime
package import Model

/// One plan that waits for a second person, without its rows.
package struct WaitingPlanEntry: Document {
    /// The hash of what it would change.
    package var hash: String
    /// Where it stands.
    package var state: WaitingPlan.State
    /// Who asks.
    package var author: String
    /// The schedule that asks.
    package var schedule: String?
    /// The script as it was named.
    package var script: String
    /// The script's arguments.
    package var arguments: [String]
    /// Why, in the words of the author.
    package var reason: String?
    /// The workspace.
    package var workspaceID: String
    /// How many groups it would change.
    package var groups: Int
    /// When it was asked for first.
    package var firstAskedAt: Instant
    /// When it was asked for last.
    package var askedAt: Instant
    /// How often it was asked for.
    package var asks: Int
    /// Until when it can be approved and begun.
    package var expiresAt: Instant
    /// Who approved or refused it.
    package var decidedBy: String?
    /// When that was.
    package var decidedAt: Instant?
    /// Why.
    package var decidedReason: String?
    /// Whether its own author approved it.
    package var isBreakGlass: Bool
    /// The run that was begun by it.
    package var runID: String?
    /// Why it could not begin.
    package var detail: String?

    enum CodingKeys: String, CodingKey {
        case hash, state, author, schedule, script
        case arguments = "args"
        case reason
        case workspaceID = "workspace_id"
        case groups
        case firstAskedAt = "first_asked_at"
        case askedAt = "asked_at"
        case asks
        case expiresAt = "expires_at"
        case decidedBy = "decided_by"
        case decidedAt = "decided_at"
        case decidedReason = "decided_reason"
        case isBreakGlass = "break_glass"
        case runID = "run_id"
        case detail
    }

    /// Makes the entry of a plan as it stands at an instant.
    package init(_ plan: WaitingPlan, at instant: Instant) {
        hash = plan.hash
        state = plan.state(at: instant)
        author = plan.author
        schedule = plan.scheduleName
        script = plan.script
        arguments = plan.arguments
        reason = plan.reason
        workspaceID = plan.scope.workspaceID
        groups = plan.groups
        firstAskedAt = plan.firstAskedAt
        askedAt = plan.askedAt
        asks = plan.asks
        expiresAt = plan.expiresAt
        decidedBy = plan.decision?.by
        decidedAt = plan.decision?.at
        decidedReason = plan.decision?.reason
        isBreakGlass = plan.decision?.isBreakGlass ?? false
        runID = plan.runID
        detail = plan.detail
    }
}

/// The plans that wait, the newest first.
package struct PlansDocument: Document {
    /// The plans.
    package var plans: [WaitingPlanEntry]

    /// Makes the document.
    package init(_ plans: [WaitingPlan], at instant: Instant) {
        self.plans = plans.map { WaitingPlanEntry($0, at: instant) }
    }
}

/// One plan that waits, with its rows and its history.
package struct WaitingPlanDocument: Document {
    /// The plan.
    package var plan: WaitingPlanEntry
    /// Its rows, as the run that asked for it planned them.
    package var run: RunDocument
    /// What became of it, the oldest line first.
    package var events: [Event]

    /// Makes the document.
    package init(_ plan: WaitingPlan, _ report: RunReport, _ events: [PlanEvent], at instant: Instant) {
        self.plan = WaitingPlanEntry(plan, at: instant)
        run = RunDocument(report)
        self.events = events.map(Event.init)
    }

    /// One line of the history.
    package struct Event: Document {
        /// When.
        package var at: Instant
        /// Where the plan stood from then on.
        package var state: WaitingPlan.State
        /// Who did it.
        package var by: String
        /// Whether it was its own author.
        package var isBreakGlass: Bool
        /// Why, or which run.
        package var detail: String?

        enum CodingKeys: String, CodingKey {
            case at, state, by
            case isBreakGlass = "break_glass"
            case detail
        }

        init(_ event: PlanEvent) {
            at = event.at
            state = event.state
            by = event.actor
            isBreakGlass = event.isBreakGlass
            detail = event.detail
        }
    }
}
