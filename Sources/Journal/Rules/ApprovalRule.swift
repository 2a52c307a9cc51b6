package import CivilTime
package import Model

/// What may become of plans that wait for a second person.
package enum ApprovalRule {
    /// How long nobody has to be there before an author may approve their own plan.
    package static let breakGlassAfter = TimeSpan(milliseconds: 15 * 60_000)
    private static let longest = TimeSpan(milliseconds: 24 * 3_600_000)
    private static let shortest = TimeSpan(milliseconds: 30 * 60_000)

    /// Until when a plan can be approved and begun: until it would come too late for somebody, at most 24 hours; half an
    /// hour where somebody is late in any case.
    package static func expiry(of plan: Plan, at instant: Instant) -> Instant {
        let deadline = plan.rows.planned.compactMap(\.deadline).min()
        let startBy = plan.estimate?.startBy ?? deadline ?? instant + longest
        return min(max(startBy, instant + shortest), instant + longest)
    }

    // MARK: - Asking

    /// A plan that is asked for, by what is known of the same hash.
    ///
    /// What waits is renewed, with the run that asked first. What was decided stays while it is good: an approval can be
    /// used, a refusal need not be repeated, and rows that were planned before their run began are not asked for again.
    package static func asked(_ plan: WaitingPlan, known: WaitingPlan?) -> WaitingPlan {
        // What nobody asked for who was signed in is of no use to the same name once people are known.
        guard var known, known.person == plan.person else { return plan }
        let now = plan.askedAt
        switch known.state(at: now) {
        case .waiting:
            known.asks += 1
            known.askedAt = now
            known.expiresAt = max(known.expiresAt, plan.expiresAt)
            known.reason = plan.reason ?? known.reason
            return known
        case .approved: return known
        case .refused where now < known.expiresAt: return known
        case .begun where known.begunAt.map({ plan.askedAt <= $0 }) ?? false: return known
        default: return plan
        }
    }

    /// Whether a plan that waits is of no use, because its schedule asks for another one now.
    package static func isReplaced(_ old: WaitingPlan, by new: WaitingPlan) -> Bool {
        guard let schedule = new.scheduleName, new.state == .waiting else { return false }
        return old.state == .waiting && old.hash != new.hash && old.scheduleName == schedule && old.scope == new.scope
            && old.script == new.script && old.arguments == new.arguments
    }

    // MARK: - Deciding

    /// A plan that somebody approves.
    /// - Throws: `planOver`, `notSignedIn`, `role`, `ownPlan`.
    package static func approved(
        _ plan: WaitingPlan,
        by decider: PlanDecider,
        among people: [Person],
        at instant: Instant,
    ) throws(JournalError) -> WaitingPlan {
        if decider.breaksGlass {
            try requireBreakGlass(plan, decider, people, at: instant)
        } else if !people.isEmpty {
            // An author is told so, whatever the role.
            if decider.person != nil, decider.person == plan.person { throw JournalError.ownPlan(plan) }
            try PeopleRule.require(.approver, decider.person, among: people, to: "approve plans")
            try requireKnownAuthor(plan)
        }
        guard plan.state(at: instant) == .waiting else { throw JournalError.planOver(plan, at: instant) }
        var approved = plan
        approved.state = .approved
        approved.decision = decision(of: decider, at: instant)
        return approved
    }

    /// Makes sure that it is known who is not the approver: whoever asked by hand before there were people may be anybody.
    ///
    /// What a schedule asks for is of the schedule.
    private static func requireKnownAuthor(_ plan: WaitingPlan) throws(JournalError) {
        guard plan.person == nil, plan.scheduleName == nil else { return }
        throw JournalError.authorUnknown(plan)
    }

    private static func requireBreakGlass(
        _ plan: WaitingPlan,
        _ decider: PlanDecider,
        _ people: [Person],
        at instant: Instant,
    ) throws(JournalError) {
        guard !people.isEmpty else {
            throw JournalError.noBreakGlass(plan, "without people whoever is here approves it, without --break-glass")
        }
        try PeopleRule.require(.operator, decider.person, among: people, to: "approve a plan of their own")
        guard plan.person == decider.person else {
            throw JournalError.noBreakGlass(plan, "it is of \(plan.author.shown), and only its author can")
        }
        guard decider.reason?.isEmpty == false else { throw JournalError.noBreakGlass(plan, "it needs a reason") }
        let opens = plan.firstAskedAt + breakGlassAfter
        guard instant >= opens else {
            throw JournalError.noBreakGlass(plan, "others have until \(LocalTime.full(opens, nil)) to do it")
        }
    }

    /// A plan that somebody refuses; an author may take their own plan back.
    /// - Throws: `planOver`, `notSignedIn`, `role`.
    package static func refused(
        _ plan: WaitingPlan,
        by decider: PlanDecider,
        among people: [Person],
        at instant: Instant,
    ) throws(JournalError) -> WaitingPlan {
        if !people.isEmpty {
            let isOwn = decider.person != nil && decider.person == plan.person
            try PeopleRule.require(isOwn ? .operator : .approver, decider.person, among: people, to: "refuse plans")
        }
        guard [.waiting, .approved].contains(plan.state(at: instant)) else {
            throw JournalError.planOver(plan, at: instant)
        }
        var refused = plan
        refused.state = .refused
        refused.decision = decision(of: decider, at: instant)
        refused.decision?.isBreakGlass = false
        return refused
    }

    private static func decision(of decider: PlanDecider, at instant: Instant) -> WaitingPlan.Decision {
        WaitingPlan.Decision(
            by: decider.person ?? decider.name,
            at: instant,
            reason: decider.reason,
            isBreakGlass: decider.breaksGlass,
        )
    }

    // MARK: - Beginning

    /// A plan whose approval is used by a run: once, in its time, while both people are still there.
    /// - Throws: `needsApproval`, `planOver`, `unknownPlan`.
    package static func begun(
        _ plan: WaitingPlan?,
        hash: String,
        by run: String,
        among people: [Person],
        at instant: Instant,
    ) throws(JournalError) -> WaitingPlan {
        guard var plan else { throw JournalError.unknownPlan(hash) }
        let state = plan.state(at: instant)
        if state == .waiting { throw JournalError.needsApproval(plan, plan.story(at: instant)) }
        guard state == .approved, let decision = plan.decision else { throw JournalError.planOver(plan, at: instant) }
        if !people.isEmpty {
            guard canStand(decision, of: plan, among: people) else {
                throw JournalError.needsApproval(
                    plan,
                    "was approved by \(decision.by.shown), who may not approve it (any more)"
                )
            }
            if let author = plan.person, !people.contains(where: { $0.name == author && $0.role >= .operator }) {
                throw JournalError.needsApproval(plan, "is of somebody who may not send anything (any more)")
            }
        }
        plan.state = .begun
        plan.runID = run
        plan.begunAt = instant
        return plan
    }

    private static func canStand(
        _ decision: WaitingPlan.Decision,
        of plan: WaitingPlan,
        among people: [Person],
    ) -> Bool {
        if decision.isBreakGlass { return decision.by == plan.person }
        guard decision.by != plan.person else { return false }
        // A decision from before there were people has a name, too, which anybody could type.
        return people.contains { $0.name == decision.by && $0.role >= .approver && $0.addedAt <= decision.at }
    }

    /// What a run keeps of the approval that it was begun with.
    package static func approval(of plan: WaitingPlan) -> RunApproval {
        let decision = plan.decision
        return RunApproval(
            hash: plan.hash,
            by: decision?.by ?? "",
            breakGlass: decision?.isBreakGlass == true ? decision?.reason ?? "" : nil,
        )
    }

    // MARK: - Firings

    /// The firing that asked for a plan, as the plan's end leaves it: nil where there is none that waits.
    package static func ended(_ firing: Firing?, by plan: WaitingPlan, at instant: Instant) -> Firing? {
        guard var firing, firing.state == .held else { return nil }
        switch plan.state(at: instant) {
        case .refused, .expired:
            firing.state = .refused
            firing.detail = "\(FailureCode.needsApproval): the plan \(plan.shortHash) \(plan.story(at: instant))"
        case .failed:
            firing.state = .failed
            firing.detail = "the plan \(plan.shortHash) \(plan.story(at: instant))"
        case .completed:
            firing.state = .done
            firing.detail = "the plan \(plan.shortHash) \(plan.story(at: instant))"
        case .replaced:
            firing.state = .skipped
            firing.detail = "its plan was replaced by that of a later firing"
        case .begun:
            // From now on it is the firing of the run that was begun.
            firing.state = .running
            firing.runID = plan.runID
            firing.detail = plan.decision.map { "approved by \($0.by.shown)" }
        case .waiting, .approved: return nil
        }
        if firing.state != .running { firing.finishedAt = instant }
        return firing
    }
}
