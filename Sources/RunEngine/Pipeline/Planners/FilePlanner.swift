internal import CivilTime
internal import Journal
internal import Model
internal import Seam
internal import Spelling

/// The proposal of a plan file, compared with the codes as they are now.
struct FilePlanner {
    let engine: Engine
    let runID: String
    /// The file's name.
    let name: String

    /// The proposal; with `allowsPartial` a row that was changed by others since is a `conflict`, and the others can go on.
    /// - Throws: `PlanError` with `stale_plan` for an expired plan and one of another server or workspace, `unauthorized`,
    ///   `connection`; `JournalError`.
    func propose(_ file: PlanFile, _ allowsPartial: Bool) async throws -> Planner.Proposed {
        try file.refuseExpired(at: engine.environment.clock.now(), name: name)
        let reader = WorkspaceReader(engine)
        let answer = try await reader.workspace(
            for: "the plan",
            endpoint: file.endpoint,
            workspaceID: file.workspaceID,
        )
        var plan = file.plan
        // What was to be known then is looked for anew.
        plan.warnings = []
        let index = try await RowReader(engine, reader, workspaceID: file.workspaceID).index(of: plan.rows)
        plan.rows.settle(asFound: index)
        let conflicts = plan.rows.count { $0.status == .conflict }
        if conflicts > 0 {
            let origin = ConflictOrigin(
                journal: try engine.environment.journal(),
                since: plan.madeAt,
                excluded: [runID],
            )
            try await origin.explain(&plan.rows)
            // What others have changed is in `status` from now on, whatever becomes of the plan.
            _ = try? await StayDesk(engine).look()
        }
        var proposal = engine.proposal(
            .file,
            plan,
            file.limits.with(engine.options.limits),
            WorkspaceFacts(answer, index.overlaid(plan.rows)),
        )
        proposal.zoneDataVersion = file.zoneData
        var proposed = Planner.Proposed(proposal: proposal)
        proposed.planHash = file.hash
        proposed.goodUntil = file.expiresAt
        if conflicts > 0, !allowsPartial {
            proposed.refusal = PlanError(
                .stalePlan,
                "\(conflicts.counted("group was", "groups were")) changed since the plan was made.",
                remedy: .partial,
            )
        }
        return proposed
    }
}

extension Limits {
    /// The limits of a plan with what the command that sends it allows or leaves out beside.
    func with(_ typed: Limits) -> Limits {
        var limits = self
        limits.allowed.formUnion(typed.allowed)
        limits.leftOut.formUnion(typed.leftOut)
        return limits
    }
}

extension WorkspaceFacts {
    /// The facts of an answer and of what was read.
    init(_ answer: WorkspaceReader.Answer, _ index: WorkspaceIndex) {
        self.init(
            workspaceID: answer.workspace.workspaceID,
            workspaceName: answer.workspace.name,
            clockLead: answer.clockLead,
            index: index,
        )
    }
}

extension WorkspaceIndex {
    /// The index as it would be with the rows that are to be sent.
    func overlaid(_ rows: [Row]) -> WorkspaceIndex {
        var index = self
        for row in rows.planned { index.overlay(row, \.after) }
        return index
    }
}

extension [Row] {
    /// Marks the rows that are done already, or that are neither as the plan was made from nor as it wants them.
    mutating func settle(asFound index: WorkspaceIndex) {
        for place in indices where self[place].status == .planned {
            if self[place].changesDoors {
                self[place].settle(asFound: DoorsView(self[place], index.doorCodes(of: self[place])))
            } else {
                self[place].settle(asFound: index.states(of: self[place]))
            }
        }
    }
}

extension Row {
    fileprivate mutating func settle(asFound view: DoorsView) {
        if view.isDone {
            status = .already
        } else if !view.others.isEmpty {
            status = .conflict
            error = DoorsWording(self).conflict(view)
        }
        guard status != .planned else { return }
        for place in members.indices { members[place].status = status }
    }

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
