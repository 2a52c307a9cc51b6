// Written by scripts/catalogue from facts about the API and scripts/generators/words.txt; not edited by hand.
// swift-format-ignore-file

/// The accounts at lock makers through which Seam reaches devices.
///
/// Times are ISO 8601 texts with an offset; what is not given stays as it is.
public struct ConnectedAccounts: Sendable {
    let client: SeamClient

    /// Disconnects an account; its devices and their codes go with it.
    ///
    /// - Throws: ``SeamError``.
    public func delete(
        connectedAccountID: String,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) {
        var parameters = Parameters()
        parameters.set("connected_account_id", connectedAccountID)
        _ = try await client.call("/connected_accounts/delete", parameters.json, retries: retries)
    }

    /// Reads one account, by its id or its e-mail address.
    ///
    /// - Throws: ``SeamError``.
    public func get(
        connectedAccountID: String,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> ConnectedAccount {
        var parameters = Parameters()
        parameters.set("connected_account_id", connectedAccountID)
        let response = try await client.call("/connected_accounts/get", parameters.json, retries: retries)
        return try ConnectedAccount(response.body["connected_account"] ?? .null)
    }

    /// Reads one account, by its id or its e-mail address.
    ///
    /// - Throws: ``SeamError``.
    public func get(
        email: String,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> ConnectedAccount {
        var parameters = Parameters()
        parameters.set("email", email)
        let response = try await client.call("/connected_accounts/get", parameters.json, retries: retries)
        return try ConnectedAccount(response.body["connected_account"] ?? .null)
    }

    /// Lists the connected accounts.
    ///
    /// - Throws: ``SeamError``.
    public func list(
        customMetadataHas: JSONValue? = nil,
        customerKey: String? = nil,
        spaceID: String? = nil,
        userIdentifierKey: String? = nil,
        search: String? = nil,
        limit: Int? = nil,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> [ConnectedAccount] {
        var parameters = Parameters()
        parameters.set("custom_metadata_has", customMetadataHas)
        parameters.set("customer_key", customerKey)
        parameters.set("space_id", spaceID)
        parameters.set("user_identifier_key", userIdentifierKey)
        parameters.set("search", search)
        parameters.set("limit", limit)
        return try await client.list("/connected_accounts/list", parameters.json, retries, ConnectedAccount.init)
    }

    /// The same list a page at a time; each page is read when it is asked for.
    public func pages(
        customMetadataHas: JSONValue? = nil,
        customerKey: String? = nil,
        spaceID: String? = nil,
        userIdentifierKey: String? = nil,
        search: String? = nil,
        limit: Int? = nil,
        retries: RetryPolicy = .automatic,
    ) -> SeamPages<ConnectedAccount> {
        var parameters = Parameters()
        parameters.set("custom_metadata_has", customMetadataHas)
        parameters.set("customer_key", customerKey)
        parameters.set("space_id", spaceID)
        parameters.set("user_identifier_key", userIdentifierKey)
        parameters.set("search", search)
        parameters.set("limit", limit)
        return SeamPages(client, "/connected_accounts/list", parameters.json, retries, ConnectedAccount.init)
    }

    /// Asks Seam to read the account's devices anew.
    ///
    /// - Throws: ``SeamError``; when its delivery is `unanswered`, it may have happened all the same.
    public func sync(
        connectedAccountID: String,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) {
        var parameters = Parameters()
        parameters.set("connected_account_id", connectedAccountID)
        _ = try await client.call("/connected_accounts/sync", parameters.json, retries: retries)
    }

    /// Changes settings of an account.
    ///
    /// - Throws: ``SeamError``; the values are absolute, so that the call may be repeated after any error.
    public func update(
        connectedAccountID: String,
        acceptedCapabilities: [String]? = nil,
        automaticallyManageNewDevices: Bool? = nil,
        customMetadata: JSONValue? = nil,
        customerKey: String? = nil,
        displayName: String? = nil,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) {
        var parameters = Parameters()
        parameters.set("connected_account_id", connectedAccountID)
        parameters.set("accepted_capabilities", acceptedCapabilities)
        parameters.set("automatically_manage_new_devices", automaticallyManageNewDevices)
        parameters.set("custom_metadata", customMetadata)
        parameters.set("customer_key", customerKey)
        parameters.set("display_name", displayName)
        _ = try await client.call("/connected_accounts/update", parameters.json, retries: retries)
    }

    /// Events on accounts of a sandbox workspace.
    public var simulate: Simulate { Simulate(client: client) }

    /// Events on accounts of a sandbox workspace.
    public struct Simulate: Sendable {
        let client: SeamClient

        /// Makes an account of a sandbox workspace look disconnected.
        ///
        /// - Throws: ``SeamError``; when its delivery is `unanswered`, it may have happened all the same.
        public func disconnect(
            connectedAccountID: String,
            retries: RetryPolicy = .automatic,
        ) async throws(SeamError) {
            var parameters = Parameters()
            parameters.set("connected_account_id", connectedAccountID)
            _ = try await client.call("/connected_accounts/simulate/disconnect", parameters.json, retries: retries)
        }
    }
}

extension SeamClient {
    /// The accounts at lock makers through which Seam reaches devices.
    public var connectedAccounts: ConnectedAccounts { ConnectedAccounts(client: self) }
}
