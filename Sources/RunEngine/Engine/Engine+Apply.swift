internal import CivilTime
internal import Seam

extension Engine {
    /// Applies the plan of a report: takes its groups, sends its rows, and answers what became of them.
    ///
    /// A stop lets what is in flight finish and leaves the rest; `progress` is called after every row that is settled.
    package func apply(
        _ report: RunReport,
        of script: Script,
        stop: StopSignal,
        progress: @escaping @Sendable (ApplyProgress) -> Void,
    ) async -> RunReport {
        var report = report
        guard report.state == .planned else { return report }
        guard report.plan.hasChanges else {
            report.state = .completed
            return report
        }
        do throws(JournalError) {
            let journal = try environment.journal()
            try await begin(report, script, in: journal)
            await apply(&report, in: journal, stop: stop, progress: progress)
        } catch {
            fail(&report, error)
        }
        return report
    }

    /// Finishes a run that stopped before its end: the same rows, each decided by what it reads.
    /// - Throws: `JournalError` when the run is not there, is over, or is being worked on; `PlanError` with `stale_plan`
    ///   when it belongs to another server or workspace.
    package func resume(
        _ runID: String,
        stop: StopSignal,
        progress: @escaping @Sendable (ApplyProgress) -> Void,
    ) async throws -> RunReport {
        let journal = try environment.journal()
        try await refuseForeign(try await journal.run(runID))
        let adopted = try await journal.adoptRun(runID, at: environment.clock.now())
        var report = RunReport(
            runID: runID,
            script: adopted.record.script,
            state: .planned,
            plan: Plan(rows: adopted.entries.map(\.row), madeAt: adopted.record.startedAt),
        )
        report.workspaceID = adopted.record.workspaceID
        await apply(&report, in: journal, stop: stop, progress: progress)
        return report
    }

    private func refuseForeign(_ record: RunRecord) async throws(PlanError) {
        let here = environment.connection.endpoint
        guard record.endpoint == here else {
            throw PlanError(
                .stalePlan,
                "run \(record.id) was made for \(record.endpoint), and this is \(here); "
                    + "set SEAM_ENDPOINT or --endpoint to that server",
            )
        }
        let workspace: Workspace
        do throws(SeamError) {
            workspace = try await environment.connection.client.workspaces.get()
        } catch {
            throw PlanError(error.status == 401 ? .unauthorized : .connection, error.description)
        }
        guard record.workspaceID == workspace.workspaceID else {
            throw PlanError(
                .stalePlan,
                "run \(record.id) was made for the workspace \(record.workspaceID), and this key is for "
                    + "\(workspace.name) (\(workspace.workspaceID)); use the key of that workspace",
            )
        }
    }

    private func apply(
        _ report: inout RunReport,
        in journal: any Journal,
        stop: StopSignal,
        progress: @escaping @Sendable (ApplyProgress) -> Void,
    ) async {
        do throws(JournalError) {
            do throws(JournalError) {
                report.plan.rows = try await applier(journal, stop, progress).apply(report.plan.rows, run: report.runID)
                report.state = Self.state(of: report.plan.rows, isStopped: stop.isSet)
            } catch {
                await recover(&report, after: error, in: journal)
            }
            try await journal.finishRun(report.runID, state: report.state, at: environment.clock.now())
        } catch {
            report.state = .partial
            report.failure = report.failure ?? RunReport.Failure(error)
        }
    }

    private func applier(
        _ journal: any Journal,
        _ stop: StopSignal,
        _ progress: @escaping @Sendable (ApplyProgress) -> Void,
    ) -> Applier {
        var applyOptions = ApplyOptions()
        applyOptions.concurrency = options.concurrency
        applyOptions.pace = options.pace
        return Applier(
            gateway: SeamGateway(client: environment.connection.client),
            journal: journal,
            clock: environment.clock,
            options: applyOptions,
            stop: stop,
            progress: progress,
        )
    }

    private func begin(_ report: RunReport, _ script: Script, in journal: any Journal) async throws(JournalError) {
        let workspaceID = report.workspaceID ?? ""
        let record = RunRecord(
            id: report.runID,
            script: script.name,
            scriptHash: ScriptHash.sha256(script.source),
            arguments: script.arguments,
            startedAt: environment.clock.now(),
            operatorName: environment.operatorName,
            processID: environment.processID,
            endpoint: environment.connection.endpoint,
            workspaceID: workspaceID,
            scheduleName: options.scheduleName,
        )
        try await journal.beginRun(record, rows: report.plan.rows)
    }

    /// The journal failed in the middle: what was sent is known from its rows.
    private func recover(
        _ report: inout RunReport,
        after error: JournalError,
        in journal: any Journal,
    ) async {
        if let rows = try? await journal.rows(of: report.runID) { report.plan.rows = rows }
        report.state = .partial
        report.failure = RunReport.Failure(error)
    }

    /// The run could not begin: nothing was sent.
    private func fail(_ report: inout RunReport, _ error: JournalError) {
        report.failure = RunReport.Failure(error)
        report.state = [.held, .unfinishedRun].contains(error.code) ? .refused : .failed
    }

    /// How a run ended whose rows stand like this.
    static func state(of rows: [Row], isStopped: Bool) -> RunRecord.State {
        let good: Set<RowStatus> = [.applied, .onDevice, .already]
        if rows.allSatisfy({ good.contains($0.status) }) { return .completed }
        return isStopped && rows.contains { $0.status == .planned } ? .interrupted : .partial
    }
}
