internal import CivilTime

extension Engine {
    /// Notes what the operator should know of a plan, and checks it; marks the report when a check refuses.
    package func examine(_ report: inout RunReport) {
        report.warnings += report.plan.warnings + report.plan.notCovered
        check(&report)
    }

    /// Works out how long a plan takes, where there is a pace to tell it from.
    ///
    /// `lastSends` are the sends of the last minute over all runs, by device.
    func estimate(_ report: inout RunReport, lastSends: [String: [Instant]] = [:]) {
        guard options.pace == .documented else { return }
        report.plan.estimate = ApplyEstimate(report.plan.rows, lastSends: lastSends, at: environment.clock.now())
    }

    /// Refuses the workspace of the credential when the settings name another one; without that, reads nothing.
    /// - Throws: `stale_plan` for a foreign workspace; `unauthorized` or `connection` when it cannot be read.
    package func refuseForeignWorkspace() async throws(PlanError) {
        if options.settings.workspaceID != nil { _ = try await workspace() }
    }
}
