/// The functions of `/devices`.
public struct Devices: Sendable {
    let client: SeamClient

    /// Lists the workspace's devices, over all pages.
    ///
    /// - Throws: ``SeamError``.
    public func list(
        deviceIDs: [String]? = nil,
        search: String? = nil,
        limit: Int? = nil,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> [Device] {
        var parameters = Parameters()
        parameters.set("device_ids", deviceIDs)
        parameters.set("search", search)
        parameters.set("limit", limit)
        var devices: [Device] = []
        for value in try await client.list("/devices/list", parameters.json, retries: retries) {
            devices.append(try Device(value))
        }
        return devices
    }

    /// Reads one device by its id.
    ///
    /// - Throws: ``SeamError`` with the code `device_not_found` for an id that is not there.
    public func get(deviceID: String, retries: RetryPolicy = .automatic) async throws(SeamError) -> Device {
        var parameters = Parameters()
        parameters.set("device_id", deviceID)
        let response = try await client.call("/devices/get", parameters.json, retries: retries)
        return try Device(response.body["device"] ?? .null)
    }
}

extension SeamClient {
    /// The functions of `/devices`.
    public var devices: Devices { Devices(client: self) }
}
