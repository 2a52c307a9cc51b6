internal import CivilTime
internal import Seam

extension Engine {
    /// Refuses a report whose script, unchanged and with the same arguments, has a run that stopped before its end.
    ///
    /// The journal is opened only when the report has changes to send.
    package func refuseUnfinished(_ script: Script, in report: inout RunReport) async {
        guard report.state == .planned, report.plan.hasChanges, !script.hash.isEmpty else { return }
        do throws(JournalError) {
            let unfinished = try await environment.journal().unfinishedRuns().first { run in
                run.scriptHash == script.hash && run.arguments == script.arguments
                    && run.endpoint == environment.connection.endpoint && run.workspaceID == report.workspaceID
            }
            guard let run = unfinished else { return }
            report.refuse(
                PlanError(
                    .unfinishedRun,
                    "the same script has an unfinished run: \(run.id) of \(run.operatorName), begun "
                        + "\(LocalTime.full(run.startedAt, nil)). Finish it with: keyshift resume \(run.id)\n"
                        + "  or give it up with: keyshift runs abandon \(run.id)",
                )
            )
        } catch {
            report.fail(error)
        }
    }

    /// Refuses a report when another run holds one of its groups, has used one of its labels, or has just done the same.
    ///
    /// The journal asks again in the transaction that takes the groups. What the run undone by an undo did is no obstacle.
    /// What the other runs sent in the last minute makes the plan take longer.
    package func refusePriors(in report: inout RunReport, origin: RunRecord.Origin) async {
        guard report.state == .planned, report.plan.hasChanges else { return }
        let scope = WorkspaceScope(
            endpoint: environment.connection.endpoint,
            workspaceID: report.workspaceID ?? "",
        )
        do throws(JournalError) {
            let journal = try environment.journal()
            let now = environment.clock.now()
            let sends = options.pace == .off ? [:] : try await journal.lastSends(since: now - Pacer.window)
            if !sends.isEmpty { estimate(&report, lastSends: sends) }
            var priors = try await journal.priors(of: report.plan.rows, scope: scope, at: now)
            if case .undo = origin { priors = priors.filter { $0.kind == .held || $0.kind == .unfinished } }
            if let refusal = JournalError(refusing: report.plan.rows, priors) { report.fail(refusal) }
        } catch {
            report.warnings.append("what other runs did is not known: \(error.message)")
        }
    }

    /// Refuses what was made for another server or workspace.
    /// - Throws: `stale_plan` with both; `unauthorized` or `connection` when the workspace cannot be read.
    @discardableResult
    func refuseForeign(
        _ what: String,
        endpoint: String,
        workspaceID: String,
    ) async throws(PlanError) -> Workspace {
        let here = environment.connection.endpoint
        guard endpoint == here else {
            throw PlanError(
                .stalePlan,
                "\(what) was made for \(endpoint), and this is \(here); "
                    + "set SEAM_ENDPOINT or --endpoint to that server",
            )
        }
        let workspace = try await workspace()
        // A run without a plan never asked for its workspace, and has no rows.
        guard workspaceID.isEmpty || workspaceID == workspace.workspaceID else {
            throw PlanError(
                .stalePlan,
                "\(what) was made for the workspace \(workspaceID), and this key is for "
                    + "\(workspace.name) (\(workspace.workspaceID)); use the key of that workspace",
            )
        }
        return workspace
    }

    /// The workspace of the key, which must be the one of the settings.
    /// - Throws: `unauthorized` or `connection`; `stale_plan` for another workspace than that of the settings.
    func workspace() async throws(PlanError) -> Workspace {
        let workspace: Workspace
        do throws(SeamError) {
            workspace = try await environment.connection.client.workspaces.get()
        } catch {
            throw PlanError(error)
        }
        try options.settings.refuseForeign(workspace.workspaceID, name: workspace.name)
        return workspace
    }
}

extension PlanError {
    /// What a request that nothing can do without failed with.
    init(_ error: SeamError) {
        self.init(error.status == 401 || error.code == .unauthorized ? .unauthorized : .connection, error.description)
    }
}
