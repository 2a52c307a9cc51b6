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

    /// Sends an update by the endpoint of its target, without the client's repetitions.
    /// - Throws: What the client throws.
    package func send(_ update: CodeUpdate, notAfter limit: TimeSpan) async throws(SeamError) -> String? {
        let request = Self.request(update)
        let latest = EngineClock.origin.advanced(by: .milliseconds(limit.milliseconds))
        return try await client.callOnce(request.path, request.parameters, notAfter: latest).requestID
    }

    /// The call that an update is.
    static func request(_ update: CodeUpdate) -> (path: String, parameters: JSONValue) {
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
