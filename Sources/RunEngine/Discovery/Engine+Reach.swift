package import Model
internal import Seam

extension Engine {
    /// The name and the id of the workspace that the server has for the credential; it must be the one of the settings.
    /// - Throws: `unauthorized` or `connection`; `stale_plan` for another workspace than that of the settings.
    package func reach() async throws(PlanError) -> (name: String, workspaceID: String) {
        let workspace = try await WorkspaceReader(self).workspace().workspace
        return (workspace.name, workspace.workspaceID)
    }
}
