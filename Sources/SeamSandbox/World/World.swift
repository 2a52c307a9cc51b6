/// Everything the sandbox knows of its two owners, and who may see what.
struct World: Sendable {
    /// The API key of the first workspace.
    static let apiKey = "seam_sandbox_key"
    /// The API key of the second workspace, which has another owner.
    static let secondAPIKey = "seam_sandbox_key_2"
    /// The access token of the first workspace's owner.
    static let accessToken = "seam_at_sandbox"

    var workspaces: [Workspace]

    /// The position of the workspace that an API key opens.
    func workspace(forKey key: String) -> Int? {
        switch key {
        case Self.apiKey: 0
        case Self.secondAPIKey: 1
        default: nil
        }
    }

    /// The position of the workspace that an access token opens together with a workspace id.
    func workspace(forToken token: String, workspaceID: String) -> Int? {
        token == Self.accessToken && workspaceID == workspaces[0].id ? 0 : nil
    }
}
