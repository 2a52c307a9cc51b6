// Written by scripts/catalogue from facts about the API and scripts/generators/words.txt; not edited by hand.
// swift-format-ignore-file

/// Locks, thermostats, sensors and other devices.
///
/// Times are ISO 8601 texts with an offset; what is not given stays as it is.
public struct Devices: Sendable {
    let client: SeamClient

    /// Reads one device, by its id or its name.
    ///
    /// - Throws: ``SeamError``.
    public func get(
        deviceID: String,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> Device {
        var parameters = Parameters()
        parameters.set("device_id", deviceID)
        let response = try await client.call("/devices/get", parameters.json, retries: retries)
        return try Device(response.body["device"] ?? .null)
    }

    /// Reads one device, by its id or its name.
    ///
    /// - Throws: ``SeamError``.
    public func get(
        name: String,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> Device {
        var parameters = Parameters()
        parameters.set("name", name)
        let response = try await client.call("/devices/get", parameters.json, retries: retries)
        return try Device(response.body["device"] ?? .null)
    }

    /// Lists the managed devices.
    ///
    /// - Throws: ``SeamError``.
    public func list(
        deviceIDs: [String]? = nil,
        connectWebviewID: String? = nil,
        connectedAccountID: String? = nil,
        connectedAccountIDs: [String]? = nil,
        createdBefore: String? = nil,
        customMetadataHas: JSONValue? = nil,
        customerKey: String? = nil,
        deviceType: String? = nil,
        deviceTypes: [String]? = nil,
        manufacturer: String? = nil,
        spaceID: String? = nil,
        userIdentifierKey: String? = nil,
        search: String? = nil,
        limit: Int? = nil,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> [Device] {
        var parameters = Parameters()
        parameters.set("device_ids", deviceIDs)
        parameters.set("connect_webview_id", connectWebviewID)
        parameters.set("connected_account_id", connectedAccountID)
        parameters.set("connected_account_ids", connectedAccountIDs)
        parameters.set("created_before", createdBefore)
        parameters.set("custom_metadata_has", customMetadataHas)
        parameters.set("customer_key", customerKey)
        parameters.set("device_type", deviceType)
        parameters.set("device_types", deviceTypes)
        parameters.set("manufacturer", manufacturer)
        parameters.set("space_id", spaceID)
        parameters.set("user_identifier_key", userIdentifierKey)
        parameters.set("search", search)
        parameters.set("limit", limit)
        return try await client.list("/devices/list", parameters.json, retries, Device.init)
    }

    /// The same list a page at a time; each page is read when it is asked for.
    public func pages(
        deviceIDs: [String]? = nil,
        connectWebviewID: String? = nil,
        connectedAccountID: String? = nil,
        connectedAccountIDs: [String]? = nil,
        createdBefore: String? = nil,
        customMetadataHas: JSONValue? = nil,
        customerKey: String? = nil,
        deviceType: String? = nil,
        deviceTypes: [String]? = nil,
        manufacturer: String? = nil,
        spaceID: String? = nil,
        userIdentifierKey: String? = nil,
        search: String? = nil,
        limit: Int? = nil,
        retries: RetryPolicy = .automatic,
    ) -> SeamPages<Device> {
        var parameters = Parameters()
        parameters.set("device_ids", deviceIDs)
        parameters.set("connect_webview_id", connectWebviewID)
        parameters.set("connected_account_id", connectedAccountID)
        parameters.set("connected_account_ids", connectedAccountIDs)
        parameters.set("created_before", createdBefore)
        parameters.set("custom_metadata_has", customMetadataHas)
        parameters.set("customer_key", customerKey)
        parameters.set("device_type", deviceType)
        parameters.set("device_types", deviceTypes)
        parameters.set("manufacturer", manufacturer)
        parameters.set("space_id", spaceID)
        parameters.set("user_identifier_key", userIdentifierKey)
        parameters.set("search", search)
        parameters.set("limit", limit)
        return SeamPages(client, "/devices/list", parameters.json, retries, Device.init)
    }

    /// Lists the makers of devices that Seam can connect to.
    ///
    /// - Throws: ``SeamError``.
    public func listDeviceProviders(
        providerCategory: String? = nil,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> [DeviceProvider] {
        var parameters = Parameters()
        parameters.set("provider_category", providerCategory)
        return try await client.list("/devices/list_device_providers", parameters.json, retries, DeviceProvider.init)
    }

    /// Tells Seam facts about devices that their makers do not give.
    ///
    /// - Throws: ``SeamError``; when its delivery is `unanswered`, it may have happened all the same.
    public func reportProviderMetadata(
        devices: JSONValue,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) {
        var parameters = Parameters()
        parameters.set("devices", devices)
        _ = try await client.call("/devices/report_provider_metadata", parameters.json, retries: retries)
    }

    /// Changes a device: its name, its data, whether Seam looks after it.
    ///
    /// - Throws: ``SeamError``; the values are absolute, so that the call may be repeated after any error.
    public func update(
        deviceID: String,
        name: JSONValue? = nil,
        backupAccessCodePoolEnabled: Bool? = nil,
        customMetadata: JSONValue? = nil,
        isManaged: Bool? = nil,
        properties: JSONValue? = nil,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) {
        var parameters = Parameters()
        parameters.set("device_id", deviceID)
        parameters.set("name", name)
        parameters.set("backup_access_code_pool_enabled", backupAccessCodePoolEnabled)
        parameters.set("custom_metadata", customMetadata)
        parameters.set("is_managed", isManaged)
        parameters.set("properties", properties)
        _ = try await client.call("/devices/update", parameters.json, retries: retries)
    }

    /// Events on virtual devices of a sandbox workspace.
    public var simulate: Simulate { Simulate(client: client) }

    /// Devices that Seam sees and does not look after.
    public var unmanaged: Unmanaged { Unmanaged(client: client) }

    /// Events on virtual devices of a sandbox workspace.
    public struct Simulate: Sendable {
        let client: SeamClient

        /// Makes a virtual device reachable.
        ///
        /// - Throws: ``SeamError``; when its delivery is `unanswered`, it may have happened all the same.
        public func connect(
            deviceID: String,
            retries: RetryPolicy = .automatic,
        ) async throws(SeamError) {
            var parameters = Parameters()
            parameters.set("device_id", deviceID)
            _ = try await client.call("/devices/simulate/connect", parameters.json, retries: retries)
        }

        /// Makes the hub of a virtual device reachable.
        ///
        /// - Throws: ``SeamError``; when its delivery is `unanswered`, it may have happened all the same.
        public func connectToHub(
            deviceID: String,
            retries: RetryPolicy = .automatic,
        ) async throws(SeamError) {
            var parameters = Parameters()
            parameters.set("device_id", deviceID)
            _ = try await client.call("/devices/simulate/connect_to_hub", parameters.json, retries: retries)
        }

        /// Makes a virtual device unreachable.
        ///
        /// - Throws: ``SeamError``; when its delivery is `unanswered`, it may have happened all the same.
        public func disconnect(
            deviceID: String,
            retries: RetryPolicy = .automatic,
        ) async throws(SeamError) {
            var parameters = Parameters()
            parameters.set("device_id", deviceID)
            _ = try await client.call("/devices/simulate/disconnect", parameters.json, retries: retries)
        }

        /// Makes the hub of a virtual device unreachable.
        ///
        /// - Throws: ``SeamError``; when its delivery is `unanswered`, it may have happened all the same.
        public func disconnectFromHub(
            deviceID: String,
            retries: RetryPolicy = .automatic,
        ) async throws(SeamError) {
            var parameters = Parameters()
            parameters.set("device_id", deviceID)
            _ = try await client.call("/devices/simulate/disconnect_from_hub", parameters.json, retries: retries)
        }

        /// Switches the paid plan of a virtual device on or off.
        ///
        /// - Throws: ``SeamError``; when its delivery is `unanswered`, it may have happened all the same.
        public func paidSubscription(
            deviceID: String,
            isExpired: Bool,
            retries: RetryPolicy = .automatic,
        ) async throws(SeamError) {
            var parameters = Parameters()
            parameters.set("device_id", deviceID)
            parameters.set("is_expired", isExpired)
            _ = try await client.call("/devices/simulate/paid_subscription", parameters.json, retries: retries)
        }

        /// Takes a virtual device out of its account.
        ///
        /// - Throws: ``SeamError``; when its delivery is `unanswered`, it may have happened all the same.
        public func remove(
            deviceID: String,
            retries: RetryPolicy = .automatic,
        ) async throws(SeamError) {
            var parameters = Parameters()
            parameters.set("device_id", deviceID)
            _ = try await client.call("/devices/simulate/remove", parameters.json, retries: retries)
        }
    }

    /// Devices that Seam sees and does not look after.
    public struct Unmanaged: Sendable {
        let client: SeamClient

        /// Reads one unmanaged device, by its id or its name.
        ///
        /// - Throws: ``SeamError``.
        public func get(
            deviceID: String,
            retries: RetryPolicy = .automatic,
        ) async throws(SeamError) -> Device {
            var parameters = Parameters()
            parameters.set("device_id", deviceID)
            let response = try await client.call("/devices/unmanaged/get", parameters.json, retries: retries)
            return try Device(response.body["device"] ?? .null)
        }

        /// Reads one unmanaged device, by its id or its name.
        ///
        /// - Throws: ``SeamError``.
        public func get(
            name: String,
            retries: RetryPolicy = .automatic,
        ) async throws(SeamError) -> Device {
            var parameters = Parameters()
            parameters.set("name", name)
            let response = try await client.call("/devices/unmanaged/get", parameters.json, retries: retries)
            return try Device(response.body["device"] ?? .null)
        }

        /// Lists the unmanaged devices.
        ///
        /// - Throws: ``SeamError``.
        public func list(
            deviceIDs: [String]? = nil,
            connectWebviewID: String? = nil,
            connectedAccountID: String? = nil,
            connectedAccountIDs: [String]? = nil,
            createdBefore: String? = nil,
            customerKey: String? = nil,
            deviceType: String? = nil,
            deviceTypes: [String]? = nil,
            manufacturer: String? = nil,
            search: String? = nil,
            limit: Int? = nil,
            retries: RetryPolicy = .automatic,
        ) async throws(SeamError) -> [Device] {
            var parameters = Parameters()
            parameters.set("device_ids", deviceIDs)
            parameters.set("connect_webview_id", connectWebviewID)
            parameters.set("connected_account_id", connectedAccountID)
            parameters.set("connected_account_ids", connectedAccountIDs)
            parameters.set("created_before", createdBefore)
            parameters.set("customer_key", customerKey)
            parameters.set("device_type", deviceType)
            parameters.set("device_types", deviceTypes)
            parameters.set("manufacturer", manufacturer)
            parameters.set("search", search)
            parameters.set("limit", limit)
            return try await client.list("/devices/unmanaged/list", parameters.json, retries, Device.init)
        }

        /// The same list a page at a time; each page is read when it is asked for.
        public func pages(
            deviceIDs: [String]? = nil,
            connectWebviewID: String? = nil,
            connectedAccountID: String? = nil,
            connectedAccountIDs: [String]? = nil,
            createdBefore: String? = nil,
            customerKey: String? = nil,
            deviceType: String? = nil,
            deviceTypes: [String]? = nil,
            manufacturer: String? = nil,
            search: String? = nil,
            limit: Int? = nil,
            retries: RetryPolicy = .automatic,
        ) -> SeamPages<Device> {
            var parameters = Parameters()
            parameters.set("device_ids", deviceIDs)
            parameters.set("connect_webview_id", connectWebviewID)
            parameters.set("connected_account_id", connectedAccountID)
            parameters.set("connected_account_ids", connectedAccountIDs)
            parameters.set("created_before", createdBefore)
            parameters.set("customer_key", customerKey)
            parameters.set("device_type", deviceType)
            parameters.set("device_types", deviceTypes)
            parameters.set("manufacturer", manufacturer)
            parameters.set("search", search)
            parameters.set("limit", limit)
            return SeamPages(client, "/devices/unmanaged/list", parameters.json, retries, Device.init)
        }

        /// Puts a device under Seam's care, or changes its data.
        ///
        /// - Throws: ``SeamError``; the values are absolute, so that the call may be repeated after any error.
        public func update(
            deviceID: String,
            customMetadata: JSONValue? = nil,
            isManaged: Bool? = nil,
            retries: RetryPolicy = .automatic,
        ) async throws(SeamError) {
            var parameters = Parameters()
            parameters.set("device_id", deviceID)
            parameters.set("custom_metadata", customMetadata)
            parameters.set("is_managed", isManaged)
            _ = try await client.call("/devices/unmanaged/update", parameters.json, retries: retries)
        }
    }
}

extension SeamClient {
    /// Locks, thermostats, sensors and other devices.
    public var devices: Devices { Devices(client: self) }
}
