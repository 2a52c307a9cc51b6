internal import CivilTime
internal import Seam

extension Engine {
    /// The checked plan of one booking's change; nothing is sent.
    ///
    /// Where its codes are may come from the journal, at most 24 hours old; their hours are always read now.
    /// - Throws: `PlanError` when there is no such booking, or its hours cannot become that; `JournalError`.
    package func plan(_ booking: BookingChange, runID: String) async throws -> RunReport {
        let workspace = try await workspace()
        let found = try await BookingIndex(
            client: environment.connection.client,
            journal: try environment.journal(),
            scope: WorkspaceScope(endpoint: environment.connection.endpoint, workspaceID: workspace.workspaceID),
            concurrency: options.concurrency,
            now: environment.clock.now(),
        ).find(booking.name)
        let builder = PlanBuilder(index: found.index)
        let states = Set(found.index.members(of: found.target).map(\.state))
        let change = try booking.change(
            of: states.count == 1 ? states.first : nil,
            zone: found.index.zone(of: found.target),
        )
        let now = environment.clock.now()
        try builder.record(change, of: found.target, at: now)
        var report = RunReport(
            runID: runID,
            script: booking.origin.name,
            state: .planned,
            plan: Plan(rows: builder.rows, madeAt: now),
        )
        report.workspaceName = workspace.name
        report.workspaceID = workspace.workspaceID
        if let seenAt = found.seenAt {
            report.warnings.append(
                "where its codes are is known from \(LocalTime.full(seenAt, nil)); a door added since is not in this plan"
            )
        }
        check(&report)
        return report
    }
}
