// Written by scripts/catalogue from facts about the API and scripts/generators/words.txt; not edited by hand.
// swift-format-ignore-file

/// Doors that can be locked and unlocked.
///
/// Times are ISO 8601 texts with an offset; what is not given stays as it is.
public struct Locks: Sendable {
    let client: SeamClient

    /// Sets whether and when a lock locks by itself.
    ///
    /// - Throws: ``SeamError`` with the code `action_attempt_failed` or `action_attempt_timeout` for what became of the
    ///   action, and others for the call.
    public func configureAutoLock(
        deviceID: String,
        autoLockEnabled: Bool,
        autoLockDelaySeconds: Double? = nil,
        waitForActionAttempt wait: ActionAttemptWait = .standard,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> ActionAttempt {
        var parameters = Parameters()
        parameters.set("device_id", deviceID)
        parameters.set("auto_lock_enabled", autoLockEnabled)
        parameters.set("auto_lock_delay_seconds", autoLockDelaySeconds)
        let response = try await client.perform("/locks/configure_auto_lock", parameters.json, waiting: wait, retries: retries)
        return try ActionAttempt(response.body["action_attempt"] ?? .null)
    }

    /// Reads one lock; devices.get does the same.
    ///
    /// - Throws: ``SeamError``.
    public func get(
        deviceID: String,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> Device {
        var parameters = Parameters()
        parameters.set("device_id", deviceID)
        let response = try await client.call("/locks/get", parameters.json, retries: retries)
        return try Device(response.body["device"] ?? .null)
    }

    /// Reads one lock; devices.get does the same.
    ///
    /// - Throws: ``SeamError``.
    public func get(
        name: String,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> Device {
        var parameters = Parameters()
        parameters.set("name", name)
        let response = try await client.call("/locks/get", parameters.json, retries: retries)
        return try Device(response.body["device"] ?? .null)
    }

    /// Lists the locks.
    ///
    /// - Throws: ``SeamError``.
    public func list(
        connectWebviewID: String? = nil,
        connectedAccountID: String? = nil,
        customerKey: String? = nil,
        deviceType: String? = nil,
        deviceTypes: [String]? = nil,
        manufacturer: String? = nil,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> [Device] {
        var parameters = Parameters()
        parameters.set("connect_webview_id", connectWebviewID)
        parameters.set("connected_account_id", connectedAccountID)
        parameters.set("customer_key", customerKey)
        parameters.set("device_type", deviceType)
        parameters.set("device_types", deviceTypes)
        parameters.set("manufacturer", manufacturer)
        return try await client.list("/locks/list", parameters.json, retries, Device.init)
    }

    /// Locks a door; takes effect at once.
    ///
    /// - Throws: ``SeamError`` with the code `action_attempt_failed` or `action_attempt_timeout` for what became of the
    ///   action, and others for the call.
    public func lockDoor(
        deviceID: String,
        waitForActionAttempt wait: ActionAttemptWait = .standard,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> ActionAttempt {
        var parameters = Parameters()
        parameters.set("device_id", deviceID)
        let response = try await client.perform("/locks/lock_door", parameters.json, waiting: wait, retries: retries)
        return try ActionAttempt(response.body["action_attempt"] ?? .null)
    }

    /// Unlocks a door; takes effect at once.
    ///
    /// - Throws: ``SeamError`` with the code `action_attempt_failed` or `action_attempt_timeout` for what became of the
    ///   action, and others for the call.
    public func unlockDoor(
        deviceID: String,
        waitForActionAttempt wait: ActionAttemptWait = .standard,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> ActionAttempt {
        var parameters = Parameters()
        parameters.set("device_id", deviceID)
        let response = try await client.perform("/locks/unlock_door", parameters.json, waiting: wait, retries: retries)
        return try ActionAttempt(response.body["action_attempt"] ?? .null)
    }

    /// Events on virtual locks of a sandbox workspace.
    public var simulate: Simulate { Simulate(client: client) }

    /// Events on virtual locks of a sandbox workspace.
    public struct Simulate: Sendable {
        let client: SeamClient

        /// Types a code at a virtual lock.
        ///
        /// - Throws: ``SeamError`` with the code `action_attempt_failed` or `action_attempt_timeout` for what became of the
        ///   action, and others for the call.
        public func keypadCodeEntry(
            deviceID: String,
            code: String,
            waitForActionAttempt wait: ActionAttemptWait = .standard,
            retries: RetryPolicy = .automatic,
        ) async throws(SeamError) -> ActionAttempt {
            var parameters = Parameters()
            parameters.set("device_id", deviceID)
            parameters.set("code", code)
            let response = try await client.perform("/locks/simulate/keypad_code_entry", parameters.json, waiting: wait, retries: retries)
            return try ActionAttempt(response.body["action_attempt"] ?? .null)
        }

        /// Locks a virtual lock at its keypad.
        ///
        /// - Throws: ``SeamError`` with the code `action_attempt_failed` or `action_attempt_timeout` for what became of the
        ///   action, and others for the call.
        public func manualLockViaKeypad(
            deviceID: String,
            waitForActionAttempt wait: ActionAttemptWait = .standard,
            retries: RetryPolicy = .automatic,
        ) async throws(SeamError) -> ActionAttempt {
            var parameters = Parameters()
            parameters.set("device_id", deviceID)
            let response = try await client.perform("/locks/simulate/manual_lock_via_keypad", parameters.json, waiting: wait, retries: retries)
            return try ActionAttempt(response.body["action_attempt"] ?? .null)
        }
    }
}

extension SeamClient {
    /// Doors that can be locked and unlocked.
    public var locks: Locks { Locks(client: self) }
}
