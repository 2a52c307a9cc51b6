package import CivilTime
package import Journal
package import Model

extension MemoryJournal {
    package func askApproval(of plan: WaitingPlan, document: String) async throws(JournalError) -> WaitingPlan {
        try write { contents in
            let asked = ApprovalRule.asked(plan, known: contents.plans[plan.hash]?.plan)
            guard asked.state == .waiting else { return asked }
            contents.plans[plan.hash] = MemoryContents.KeptPlan(plan: asked, document: document)
            if asked.asks == 1 { contents.append(asked, by: asked.author, at: plan.askedAt) }
            for old in contents.openPlans where ApprovalRule.isReplaced(old, by: asked) {
                var replaced = old
                replaced.state = .replaced
                contents.settle(replaced, by: asked.author, detail: asked.hash, at: plan.askedAt)
            }
            return asked
        }
    }

    package func waitingPlans(since instant: Instant) async throws(JournalError) -> [WaitingPlan] {
        try read { contents in
            contents.plans.values.map(\.plan).filter { $0.askedAt >= instant }
                .sorted { ($1.askedAt, $0.hash) < ($0.askedAt, $1.hash) }
        }
    }

    package func waitingPlan(_ hash: String) async throws(JournalError) -> (plan: WaitingPlan, document: String) {
        try read { contents throws(JournalError) in
            guard let kept = contents.plans[hash] else { throw JournalError.unknownPlan(hash) }
            return (kept.plan, kept.document)
        }
    }

    package func approvePlan(
        _ hash: String,
        by decider: PlanDecider,
        at instant: Instant,
    ) async throws(JournalError) -> WaitingPlan {
        try decide(hash, decider, at: instant, ApprovalRule.approved)
    }

    package func refusePlan(
        _ hash: String,
        by decider: PlanDecider,
        at instant: Instant,
    ) async throws(JournalError) -> WaitingPlan {
        try decide(hash, decider, at: instant, ApprovalRule.refused)
    }

    package func failPlan(_ hash: String, because detail: String, at instant: Instant) async throws(JournalError) {
        try end(hash, .failed, detail, at: instant)
    }

    package func completePlan(_ hash: String, at instant: Instant) async throws(JournalError) {
        try end(hash, .completed, nil, at: instant)
    }

    private func end(
        _ hash: String,
        _ state: WaitingPlan.State,
        _ detail: String?,
        at instant: Instant,
    ) throws(JournalError) {
        try write { contents throws(JournalError) in
            guard var plan = contents.plans[hash]?.plan else { throw JournalError.unknownPlan(hash) }
            guard plan.state == .approved else { return }
            (plan.state, plan.detail) = (state, detail)
            contents.settle(plan, by: plan.author, detail: detail, at: instant)
        }
    }

    package func expirePlans(at instant: Instant) async throws(JournalError) -> [WaitingPlan] {
        try write { contents in
            contents.openPlans.filter { $0.state(at: instant) == .expired }.map { plan in
                var expired = plan
                expired.state = .expired
                contents.settle(expired, by: plan.author, at: instant)
                return expired
            }
        }
    }

    package func planEvents(of hash: String) async throws(JournalError) -> [PlanEvent] {
        try read { contents in contents.planEvents.filter { $0.hash == hash } }
    }

    private typealias Rule = (WaitingPlan, PlanDecider, [Person], Instant) throws(JournalError) -> WaitingPlan

    private func decide(
        _ hash: String,
        _ decider: PlanDecider,
        at instant: Instant,
        _ rule: Rule,
    ) throws(JournalError) -> WaitingPlan {
        try write { contents throws(JournalError) in
            guard let known = contents.plans[hash]?.plan else { throw JournalError.unknownPlan(hash) }
            let plan = try rule(known, decider, contents.people.present, instant)
            contents.settle(plan, by: plan.decision?.by ?? decider.name, detail: decider.reason, at: instant)
            return plan
        }
    }
}

extension MemoryContents {
    /// A plan with its document.
    struct KeptPlan: Sendable {
        var plan: WaitingPlan
        var document: String
    }

    /// The plans that nobody has begun, refused or ended.
    var openPlans: [WaitingPlan] {
        plans.values.map(\.plan).filter { $0.state == .waiting || $0.state == .approved }
            .sorted { ($0.askedAt, $0.hash) < ($1.askedAt, $1.hash) }
    }

    /// Uses the approval of a run up.
    /// - Returns: The run with its approval, and whether it is that of a firing from now on.
    mutating func useApproval(of run: RunRecord) throws(JournalError) -> (run: RunRecord, isOfFiring: Bool) {
        guard let hash = run.approval?.hash else { return (run, false) }
        let plan = try ApprovalRule.begun(
            plans[hash]?.plan,
            hash: hash,
            by: run.id,
            among: people.present,
            at: run.startedAt,
        )
        let firing = settle(plan, by: run.operatorName, detail: run.id, at: run.startedAt)
        var run = run
        run.approval = ApprovalRule.approval(of: plan)
        return (run, firing != nil)
    }

    /// Keeps where a plan stands from now on, and ends the firing that asked for it, which is told.
    /// - Returns: The firing that goes on with the plan's run, nil for none.
    @discardableResult
    fileprivate mutating func settle(
        _ plan: WaitingPlan,
        by actor: String,
        detail: String? = nil,
        at instant: Instant,
    ) -> Firing? {
        plans[plan.hash]?.plan = plan
        append(plan, by: actor, detail: detail, at: instant)
        guard let firing = ApprovalRule.ended(firing(ofRun: plan.askedBy), by: plan, at: instant) else { return nil }
        put(firing)
        if firing.state == .running { return firing }
        addNotice(of: firing, others: 0, waited: true, at: instant)
        return nil
    }

    fileprivate mutating func append(_ plan: WaitingPlan, by actor: String, detail: String? = nil, at instant: Instant)
    {
        planEvents.append(
            PlanEvent(
                at: instant,
                hash: plan.hash,
                state: plan.state,
                actor: actor,
                isBreakGlass: plan.state == .approved && plan.decision?.isBreakGlass == true,
                detail: detail,
            )
        )
    }
}
