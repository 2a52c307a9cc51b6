internal import CivilTime

extension Engine {
    /// Applies the plan of a report: takes its groups, sends its rows, and answers what became of them.
    ///
    /// A stop lets what is in flight finish and leaves the rest; `progress` is called after every row that is settled.
    package func apply(
        _ report: RunReport,
        of script: Script,
        origin: RunRecord.Origin = .run,
        stop: StopSignal,
        progress: @escaping @Sendable (ApplyProgress) -> Void,
    ) async -> RunReport {
        var report = report
        guard report.state == .planned else { return report }
        guard report.plan.hasChanges else {
            report.state = Self.state(of: report.plan.rows, isStopped: false)
            await keepMemoryOfNothing(&report, script)
            return report
        }
        do throws(JournalError) {
            let journal = try environment.journal()
            try await begin(report, script, origin, in: journal)
            try await proposeMemory(report, script, in: journal)
            report.effects?.handOver()
            await apply(&report, limits: options.limits, in: journal, stop: stop, progress: progress)
        } catch {
            report.fail(error)
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
        let record = try await journal.run(runID)
        try await refuseForeign("run \(runID)", endpoint: record.endpoint, workspaceID: record.workspaceID)
        let adopted = try await journal.adoptRun(runID, at: environment.clock.now())
        var report = RunReport(
            runID: runID,
            script: adopted.record.script,
            state: .planned,
            plan: Plan(rows: adopted.entries.map(\.row), madeAt: adopted.record.startedAt),
        )
        report.workspaceID = adopted.record.workspaceID
        await apply(
            &report,
            limits: adopted.record.limits ?? options.limits,
            in: journal,
            stop: stop,
            progress: progress
        )
        return report
    }

    private func apply(
        _ report: inout RunReport,
        limits: Limits,
        in journal: any Journal,
        stop: StopSignal,
        progress: @escaping @Sendable (ApplyProgress) -> Void,
    ) async {
        do throws(JournalError) {
            do throws(JournalError) {
                let known = Set(report.plan.rows.filter { $0.status == .conflict }.map(\.target))
                let applier = applier(journal, limits, stop, progress)
                var rows = try await applier.apply(report.plan.rows, run: report.runID)
                try await origin(report, in: journal).explain(&rows, except: known)
                report.plan.rows = rows
                report.state = Self.state(of: report.plan.rows, isStopped: stop.isSet)
                warnOfShare(limits, in: &report, isStopped: stop.isSet)
            } catch {
                await recover(&report, after: error, in: journal)
            }
            try await journal.finishRun(report.runID, state: report.state, at: environment.clock.now())
            if report.state == .completed {
                try await journal.keepMemory(of: report.runID, at: environment.clock.now())
            }
        } catch {
            report.state = .partial
            report.failure = report.failure ?? RunReport.Failure(error)
        }
    }

    private func origin(_ report: RunReport, in journal: any Journal) -> ConflictOrigin {
        ConflictOrigin(journal: journal, since: report.plan.madeAt, excluded: [report.runID])
    }

    private func applier(
        _ journal: any Journal,
        _ limits: Limits,
        _ stop: StopSignal,
        _ progress: @escaping @Sendable (ApplyProgress) -> Void,
    ) -> Applier {
        var applyOptions = ApplyOptions()
        applyOptions.concurrency = options.concurrency
        applyOptions.pace = options.pace
        applyOptions.stopAtPercent = limits.stopAtPercent
        return Applier(
            gateway: SeamGateway(client: environment.connection.client),
            journal: journal,
            clock: environment.clock,
            options: applyOptions,
            stop: stop,
            progress: progress,
        )
    }

    private func begin(
        _ report: RunReport,
        _ script: Script,
        _ origin: RunRecord.Origin,
        in journal: any Journal,
    ) async throws(JournalError) {
        var record = record(report.runID, script, workspaceID: report.workspaceID ?? "", origin: origin)
        if let hash = report.planHash {
            record.planHash = hash
        } else {
            record.planHash = await planFile(of: report, script: script).hashOfPieces()
        }
        try await report.effects?.flush()
        try await journal.beginRun(record, rows: report.plan.rows)
    }

    /// A running record of this process, begun now.
    func record(_ runID: String, _ script: Script, workspaceID: String, origin: RunRecord.Origin) -> RunRecord {
        var record = RunRecord(
            id: runID,
            script: script.name,
            scriptHash: script.hash,
            arguments: script.arguments,
            startedAt: environment.clock.now(),
            operatorName: environment.operatorName,
            processID: environment.processID,
            endpoint: environment.connection.endpoint,
            workspaceID: workspaceID,
            scheduleName: options.scheduleName,
        )
        if options.scheduleName == nil { record.origin = origin }
        record.reason = options.reason
        record.limits = options.limits
        record.zoneDataVersion = Zone.dataVersion
        return record
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

    /// Says why rows were left when it was not the operator who stopped.
    private func warnOfShare(_ limits: Limits, in report: inout RunReport, isStopped: Bool) {
        let left = report.plan.rows.count { $0.status == .planned }
        guard let percent = limits.stopAtPercent, !isStopped, left > 0 else { return }
        let failed = report.plan.rows.count { $0.status == .failed || $0.status == .look }
        report.warnings.append(
            "stopped, because \(failed) of \(report.plan.rows.count) failed and the limit is --stop-at \(percent)%; "
                + "\(left) were not begun; when the reason is gone: keyshift resume \(report.runID)"
        )
    }

    /// How a run ended whose rows stand like this.
    static func state(of rows: [Row], isStopped: Bool) -> RunRecord.State {
        if rows.allSatisfy({ [.applied, .onDevice, .already].contains($0.status) }) { return .completed }
        return isStopped && rows.contains { $0.status == .planned } ? .interrupted : .partial
    }
}
