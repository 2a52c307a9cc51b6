/// The functions of `/access_codes`.
///
/// Times are ISO 8601 strings with an offset; what is not given stays as it is.
public struct AccessCodes: Sendable {
    let client: SeamClient

    /// Gives all linked codes of a key new hours or a new name; the answer says only that the server has accepted it.
    ///
    /// - Throws: ``SeamError``; the values are absolute, so that the call may be repeated after any error.
    public func updateMultiple(
        commonCodeKey: String,
        startsAt: String? = nil,
        endsAt: String? = nil,
        name: String? = nil,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) {
        var parameters = Parameters()
        parameters.set("common_code_key", commonCodeKey)
        parameters.set("starts_at", startsAt)
        parameters.set("ends_at", endsAt)
        parameters.set("name", name)
        _ = try await client.call("/access_codes/update_multiple", parameters.json, retries: retries)
    }

    /// Changes one code.
    ///
    /// - Throws: ``SeamError``; the values are absolute, so that the call may be repeated after any error.
    public func update(
        accessCodeID: String,
        deviceID: String? = nil,
        name: String? = nil,
        code: String? = nil,
        startsAt: String? = nil,
        endsAt: String? = nil,
        type: String? = nil,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) {
        var parameters = Parameters()
        parameters.set("access_code_id", accessCodeID)
        parameters.set("device_id", deviceID)
        parameters.set("name", name)
        parameters.set("code", code)
        parameters.set("starts_at", startsAt)
        parameters.set("ends_at", endsAt)
        parameters.set("type", type)
        _ = try await client.call("/access_codes/update", parameters.json, retries: retries)
    }

    /// Makes a code on each device; without `code` they are linked by a common key, with it they are not.
    ///
    /// - Throws: ``SeamError``; when its delivery is `unanswered`, the codes may exist.
    public func createMultiple(
        deviceIDs: [String],
        name: String? = nil,
        code: String? = nil,
        startsAt: String? = nil,
        endsAt: String? = nil,
        behaviorWhenCodeCannotBeShared: String? = nil,
        preferredCodeLength: Int? = nil,
        preferNativeScheduling: Bool? = nil,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> [AccessCode] {
        var parameters = Parameters()
        parameters.set("device_ids", deviceIDs)
        parameters.set("name", name)
        parameters.set("code", code)
        parameters.set("starts_at", startsAt)
        parameters.set("ends_at", endsAt)
        parameters.set("behavior_when_code_cannot_be_shared", behaviorWhenCodeCannotBeShared)
        parameters.set("preferred_code_length", preferredCodeLength)
        parameters.set("prefer_native_scheduling", preferNativeScheduling)
        let response = try await client.call("/access_codes/create_multiple", parameters.json, retries: retries)
        return try Self.codes(response.body["access_codes"]?.array ?? [])
    }

    /// Lists managed codes by device or by id, over all pages.
    ///
    /// - Throws: ``SeamError`` with the code `invalid_input` when neither a device nor ids are given.
    public func list(
        deviceID: String? = nil,
        accessCodeIDs: [String]? = nil,
        search: String? = nil,
        limit: Int? = nil,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> [AccessCode] {
        var parameters = Parameters()
        parameters.set("device_id", deviceID)
        parameters.set("access_code_ids", accessCodeIDs)
        parameters.set("search", search)
        parameters.set("limit", limit)
        return try Self.codes(await client.list("/access_codes/list", parameters.json, retries: retries))
    }

    /// Reads one code by its id.
    ///
    /// - Throws: ``SeamError`` with the server's code for an id that is not there.
    public func get(accessCodeID: String, retries: RetryPolicy = .automatic) async throws(SeamError) -> AccessCode {
        var parameters = Parameters()
        parameters.set("access_code_id", accessCodeID)
        return try await get(parameters, retries)
    }

    /// Reads the code with a PIN on a device.
    ///
    /// - Throws: ``SeamError`` with the server's code when there is none.
    public func get(
        deviceID: String,
        code: String,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> AccessCode {
        var parameters = Parameters()
        parameters.set("device_id", deviceID)
        parameters.set("code", code)
        return try await get(parameters, retries)
    }

    private func get(_ parameters: Parameters, _ retries: RetryPolicy) async throws(SeamError) -> AccessCode {
        let response = try await client.call("/access_codes/get", parameters.json, retries: retries)
        return try AccessCode(response.body["access_code"] ?? .null)
    }

    private static func codes(_ values: [JSONValue]) throws(SeamError) -> [AccessCode] {
        var codes: [AccessCode] = []
        codes.reserveCapacity(values.count)
        for value in values { codes.append(try AccessCode(value)) }
        return codes
    }
}

extension SeamClient {
    /// The functions of `/access_codes`.
    public var accessCodes: AccessCodes { AccessCodes(client: self) }
}
