package import CivilTime
package import Journal
package import Model

extension SQLJournal {
    package func askApproval(of plan: WaitingPlan, document: String) async throws(JournalError) -> WaitingPlan {
        try await store.write { sql in
            let table = ApprovalTable(sql: sql)
            let known = try table.plan(plan.hash)
            let asked = ApprovalRule.asked(plan, known: known)
            guard asked.state == .waiting else { return asked }
            try table.put(asked, document: document)
            if asked.asks == 1 { try table.append(asked, by: asked.author, at: plan.askedAt) }
            for old in try table.open() where ApprovalRule.isReplaced(old, by: asked) {
                var replaced = old
                replaced.state = .replaced
                try table.settle(replaced, by: asked.author, detail: asked.hash, at: plan.askedAt)
            }
            return asked
        }
    }

    package func waitingPlans(since instant: Instant) async throws(JournalError) -> [WaitingPlan] {
        try await store.read { sql in try ApprovalTable(sql: sql).plans(since: instant) }
    }

    package func waitingPlan(_ hash: String) async throws(JournalError) -> (plan: WaitingPlan, document: String) {
        try await store.read { sql in
            let table = ApprovalTable(sql: sql)
            return (try Self.plan(hash, table), try table.document(hash) ?? "")
        }
    }

    package func approvePlan(
        _ hash: String,
        by decider: PlanDecider,
        at instant: Instant,
    ) async throws(JournalError) -> WaitingPlan {
        try await decide(hash, decider, at: instant, ApprovalRule.approved)
    }

    package func refusePlan(
        _ hash: String,
        by decider: PlanDecider,
        at instant: Instant,
    ) async throws(JournalError) -> WaitingPlan {
        try await decide(hash, decider, at: instant, ApprovalRule.refused)
    }

    package func failPlan(_ hash: String, because detail: String, at instant: Instant) async throws(JournalError) {
        try await end(hash, .failed, detail, at: instant)
    }

    package func completePlan(_ hash: String, at instant: Instant) async throws(JournalError) {
        try await end(hash, .completed, nil, at: instant)
    }

    private func end(
        _ hash: String,
        _ state: WaitingPlan.State,
        _ detail: String?,
        at instant: Instant,
    ) async throws(JournalError) {
        try await store.write { sql in
            let table = ApprovalTable(sql: sql)
            var plan = try Self.plan(hash, table)
            guard plan.state == .approved else { return }
            (plan.state, plan.detail) = (state, detail)
            try table.settle(plan, by: plan.author, detail: detail, at: instant)
        }
    }

    package func expirePlans(at instant: Instant) async throws(JournalError) -> [WaitingPlan] {
        // Mostly there is none, and a look writes nothing.
        let isNeeded = try await store.read { sql in
            try ApprovalTable(sql: sql).open().contains { $0.state(at: instant) == .expired }
        }
        guard isNeeded else { return [] }
        return try await store.write { sql in
            let table = ApprovalTable(sql: sql)
            return try table.open().filter { $0.state(at: instant) == .expired }.map { plan in
                var expired = plan
                expired.state = .expired
                try table.settle(expired, by: plan.author, at: instant)
                return expired
            }
        }
    }

    package func planEvents(of hash: String) async throws(JournalError) -> [PlanEvent] {
        try await store.read { sql in try ApprovalTable(sql: sql).events(of: hash) }
    }

    private typealias Rule = @Sendable (WaitingPlan, PlanDecider, [Person], Instant) throws(JournalError) -> WaitingPlan

    private func decide(
        _ hash: String,
        _ decider: PlanDecider,
        at instant: Instant,
        _ rule: @escaping Rule,
    ) async throws(JournalError) -> WaitingPlan {
        try await store.write { sql in
            let table = ApprovalTable(sql: sql)
            let plan = try rule(Self.plan(hash, table), decider, PeopleTable(sql: sql).people(), instant)
            try table.settle(plan, by: plan.decision?.by ?? decider.name, detail: decider.reason, at: instant)
            return plan
        }
    }

    private static func plan(_ hash: String, _ table: ApprovalTable) throws -> WaitingPlan {
        guard let plan = try table.plan(hash) else { throw JournalError.unknownPlan(hash) }
        return plan
    }

    /// Uses the approval of a run up, in the transaction that begins it.
    /// - Returns: The run with its approval, and whether it is that of a firing from now on.
    static func useApproval(
        of run: RunRecord,
        in sql: any SQLSession,
    ) throws -> (run: RunRecord, isOfFiring: Bool) {
        guard let hash = run.approval?.hash else { return (run, false) }
        let table = ApprovalTable(sql: sql)
        let plan = try ApprovalRule.begun(
            table.plan(hash),
            hash: hash,
            by: run.id,
            among: PeopleTable(sql: sql).people(),
            at: run.startedAt,
        )
        let firing = try table.settle(plan, by: run.operatorName, detail: run.id, at: run.startedAt)
        var run = run
        run.approval = ApprovalRule.approval(of: plan)
        return (run, firing != nil)
    }
}
