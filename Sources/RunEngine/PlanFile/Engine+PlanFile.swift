internal import CivilTime
internal import Seam

extension Engine {
    /// The plan of a report as a file keeps it.
    package func planFile(of report: RunReport, script: Script) -> PlanFile {
        PlanFile.of(
            report,
            by: script,
            operatorName: environment.operatorName,
            reason: options.reason,
            endpoint: environment.connection.endpoint,
            limits: options.limits,
        )
    }

    /// Says in a report until when its plan may be sent, because a file will keep it.
    package func willBeKept(_ report: inout RunReport) {
        report.goodUntil = report.plan.madeAt + PlanFile.lifetime
    }

    /// The plan of a file, compared with the codes as they are now; nothing is sent.
    ///
    /// With `allowsPartial` a row that was changed by others since is a `conflict`, and the others can go on.
    /// - Throws: `PlanError` with `stale_plan` for an expired plan and one of another server or workspace, `unauthorized`,
    ///   `connection`; `JournalError`.
    package func plan(of file: PlanFile, runID: String, allowsPartial: Bool) async throws -> RunReport {
        try file.refuseExpired(at: environment.clock.now())
        let workspace = try await refuseForeign(
            "the plan",
            endpoint: file.endpoint,
            workspaceID: file.workspaceID,
        )
        var report = RunReport(runID: runID, script: file.script, state: .planned, plan: file.plan)
        report.workspaceName = workspace.name
        report.workspaceID = workspace.workspaceID
        report.warnings = file.warnings
        report.planHash = file.hash
        report.goodUntil = file.expiresAt
        check(&report, limits: file.limits)
        guard report.state == .planned else { return report }
        try await compare(&report.plan.rows)
        let conflicts = report.plan.rows.count { $0.status == .conflict }
        if conflicts > 0 {
            let origin = ConflictOrigin(
                journal: try environment.journal(),
                since: file.plan.madeAt,
                excluded: [runID],
            )
            try await origin.explain(&report.plan.rows)
        }
        if conflicts > 0, !allowsPartial {
            report.refuse(
                PlanError(
                    .stalePlan,
                    "\(conflicts == 1 ? "1 group was" : "\(conflicts) groups were") changed since the plan was made. "
                        + "Make a new plan, or add --allow-partial to leave \(conflicts == 1 ? "it" : "them") as "
                        + "\(conflicts == 1 ? "it is" : "they are") and send the others",
                )
            )
        }
        return report
    }
}
