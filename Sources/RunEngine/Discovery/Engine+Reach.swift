package import CivilTime
package import Model
internal import Seam

extension Engine {
    /// What a server says of itself.
    package struct Reached: Sendable {
        /// The name and the id of the workspace that it has for the credential.
        package let workspace: (name: String, id: String)
        /// How far this machine's clock is ahead of the server's, at the least: what the answer took is taken off; nil where the
        /// server does not tell its time.
        package let clockLead: TimeSpan?
    }

    /// What the server says of itself; its workspace must be the one of the settings.
    /// - Throws: `unauthorized` or `connection`; `stale_plan` for another workspace than that of the settings.
    package func reach() async throws(PlanError) -> Reached {
        let before = environment.clock.now()
        let answer = try await WorkspaceReader(self).workspace()
        let took = environment.clock.now() - before
        let lead = answer.clockLead.map { $0 > .zero ? max($0 - took, .zero) : $0 }
        return Reached(workspace: (answer.workspace.name, answer.workspace.workspaceID), clockLead: lead)
    }
}
