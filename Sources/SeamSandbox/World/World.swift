/// Everything the sandbox knows of its owners, and who may see what.
struct World: Sendable {
    /// The API key of the first workspace.
    static let apiKey = "seam_sandbox_key"
    /// The API key of the second workspace, which has another owner.
    static let secondAPIKey = "seam_sandbox_key_2"
    /// The access token of the first workspace's owner.
    static let accessToken = "seam_at_sandbox"
    /// The token of a client session of the first workspace, which sees its first account only.
    static let sessionToken = "seam_cst_sandbox"

    var workspaces: [Workspace]
    /// The positions of the workspaces that API keys open.
    var keys: [String: Int] = [apiKey: 0, secondAPIKey: 1]
    /// The positions of the workspaces that access tokens open together with a workspace's id.
    var tokens: [String: [Int]] = [accessToken: [0]]
    var sessions: [String: ClientSession] = [:]

    /// The position of the workspace in which something is due first, and when.
    var next: (workspace: Int, due: Int64)? {
        var next: (workspace: Int, due: Int64)?
        for position in workspaces.indices {
            guard let due = workspaces[position].nextDue, due < next?.due ?? .max else { continue }
            next = (position, due)
        }
        return next
    }
}
