internal import CivilTime
internal import Seam

extension Engine {
    /// The plan that takes a run back, compared with the codes as they are now; nothing is sent.
    ///
    /// A code that is no longer as the run left it is a `conflict` in the plan, and stays untouched.
    /// - Throws: `JournalError` when the run is not there; `PlanError` with `stale_plan` when it belongs to another server
    ///   or workspace, `unfinished_run` when it has not ended, `script_error` for a name that no row has.
    package func undoPlan(
        of run: String,
        _ selection: UndoSelection,
        runID: String,
    ) async throws -> RunReport {
        let journal = try environment.journal()
        let record = try await journal.run(run)
        try await refuseUnended(record, in: journal)
        let workspace = try await refuseForeign(
            "run \(run)",
            endpoint: record.endpoint,
            workspaceID: record.workspaceID,
        )
        let rows = try await journal.rows(of: run)
        let intents = try await journal.events(of: run).filter { $0.kind == .intent }
        let builder = UndoBuilder(
            run: run,
            rows: rows,
            sent: Set(intents.compactMap(\.row)),
            now: environment.clock.now()
        )
        var report = RunReport(
            runID: runID,
            script: "undo",
            state: .planned,
            plan: builder.plan(try selection.places(in: rows, of: run)),
        )
        report.workspaceName = workspace.name
        report.workspaceID = workspace.workspaceID
        let effects = try await journal.directEffects(of: run).count
        if effects > 0 {
            let calls = effects == 1 ? "1 call" : "\(effects) calls"
            report.warnings.append("\(calls) of run \(run) took effect at once, and no undo takes that back")
        }
        try await compare(&report.plan.rows)
        let origin = ConflictOrigin(
            journal: journal,
            since: record.finishedAt ?? record.startedAt,
            excluded: [run, runID]
        )
        try await origin.explain(&report.plan.rows)
        // The run was under its limits, and the way back is no longer and no wider.
        let limits = Limits(
            maxGroups: .max,
            maxShift: TimeSpan(milliseconds: .max),
            allowsLockout: options.limits.allowsLockout,
        )
        check(&report, limits: limits)
        return report
    }

    private func refuseUnended(_ record: RunRecord, in journal: any Journal) async throws {
        if try journal.isHeld(record.id) {
            throw PlanError(
                .held,
                "run \(record.id) of \(record.operatorName) is still at work (process \(record.processID)); "
                    + "undo it when it has ended",
            )
        }
        guard try await journal.unfinishedRuns().contains(where: { $0.id == record.id }) else { return }
        throw PlanError(
            .unfinishedRun,
            "run \(record.id) has not finished, so that it is not known what to take back. First keyshift resume "
                + "\(record.id), or keyshift runs abandon \(record.id)",
        )
    }

    /// Reads the codes of planned rows, and marks the rows that are done already or that somebody else has changed.
    func compare(_ rows: inout [Row]) async throws(PlanError) {
        let places = rows.indices.filter { rows[$0].status == .planned }
        let codes = try await readCodes(places.map { rows[$0].members.map(\.accessCodeID) })
        let states = codes.mapValues(CodeState.init)
        for place in places { rows[place].settle(asFound: states) }
    }
}

extension Row {
    /// Marks a row that is done already, or that is neither as the plan was made from nor as it wants it.
    fileprivate mutating func settle(asFound states: [String: CodeState]) {
        let comparison = RowComparison(self, states)
        if comparison.isDone {
            status = .already
        } else if !comparison.isSendable {
            status = .conflict
            error = RowWording(self).conflict(comparison)
        }
        guard status != .planned else { return }
        for place in members.indices { members[place].status = status }
    }
}
