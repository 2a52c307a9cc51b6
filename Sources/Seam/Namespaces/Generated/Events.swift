// Written by scripts/catalogue from facts about the API and scripts/generators/words.txt; not edited by hand.
// swift-format-ignore-file

/// What has happened in the workspace.
///
/// Times are ISO 8601 texts with an offset; what is not given stays as it is.
public struct Events: Sendable {
    let client: SeamClient

    /// Reads one event.
    ///
    /// - Throws: ``SeamError``.
    public func get(
        deviceID: String,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> SeamEvent {
        var parameters = Parameters()
        parameters.set("device_id", deviceID)
        let response = try await client.call("/events/get", parameters.json, retries: retries)
        return try SeamEvent(response.body["event"] ?? .null)
    }

    /// Reads one event.
    ///
    /// - Throws: ``SeamError``.
    public func get(
        eventID: String,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> SeamEvent {
        var parameters = Parameters()
        parameters.set("event_id", eventID)
        let response = try await client.call("/events/get", parameters.json, retries: retries)
        return try SeamEvent(response.body["event"] ?? .null)
    }

    /// Lists events since an instant or between two.
    ///
    /// - Throws: ``SeamError``.
    public func list(
        accessCodeID: String? = nil,
        deviceID: String? = nil,
        accessCodeIDs: [String]? = nil,
        deviceIDs: [String]? = nil,
        accessGrantID: String? = nil,
        accessGrantIDs: [String]? = nil,
        accessMethodID: String? = nil,
        accessMethodIDs: [String]? = nil,
        acsAccessGroupID: String? = nil,
        acsCredentialID: String? = nil,
        acsEncoderID: String? = nil,
        acsEntranceID: String? = nil,
        acsSystemID: String? = nil,
        acsSystemIDs: [String]? = nil,
        acsUserID: String? = nil,
        between: [String]? = nil,
        connectWebviewID: String? = nil,
        connectedAccountID: String? = nil,
        customerKey: String? = nil,
        eventIDs: [String]? = nil,
        eventType: String? = nil,
        eventTypes: [String]? = nil,
        since: String? = nil,
        spaceID: String? = nil,
        spaceIDs: [String]? = nil,
        unstableOffset: Int? = nil,
        userIdentityID: String? = nil,
        limit: Int? = nil,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> [SeamEvent] {
        var parameters = Parameters()
        parameters.set("access_code_id", accessCodeID)
        parameters.set("device_id", deviceID)
        parameters.set("access_code_ids", accessCodeIDs)
        parameters.set("device_ids", deviceIDs)
        parameters.set("access_grant_id", accessGrantID)
        parameters.set("access_grant_ids", accessGrantIDs)
        parameters.set("access_method_id", accessMethodID)
        parameters.set("access_method_ids", accessMethodIDs)
        parameters.set("acs_access_group_id", acsAccessGroupID)
        parameters.set("acs_credential_id", acsCredentialID)
        parameters.set("acs_encoder_id", acsEncoderID)
        parameters.set("acs_entrance_id", acsEntranceID)
        parameters.set("acs_system_id", acsSystemID)
        parameters.set("acs_system_ids", acsSystemIDs)
        parameters.set("acs_user_id", acsUserID)
        parameters.set("between", between)
        parameters.set("connect_webview_id", connectWebviewID)
        parameters.set("connected_account_id", connectedAccountID)
        parameters.set("customer_key", customerKey)
        parameters.set("event_ids", eventIDs)
        parameters.set("event_type", eventType)
        parameters.set("event_types", eventTypes)
        parameters.set("since", since)
        parameters.set("space_id", spaceID)
        parameters.set("space_ids", spaceIDs)
        parameters.set("unstable_offset", unstableOffset)
        parameters.set("user_identity_id", userIdentityID)
        parameters.set("limit", limit)
        return try await client.list("/events/list", parameters.json, retries, SeamEvent.init)
    }
}

extension SeamClient {
    /// What has happened in the workspace.
    public var events: Events { Events(client: self) }
}
