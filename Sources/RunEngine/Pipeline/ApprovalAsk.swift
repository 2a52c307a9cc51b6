internal import CivilTime
internal import Journal
internal import Model

/// Asks for the approval of a cleared plan.
struct ApprovalAsk {
    let engine: Engine
    let way: Way
    let report: RunReport

    /// Keeps that the plan is asked for, and brings it as it stands: it may be approved already.
    func ask() async throws(JournalError) -> WaitingPlan {
        let file = PlanFile.of(report, by: way.script, in: engine)
        let journal = try engine.environment.journal()
        return try await journal.askApproval(of: plan(file), document: file.text)
    }

    private func plan(_ file: PlanFile) -> WaitingPlan {
        let author = engine.author
        let now = report.plan.madeAt
        var plan = WaitingPlan(
            hash: file.approvalHash(for: author.name),
            scope: WorkspaceScope(endpoint: file.endpoint, workspaceID: file.workspaceID),
            author: author.name,
            askedBy: report.runID,
            script: file.script,
            arguments: file.arguments,
            groups: report.plan.stayCount(of: report.plan.rows.planned),
            askedAt: now,
            expiresAt: ApprovalRule.expiry(of: report.plan, at: now),
        )
        plan.person = author.person
        plan.scheduleName = engine.options.scheduleName
        plan.workspaceName = report.workspaceName
        plan.reason = engine.options.reason
        return plan
    }
}

extension Engine {
    /// Who asks for a plan: the person who is signed in, or who added the schedule; else a name, or the schedule itself.
    var author: (name: String, person: String?) {
        if let person = environment.person { return (person.name, person.name) }
        guard let schedule = options.scheduleName else { return (environment.operatorName, nil) }
        guard let person = options.scheduleAuthor else { return ("the schedule \(schedule)", nil) }
        return (person, person)
    }
}
