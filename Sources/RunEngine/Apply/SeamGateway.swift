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

    /// Reads the codes in one list, over all its pages.
    /// - Throws: What the client throws.
    package func read(accessCodeIDs: [String]) async throws(SeamError) -> [String: CodeState] {
        let codes = try await client.accessCodes.list(accessCodeIDs: accessCodeIDs)
        return Dictionary(codes.map { ($0.accessCodeID, CodeState($0)) }) { _, newest in newest }
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
        }
    }
}

extension CodeState {
    /// The hours and the name of a code, those of its pending changes first.
    ///
    /// A time that cannot be read counts as none: it then equals no plan, and nothing is sent. A code without a known type
    /// ends, unless the answer says that it has neither start nor end.
    package init(_ code: AccessCode) {
        let frame = code.pendingMutations.last(where: \.movesHours)
        let naming = code.pendingMutations.last { $0.code == "updating_name" }?.to
        let startsAt = Self.instant(frame == nil ? code.startsAt : frame?.to?.startsAt)
        let endsAt = Self.instant(frame == nil ? code.endsAt : frame?.to?.endsAt)
        let isEndless = frame == nil && code.saysItHasNoHours
        self.init(
            startsAt: startsAt,
            endsAt: endsAt,
            name: naming?.name ?? code.name,
            kind: code.type.flatMap(Kind.init(rawValue:)) ?? (isEndless ? .ongoing : .timeBound),
        )
    }

    private static func instant(_ text: String?) -> Instant? {
        text.flatMap { try? Instant(iso8601: $0) }
    }
}

extension PendingMutation {
    /// Whether it brings other hours to the lock; one without a word does, if hours are what it has.
    fileprivate var movesHours: Bool {
        code == "updating_time_frame" || (code == nil && (to?.startsAt != nil || to?.endsAt != nil))
    }
}

extension AccessCode {
    /// Whether the answer has both bounds, and both are null.
    fileprivate var saysItHasNoHours: Bool {
        startsAt == nil && endsAt == nil && !unknownFields.contains("starts_at") && !unknownFields.contains("ends_at")
    }
}
