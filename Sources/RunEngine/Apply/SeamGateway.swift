package import CivilTime
package import Model
package import Seam

/// The API as an apply sees it.
package struct SeamGateway: CodeGateway {
    private let client: SeamClient

    /// Makes a gateway over a client.
    package init(client: SeamClient) {
        self.client = client
    }

    /// Reads the codes in one list over all its pages, and the grants in another; each only where there are any.
    /// - Throws: What the client throws.
    package func read(
        accessCodeIDs: [String],
        accessGrantIDs: [String],
    ) async throws(SeamError) -> [String: CodeState] {
        var states: [String: CodeState] = [:]
        if !accessCodeIDs.isEmpty {
            for code in try await client.accessCodes.list(accessCodeIDs: accessCodeIDs) {
                states[code.accessCodeID] = CodeState(code)
            }
        }
        let reading = GrantReading(client: client, concurrency: 1)
        for grant in try await reading.resources(withIDs: accessGrantIDs) {
            states[grant.accessGrantID] = CodeState(grant)
        }
        return states
    }

    /// Reads the codes of doors, one list for each.
    /// - Throws: What the client throws.
    package func read(doors deviceIDs: [String]) async throws(SeamError) -> [String: [DoorCode]] {
        var doors: [String: [DoorCode]] = [:]
        for device in deviceIDs {
            doors[device] = try await client.accessCodes.list(deviceID: device).map(DoorCode.init)
        }
        return doors
    }

    /// Sends a call by its endpoint, without the client's repetitions.
    /// - Throws: What the client throws.
    package func send(_ call: CodeCall, notAfter limit: TimeSpan) async throws(SeamError) -> String? {
        let request = Self.request(call)
        let latest = EngineClock.origin.advanced(by: .milliseconds(limit.milliseconds))
        return try await client.callOnce(request.path, request.parameters, notAfter: latest).requestID
    }

    /// The request that a call is.
    static func request(_ call: CodeCall) -> (path: String, parameters: JSONValue) {
        switch call {
        case .update(let update): request(update)
        case .create(let creation): ("/access_codes/create", parameters(of: creation))
        case .delete(let id, _): ("/access_codes/delete", ["access_code_id": .string(id)])
        }
    }

    private static func parameters(of creation: CodeCreation) -> JSONValue {
        var parameters: [String: JSONValue] = [
            "device_id": .string(creation.deviceID),
            "starts_at": .string(creation.startsAt.iso8601),
            "ends_at": .string(creation.endsAt.iso8601),
            "common_code_key": .string(creation.commonCodeKey),
        ]
        if let name = creation.name { parameters["name"] = .string(name) }
        if let length = creation.length { parameters["preferred_code_length"] = .int(Int64(length)) }
        if let pin = creation.pin { parameters["code"] = .string(pin.digits) }
        return .object(parameters)
    }

    private static func request(_ update: CodeUpdate) -> (path: String, parameters: JSONValue) {
        var parameters: [String: JSONValue] = [:]
        if let startsAt = update.startsAt { parameters["starts_at"] = .string(startsAt.iso8601) }
        if let endsAt = update.endsAt { parameters["ends_at"] = .string(endsAt.iso8601) }
        if let name = update.name { parameters["name"] = .string(name) }
        switch update.target {
        case .group(let commonCodeKey):
            parameters["common_code_key"] = .string(commonCodeKey)
            return ("/access_codes/update_multiple", .object(parameters))
        case .code(let accessCodeID):
            parameters["access_code_id"] = .string(accessCodeID)
            if let kind = update.kind { parameters["type"] = .string(kind.rawValue) }
            return ("/access_codes/update", .object(parameters))
        case .grant(let accessGrantID):
            parameters["access_grant_id"] = .string(accessGrantID)
            return ("/access_grants/update", .object(parameters))
        }
    }
}
