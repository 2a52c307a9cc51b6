// Written by scripts/catalogue from facts about the API and scripts/generators/words.txt; not edited by hand.
// swift-format-ignore-file

/// Door codes: PINs on locks, for a time or for good.
///
/// Times are ISO 8601 texts with an offset; what is not given stays as it is.
public struct AccessCodes: Sendable {
    let client: SeamClient

    /// Makes a code on one device; without hours it works until it is deleted.
    ///
    /// - Throws: ``SeamError``; when its delivery is `unanswered`, it may have happened all the same.
    public func create(
        deviceID: String,
        name: String? = nil,
        code: String? = nil,
        startsAt: String? = nil,
        endsAt: String? = nil,
        allowExternalModification: Bool? = nil,
        attemptForOfflineDevice: Bool? = nil,
        commonCodeKey: String? = nil,
        isExternalModificationAllowed: Bool? = nil,
        isOfflineAccessCode: Bool? = nil,
        isOneTimeUse: Bool? = nil,
        maxTimeRounding: String? = nil,
        preferNativeScheduling: Bool? = nil,
        preferredCodeLength: Int? = nil,
        useBackupAccessCodePool: Bool? = nil,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> AccessCode {
        var parameters = Parameters()
        parameters.set("device_id", deviceID)
        parameters.set("name", name)
        parameters.set("code", code)
        parameters.set("starts_at", startsAt)
        parameters.set("ends_at", endsAt)
        parameters.set("allow_external_modification", allowExternalModification)
        parameters.set("attempt_for_offline_device", attemptForOfflineDevice)
        parameters.set("common_code_key", commonCodeKey)
        parameters.set("is_external_modification_allowed", isExternalModificationAllowed)
        parameters.set("is_offline_access_code", isOfflineAccessCode)
        parameters.set("is_one_time_use", isOneTimeUse)
        parameters.set("max_time_rounding", maxTimeRounding)
        parameters.set("prefer_native_scheduling", preferNativeScheduling)
        parameters.set("preferred_code_length", preferredCodeLength)
        parameters.set("use_backup_access_code_pool", useBackupAccessCodePool)
        let response = try await client.call("/access_codes/create", parameters.json, retries: retries)
        return try AccessCode(response.body["access_code"] ?? .null)
    }

    /// Makes a code on several devices; without a PIN of your own they share one and a common_code_key.
    ///
    /// - Throws: ``SeamError``; when its delivery is `unanswered`, it may have happened all the same.
    public func createMultiple(
        deviceIDs: [String],
        name: String? = nil,
        code: String? = nil,
        startsAt: String? = nil,
        endsAt: String? = nil,
        allowExternalModification: Bool? = nil,
        attemptForOfflineDevice: Bool? = nil,
        behaviorWhenCodeCannotBeShared: String? = nil,
        isExternalModificationAllowed: Bool? = nil,
        preferNativeScheduling: Bool? = nil,
        preferredCodeLength: Int? = nil,
        useBackupAccessCodePool: Bool? = nil,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> [AccessCode] {
        var parameters = Parameters()
        parameters.set("device_ids", deviceIDs)
        parameters.set("name", name)
        parameters.set("code", code)
        parameters.set("starts_at", startsAt)
        parameters.set("ends_at", endsAt)
        parameters.set("allow_external_modification", allowExternalModification)
        parameters.set("attempt_for_offline_device", attemptForOfflineDevice)
        parameters.set("behavior_when_code_cannot_be_shared", behaviorWhenCodeCannotBeShared)
        parameters.set("is_external_modification_allowed", isExternalModificationAllowed)
        parameters.set("prefer_native_scheduling", preferNativeScheduling)
        parameters.set("preferred_code_length", preferredCodeLength)
        parameters.set("use_backup_access_code_pool", useBackupAccessCodePool)
        return try await client.list("/access_codes/create_multiple", parameters.json, retries, AccessCode.init)
    }

    /// Deletes a code; the lock forgets it as soon as it can be reached.
    ///
    /// - Throws: ``SeamError``.
    public func delete(
        accessCodeID: String,
        deviceID: String? = nil,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) {
        var parameters = Parameters()
        parameters.set("access_code_id", accessCodeID)
        parameters.set("device_id", deviceID)
        _ = try await client.call("/access_codes/delete", parameters.json, retries: retries)
    }

    /// Finds a PIN that is free on a device, without setting it.
    ///
    /// - Throws: ``SeamError``.
    public func generateCode(
        deviceID: String,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> GeneratedCode {
        var parameters = Parameters()
        parameters.set("device_id", deviceID)
        let response = try await client.call("/access_codes/generate_code", parameters.json, retries: retries)
        return try GeneratedCode(response.body["generated_code"] ?? .null)
    }

    /// Reads one code, by its id or by its PIN on a device.
    ///
    /// - Throws: ``SeamError``.
    public func get(
        accessCodeID: String,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> AccessCode {
        var parameters = Parameters()
        parameters.set("access_code_id", accessCodeID)
        let response = try await client.call("/access_codes/get", parameters.json, retries: retries)
        return try AccessCode(response.body["access_code"] ?? .null)
    }

    /// Reads one code, by its id or by its PIN on a device.
    ///
    /// - Throws: ``SeamError``.
    public func get(
        deviceID: String,
        code: String,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> AccessCode {
        var parameters = Parameters()
        parameters.set("device_id", deviceID)
        parameters.set("code", code)
        let response = try await client.call("/access_codes/get", parameters.json, retries: retries)
        return try AccessCode(response.body["access_code"] ?? .null)
    }

    /// Lists codes of a device, of a list of ids, or of an access grant; backups and unmanaged codes are not in it.
    ///
    /// - Throws: ``SeamError``.
    public func list(
        deviceID: String? = nil,
        accessCodeIDs: [String]? = nil,
        accessGrantID: String? = nil,
        accessGrantKey: String? = nil,
        accessMethodID: String? = nil,
        customerKey: String? = nil,
        userIdentifierKey: String? = nil,
        search: String? = nil,
        limit: Int? = nil,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> [AccessCode] {
        var parameters = Parameters()
        parameters.set("device_id", deviceID)
        parameters.set("access_code_ids", accessCodeIDs)
        parameters.set("access_grant_id", accessGrantID)
        parameters.set("access_grant_key", accessGrantKey)
        parameters.set("access_method_id", accessMethodID)
        parameters.set("customer_key", customerKey)
        parameters.set("user_identifier_key", userIdentifierKey)
        parameters.set("search", search)
        parameters.set("limit", limit)
        return try await client.list("/access_codes/list", parameters.json, retries, AccessCode.init)
    }

    /// The same list a page at a time; each page is read when it is asked for.
    public func pages(
        deviceID: String? = nil,
        accessCodeIDs: [String]? = nil,
        accessGrantID: String? = nil,
        accessGrantKey: String? = nil,
        accessMethodID: String? = nil,
        customerKey: String? = nil,
        userIdentifierKey: String? = nil,
        search: String? = nil,
        limit: Int? = nil,
        retries: RetryPolicy = .automatic,
    ) -> SeamPages<AccessCode> {
        var parameters = Parameters()
        parameters.set("device_id", deviceID)
        parameters.set("access_code_ids", accessCodeIDs)
        parameters.set("access_grant_id", accessGrantID)
        parameters.set("access_grant_key", accessGrantKey)
        parameters.set("access_method_id", accessMethodID)
        parameters.set("customer_key", customerKey)
        parameters.set("user_identifier_key", userIdentifierKey)
        parameters.set("search", search)
        parameters.set("limit", limit)
        return SeamPages(client, "/access_codes/list", parameters.json, retries, AccessCode.init)
    }

    /// Takes a backup code from the device's pool, in place of a code that did not reach the lock.
    ///
    /// - Throws: ``SeamError``; when its delivery is `unanswered`, it may have happened all the same.
    public func pullBackupAccessCode(
        accessCodeID: String,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) -> AccessCode {
        var parameters = Parameters()
        parameters.set("access_code_id", accessCodeID)
        let response = try await client.call("/access_codes/pull_backup_access_code", parameters.json, retries: retries)
        return try AccessCode(response.body["access_code"] ?? .null)
    }

    /// Tells Seam which lengths of code a lock takes.
    ///
    /// - Throws: ``SeamError``; when its delivery is `unanswered`, it may have happened all the same.
    public func reportDeviceConstraints(
        deviceID: String,
        maxCodeLength: Int? = nil,
        minCodeLength: Int? = nil,
        supportedCodeLengths: [Int]? = nil,
        retries: RetryPolicy = .automatic,
    ) async throws(SeamError) {
        var parameters = Parameters()
        parameters.set("device_id", deviceID)
        parameters.set("max_code_length", maxCodeLength)
        parameters.set("min_code_length", minCodeLength)
        parameters.set("supported_code_lengths", supportedCodeLengths)
        _ = try await client.call("/access_codes/report_device_constraints", parameters.json, retries: retries)
    }

    /// Changes one code: its name, its PIN, its hours, or its kind.
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
        allowExternalModification: Bool? = nil,
        attemptForOfflineDevice: Bool? = nil,
        isExternalModificationAllowed: Bool? = nil,
        isManaged: Bool? = nil,
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
        parameters.set("allow_external_modification", allowExternalModification)
        parameters.set("attempt_for_offline_device", attemptForOfflineDevice)
        parameters.set("is_external_modification_allowed", isExternalModificationAllowed)
        parameters.set("is_managed", isManaged)
        _ = try await client.call("/access_codes/update", parameters.json, retries: retries)
    }

    /// Gives all codes of one common_code_key new hours or a new name; the PIN stays.
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

    /// Events on virtual locks of a sandbox workspace.
    public var simulate: Simulate { Simulate(client: client) }

    /// Codes that are on the lock without Seam having made them.
    public var unmanaged: Unmanaged { Unmanaged(client: client) }

    /// Events on virtual locks of a sandbox workspace.
    public struct Simulate: Sendable {
        let client: SeamClient

        /// Puts a code on a virtual lock as if somebody had typed it there.
        ///
        /// - Throws: ``SeamError``; when its delivery is `unanswered`, it may have happened all the same.
        public func createUnmanagedAccessCode(
            deviceID: String,
            name: String,
            code: String,
            retries: RetryPolicy = .automatic,
        ) async throws(SeamError) -> AccessCode {
            var parameters = Parameters()
            parameters.set("device_id", deviceID)
            parameters.set("name", name)
            parameters.set("code", code)
            let response = try await client.call("/access_codes/simulate/create_unmanaged_access_code", parameters.json, retries: retries)
            return try AccessCode(response.body["access_code"] ?? .null)
        }
    }

    /// Codes that are on the lock without Seam having made them.
    public struct Unmanaged: Sendable {
        let client: SeamClient

        /// Puts a code under Seam's care; whether it worked shows in a later event.
        ///
        /// - Throws: ``SeamError``; when its delivery is `unanswered`, it may have happened all the same.
        public func convertToManaged(
            accessCodeID: String,
            allowExternalModification: Bool? = nil,
            force: Bool? = nil,
            isExternalModificationAllowed: Bool? = nil,
            retries: RetryPolicy = .automatic,
        ) async throws(SeamError) {
            var parameters = Parameters()
            parameters.set("access_code_id", accessCodeID)
            parameters.set("allow_external_modification", allowExternalModification)
            parameters.set("force", force)
            parameters.set("is_external_modification_allowed", isExternalModificationAllowed)
            _ = try await client.call("/access_codes/unmanaged/convert_to_managed", parameters.json, retries: retries)
        }

        /// Deletes an unmanaged code from its lock.
        ///
        /// - Throws: ``SeamError``.
        public func delete(
            accessCodeID: String,
            retries: RetryPolicy = .automatic,
        ) async throws(SeamError) {
            var parameters = Parameters()
            parameters.set("access_code_id", accessCodeID)
            _ = try await client.call("/access_codes/unmanaged/delete", parameters.json, retries: retries)
        }

        /// Reads one unmanaged code, by its id or by its PIN on a device.
        ///
        /// - Throws: ``SeamError``.
        public func get(
            accessCodeID: String,
            retries: RetryPolicy = .automatic,
        ) async throws(SeamError) -> AccessCode {
            var parameters = Parameters()
            parameters.set("access_code_id", accessCodeID)
            let response = try await client.call("/access_codes/unmanaged/get", parameters.json, retries: retries)
            return try AccessCode(response.body["access_code"] ?? .null)
        }

        /// Reads one unmanaged code, by its id or by its PIN on a device.
        ///
        /// - Throws: ``SeamError``.
        public func get(
            deviceID: String,
            code: String,
            retries: RetryPolicy = .automatic,
        ) async throws(SeamError) -> AccessCode {
            var parameters = Parameters()
            parameters.set("device_id", deviceID)
            parameters.set("code", code)
            let response = try await client.call("/access_codes/unmanaged/get", parameters.json, retries: retries)
            return try AccessCode(response.body["access_code"] ?? .null)
        }

        /// Lists the unmanaged codes of a device.
        ///
        /// - Throws: ``SeamError``.
        public func list(
            deviceID: String,
            userIdentifierKey: String? = nil,
            search: String? = nil,
            limit: Int? = nil,
            retries: RetryPolicy = .automatic,
        ) async throws(SeamError) -> [AccessCode] {
            var parameters = Parameters()
            parameters.set("device_id", deviceID)
            parameters.set("user_identifier_key", userIdentifierKey)
            parameters.set("search", search)
            parameters.set("limit", limit)
            return try await client.list("/access_codes/unmanaged/list", parameters.json, retries, AccessCode.init)
        }

        /// The same list a page at a time; each page is read when it is asked for.
        public func pages(
            deviceID: String,
            userIdentifierKey: String? = nil,
            search: String? = nil,
            limit: Int? = nil,
            retries: RetryPolicy = .automatic,
        ) -> SeamPages<AccessCode> {
            var parameters = Parameters()
            parameters.set("device_id", deviceID)
            parameters.set("user_identifier_key", userIdentifierKey)
            parameters.set("search", search)
            parameters.set("limit", limit)
            return SeamPages(client, "/access_codes/unmanaged/list", parameters.json, retries, AccessCode.init)
        }

        /// Puts a code under Seam's care, or changes who may alter it.
        ///
        /// - Throws: ``SeamError``; the values are absolute, so that the call may be repeated after any error.
        public func update(
            accessCodeID: String,
            isManaged: Bool,
            allowExternalModification: Bool? = nil,
            force: Bool? = nil,
            isExternalModificationAllowed: Bool? = nil,
            retries: RetryPolicy = .automatic,
        ) async throws(SeamError) {
            var parameters = Parameters()
            parameters.set("access_code_id", accessCodeID)
            parameters.set("is_managed", isManaged)
            parameters.set("allow_external_modification", allowExternalModification)
            parameters.set("force", force)
            parameters.set("is_external_modification_allowed", isExternalModificationAllowed)
            _ = try await client.call("/access_codes/unmanaged/update", parameters.json, retries: retries)
        }
    }
}

extension SeamClient {
    /// Door codes: PINs on locks, for a time or for good.
    public var accessCodes: AccessCodes { AccessCodes(client: self) }
}
