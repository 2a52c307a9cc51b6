internal import CivilTime
internal import Model
internal import Seam

/// Which access grants are read with some doors.
package enum GrantScope: Sendable {
    /// Those that open one of the doors, and some more by their ids.
    case ofDoors(including: Set<String> = [])
    /// None: which codes are those of grants is known from elsewhere.
    case none
}

/// Reads the access grants of a workspace, each with the ids of its codes.
///
/// A code does not say that a grant holds it, so that each grant is asked for its codes; a workspace without grants costs one
/// request.
struct GrantReading: Sendable {
    /// The most ids in one request.
    private static let idsAtOnce = 100

    let client: SeamClient
    let concurrency: Int
    /// The present instant, before which grants are over.
    var now = Instant(milliseconds: 0)

    /// The grants of a scope; `devices` are the doors that are read, nil for all.
    /// - Throws: `SeamError`; a server that knows no grants has none.
    func grants(_ scope: GrantScope, on devices: [String]?) async throws(SeamError) -> [IndexedGrant] {
        switch scope {
        case .none: return []
        case .ofDoors(let ids):
            let all = try await list([:])
            // Seam lists grants that are over for ever; their codes are gone, but for those of locks out of reach.
            let (old, recent) = all.partitioned { $0.state.endsAt.map { $0 <= now - Stay.memory } ?? false }
            guard !recent.isEmpty else { return old }
            let wanted = try await those(of: recent, on: devices, including: ids)
            return try await withDevices(try await withCodes(wanted)) + old
        }
    }

    /// Whether a grant holds a code, and which; nil where none does.
    /// - Throws: `SeamError`.
    func grant(ofCode accessCodeID: String) async throws(SeamError) -> IndexedGrant? {
        try await list(["access_code_id": .string(accessCodeID)]).first
    }

    /// The grants with some ids that exist, as the API has them.
    /// - Throws: `SeamError`.
    func resources(withIDs ids: [String]) async throws(SeamError) -> [AccessGrant] {
        let pieces = stride(from: 0, to: ids.count, by: Self.idsAtOnce).map { start in
            Array(ids[start..<min(start + Self.idsAtOnce, ids.count)])
        }
        var grants: [AccessGrant] = []
        try await ConcurrentReads.each(pieces, concurrency: concurrency) { [client] ids throws(SeamError) in
            try await client.list("/access_grants/list", ["access_grant_ids": .array(ids.map(JSONValue.string))]) {
                json throws(SeamError) in
                try AccessGrant(json)
            }
        } _: { _, found in
            grants += found
        }
        return grants
    }

    /// The methods of some grants, by the ids of the grants.
    /// - Throws: `SeamError`.
    func methods(ofGrants ids: [String]) async throws(SeamError) -> [String: [AccessMethod]] {
        var methods: [String: [AccessMethod]] = [:]
        try await ConcurrentReads.each(Set(ids).sorted(), concurrency: concurrency) { [client] id throws(SeamError) in
            try await client.list("/access_methods/list", ["access_grant_id": .string(id)]) { json throws(SeamError) in
                try AccessMethod(json)
            }
        } _: { id, found in
            methods[id] = found
        }
        return methods
    }

    private func list(_ parameters: JSONValue) async throws(SeamError) -> [IndexedGrant] {
        do throws(SeamError) {
            return try await client.list("/access_grants/list", parameters) { json throws(SeamError) in
                var grant = IndexedGrant(try AccessGrant(json))
                if let end = grant.state.endsAt, end <= now { grant.marks.insert(.over) }
                return grant
            }
        } catch {
            guard error.status == 404 else { throw error }
            return []
        }
    }

    /// The grants that open some doors: Seam is asked for those of each door, where that is less to ask for.
    private func those(
        of all: [IndexedGrant],
        on devices: [String]?,
        including ids: Set<String>,
    ) async throws(SeamError) -> [IndexedGrant] {
        guard let devices, devices.count < all.count else { return all }
        var ids = ids
        try await ConcurrentReads.each(devices, concurrency: concurrency) { [self] device throws(SeamError) in
            try await list(["device_id": .string(device)]).map(\.accessGrantID)
        } _: { _, found in
            ids.formUnion(found)
        }
        return all.filter { ids.contains($0.accessGrantID) }
    }

    private func withCodes(_ grants: [IndexedGrant]) async throws(SeamError) -> [IndexedGrant] {
        var grants = grants
        try await ConcurrentReads.each(Array(grants.indices), concurrency: concurrency) {
            [client, grants] place throws(SeamError) in
            let parameters: JSONValue = ["access_grant_id": .string(grants[place].accessGrantID)]
            return try await client.list("/access_codes/list", parameters) { json throws(SeamError) in
                (id: json["access_code_id"]?.string ?? "", device: json["device_id"]?.string)
            }
        } _: { place, codes in
            grants[place].codeIDs = codes.map(\.id).filter { !$0.isEmpty }
            grants[place].deviceIDs = Set(codes.compactMap(\.device))
        }
        return grants
    }

    /// Grants without a code, such as those of cards, with the devices that they open.
    private func withDevices(_ grants: [IndexedGrant]) async throws(SeamError) -> [IndexedGrant] {
        var grants = grants
        let places = grants.indices.filter { grants[$0].codeIDs.isEmpty && !grants[$0].marks.contains(.over) }
        try await ConcurrentReads.each(places, concurrency: concurrency) { [client, grants] place throws(SeamError) in
            let parameters: JSONValue = [
                "access_grant_ids": [.string(grants[place].accessGrantID)], "include": ["devices"],
            ]
            let answer = try await client.call("/access_grants/get_related", parameters)
            return (answer.body["batch"]?["devices"]?.array ?? []).compactMap { $0["device_id"]?.string }
        } _: { place, devices in
            grants[place].deviceIDs = Set(devices)
        }
        return grants
    }
}

extension [IndexedGrant] {
    /// Those of which something is so, and the others.
    fileprivate func partitioned(_ isSo: (IndexedGrant) -> Bool) -> (those: [IndexedGrant], others: [IndexedGrant]) {
        (filter(isSo), filter { !isSo($0) })
    }
}

extension IndexedGrant {
    /// What a plan needs of a grant, without its codes.
    init(_ grant: AccessGrant) {
        var marks: Marks = []
        if grant.isUpdating { marks.insert(.updating) }
        if grant.warningCodes.contains("device_time_constraints_violated") { marks.insert(.constrained) }
        if grant.warningCodes.contains("being_deleted") { marks.insert(.leaving) }
        if grant.modes.contains("card") { marks.insert(.card) }
        let state = CodeState(grant)
        self.init(
            accessGrantID: grant.accessGrantID,
            state: state,
            marks: marks,
            reservationKey: grant.reservationKey,
            spaceIDs: grant.spaceIDs,
            unknown: IndexedCode.Unknown(grant, state),
        )
        key = grant.accessGrantKey
    }
}

extension AccessGrant {
    /// Whether other hours are on their way to its methods.
    var isUpdating: Bool {
        warningCodes.contains("updating_access_times")
            || pendingMutations.contains { $0.code == "updating_access_times" }
    }
}

extension IndexedCode.Unknown {
    /// The fields of a grant that decide something and were not read.
    fileprivate init(_ grant: AccessGrant, _ state: CodeState) {
        var names = grant.unknownFields.filter { ["name", "pending_mutations"].contains($0) }
        if state.startsAt == nil { names.append("starts_at") }
        if state.kind == .timeBound, state.endsAt == nil { names.append("ends_at") }
        self.init(names)
    }
}
