// Written by scripts/catalogue from facts about the API and scripts/generators/words.txt; not edited by hand.
// swift-format-ignore-file

/// The space that devices, codes and keys belong to.
///
/// Times are ISO 8601 texts with an offset; what is not given stays as it is.
public struct Workspaces: Sendable {
    let client: SeamClient

    /// Makes a workspace; needs a personal access token.
    ///
    /// - Throws: ``SeamError``; when its delivery is `unanswered`, it may have happened all the same.
    public func create(
        name: String,
        connectPartnerName: JSONValue? = nil,
        connectWebviewCustomization: JSONValue? = nil,
        isSandbox: Bool? = nil,
        organizationID: String? = nil,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> Workspace {
        var parameters = Parameters()
        parameters.set("name", name)
        parameters.set("connect_partner_name", connectPartnerName)
        parameters.set("connect_webview_customization", connectWebviewCustomization)
        parameters.set("is_sandbox", isSandbox)
        parameters.set("organization_id", organizationID)
        let response = try await client.call("/workspaces/create", parameters.json, retries: retries)
        return try Workspace(response.body["workspace"] ?? .null)
    }

    /// Reads the workspace of the credential.
    ///
    /// - Throws: ``SeamError``.
    public func get(
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> Workspace {
        let parameters = Parameters()
        let response = try await client.call("/workspaces/get", parameters.json, retries: retries)
        return try Workspace(response.body["workspace"] ?? .null)
    }

    /// Lists the workspaces that the credential can use.
    ///
    /// - Throws: ``SeamError``.
    public func list(
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> [Workspace] {
        let parameters = Parameters()
        return try await client.list("/workspaces/list", parameters.json, retries, Workspace.init)
    }

    /// Sets a sandbox workspace back to its first state; everything in it is lost.
    ///
    /// - Throws: ``SeamError`` with the code `action_attempt_failed` or `action_attempt_timeout` for what became of the
    ///   action, and others for the call.
    public func resetSandbox(
        waitForActionAttempt wait: ActionAttemptWait = .standard,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> ActionAttempt {
        let parameters = Parameters()
        let response = try await client.perform("/workspaces/reset_sandbox", parameters.json, waiting: wait, retries: retries)
        return try ActionAttempt(response.body["action_attempt"] ?? .null)
    }

    /// Changes the settings of the workspace.
    ///
    /// - Throws: ``SeamError``; the values are absolute, so that the call may be repeated after any error.
    public func update(
        name: String? = nil,
        connectPartnerName: String? = nil,
        connectWebviewCustomization: JSONValue? = nil,
        isPublishableKeyAuthEnabled: Bool? = nil,
        isSuspended: Bool? = nil,
        organizationID: String? = nil,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) {
        var parameters = Parameters()
        parameters.set("name", name)
        parameters.set("connect_partner_name", connectPartnerName)
        parameters.set("connect_webview_customization", connectWebviewCustomization)
        parameters.set("is_publishable_key_auth_enabled", isPublishableKeyAuthEnabled)
        parameters.set("is_suspended", isSuspended)
        parameters.set("organization_id", organizationID)
        _ = try await client.call("/workspaces/update", parameters.json, retries: retries)
    }
}

extension SeamClient {
    /// The space that devices, codes and keys belong to.
    public var workspaces: Workspaces { Workspaces(client: self) }
}
