/// The functions of `/workspaces`.
public struct Workspaces: Sendable {
    let client: SeamClient

    /// Reads the workspace that the credential belongs to.
    ///
    /// - Throws: ``SeamError``.
    public func get(retries: RetryPolicy = .automatic) async throws(SeamError) -> Workspace {
        let response = try await client.call("/workspaces/get", [:], retries: retries)
        return try Workspace(response.body["workspace"] ?? .null)
    }
}

extension SeamClient {
    /// The functions of `/workspaces`.
    public var workspaces: Workspaces { Workspaces(client: self) }
}
