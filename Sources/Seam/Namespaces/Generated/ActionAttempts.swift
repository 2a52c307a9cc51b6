// Written by scripts/catalogue from facts about the API and scripts/generators/words.txt; not edited by hand.
// swift-format-ignore-file

/// What became of an action, such as unlocking a door.
///
/// Times are ISO 8601 texts with an offset; what is not given stays as it is.
public struct ActionAttempts: Sendable {
    let client: SeamClient

    /// Reads one action attempt: pending, success or error.
    ///
    /// - Throws: ``SeamError`` with the code `action_attempt_failed` or `action_attempt_timeout` for what became of the
    ///   action, and others for the call.
    public func get(
        actionAttemptID: String,
        waitForActionAttempt wait: ActionAttemptWait = .standard,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> ActionAttempt {
        var parameters = Parameters()
        parameters.set("action_attempt_id", actionAttemptID)
        let response = try await client.perform("/action_attempts/get", parameters.json, waiting: wait, retries: retries)
        return try ActionAttempt(response.body["action_attempt"] ?? .null)
    }

    /// Lists action attempts by their ids or by device.
    ///
    /// - Throws: ``SeamError``.
    public func list(
        deviceID: String? = nil,
        actionAttemptIDs: [String]? = nil,
        limit: Int? = nil,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> [ActionAttempt] {
        var parameters = Parameters()
        parameters.set("device_id", deviceID)
        parameters.set("action_attempt_ids", actionAttemptIDs)
        parameters.set("limit", limit)
        return try await client.list("/action_attempts/list", parameters.json, retries, ActionAttempt.init)
    }

    /// The same list a page at a time; each page is read when it is asked for.
    public func pages(
        deviceID: String? = nil,
        actionAttemptIDs: [String]? = nil,
        limit: Int? = nil,
        retries: RetryPolicy = .automatic,
    ) -> SeamPages<ActionAttempt> {
        var parameters = Parameters()
        parameters.set("device_id", deviceID)
        parameters.set("action_attempt_ids", actionAttemptIDs)
        parameters.set("limit", limit)
        return SeamPages(client, "/action_attempts/list", parameters.json, retries, ActionAttempt.init)
    }
}

extension SeamClient {
    /// What became of an action, such as unlocking a door.
    public var actionAttempts: ActionAttempts { ActionAttempts(client: self) }
}
