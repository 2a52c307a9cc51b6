package import CivilTime
package import Model
internal import Spelling

/// The plans that wait for a second person, as an operator reads them.
package struct WaitingPlanList {
    private let plans: [WaitingPlan]
    private let now: Instant

    /// Makes the list.
    package init(_ plans: [WaitingPlan], at now: Instant) {
        self.plans = plans
        self.now = now
    }

    /// The lines: two for each plan.
    package var lines: [String] {
        guard !plans.isEmpty else { return ["No plan waits for a second person."] }
        return plans.flatMap { plan in
            [
                "\(plan.state(at: now).rawValue.uppercased())  \(plan.shortHash)  \(plan.title)",
                "  \(plan.story(at: now))\(next(plan))",
            ]
        }
    }

    private func next(_ plan: WaitingPlan) -> String {
        switch plan.state(at: now) {
        case .waiting: "   keyshift plans show \(plan.shortHash)"
        case .approved: "   keyshift apply \(plan.shortHash)"
        case .begun: "   keyshift runs show \((plan.runID ?? "").shown)"
        default: ""
        }
    }
}

extension WaitingPlan {
    /// `25 groups, late.lua 2h, of ana, asked Mon 23 Nov 22:08 UTC, good until …`.
    package var title: String {
        let words = ([script] + arguments).map(\.shown).joined(separator: " ")
        let often = asks > 1 ? " (\(asks) times)" : ""
        let what = scheduleName.map { "schedule \($0.shown), \(words)" } ?? words
        return "\(groups.counted("group"))  \(what)  of \(author.shown), asked "
            + "\(LocalTime.full(firstAskedAt, nil))\(often), good until \(LocalTime.full(expiresAt, nil))"
    }
}

extension WaitingPlan {
    /// What became of an approved plan that somebody tried to begin, by the state of its run.
    package func begunLine(_ run: RunRecord.State?, at now: Instant) -> String {
        let words = ([script] + arguments).map(\.shown).joined(separator: " ")
        let what = scheduleName.map { "\($0.shown), \(words)" } ?? words
        return "plan \(shortHash)  \(what)  \(story(at: now))" + (run.map { ": \($0.rawValue)" } ?? "")
    }
}

/// What stands below the rows of a plan that waits.
package struct WaitingPlanDetail {
    private let plan: WaitingPlan
    private let events: [PlanEvent]
    private let now: Instant

    /// Makes it.
    package init(_ plan: WaitingPlan, _ events: [PlanEvent], at now: Instant) {
        self.plan = plan
        self.events = events
        self.now = now
    }

    /// The lines: where it stands, its history, and what can be done.
    package var lines: [String] {
        let state = plan.state(at: now)
        return ["\(state.rawValue.uppercased())  the plan \(plan.shortHash) \(plan.story(at: now))"]
            + events.map(line) + help(state)
    }

    private func line(_ event: PlanEvent) -> String {
        let detail = event.detail.map { ": \($0.shown)" } ?? ""
        let mark = event.isBreakGlass ? " BREAK-GLASS, by its own author" : ""
        return "  \(LocalTime.full(event.at, nil))  \(event.state.rawValue) by \(event.actor.shown)\(mark)\(detail)"
    }

    private func help(_ state: WaitingPlan.State) -> [String] {
        switch state {
        case .waiting:
            [
                "To approve exactly these rows: keyshift approve \(plan.shortHash)",
                "To refuse them: keyshift refuse \(plan.shortHash) --reason \"…\"",
            ]
        case .approved: ["To begin it, where no keyshift serve does: keyshift apply \(plan.shortHash)"]
        default: []
        }
    }
}
