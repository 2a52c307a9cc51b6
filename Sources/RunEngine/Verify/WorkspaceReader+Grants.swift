internal import CivilTime
internal import Model
internal import Seam

extension WorkspaceReader {
    /// What is known of the grants of some rows, and of their methods where the codes do not say all.
    /// - Throws: `unauthorized` or `connection`.
    func grants(
        of rows: [Row],
        _ codes: [String: AccessCode],
        at now: Instant,
    ) async throws(PlanError) -> [Row.Target: GrantFinding] {
        let rows = rows.filter(\.isOfGrant)
        guard !rows.isEmpty else { return [:] }
        let reading = GrantReading(client: client, concurrency: concurrency)
        let ids = Set(rows.map(\.target.identifier)).sorted()
        return try await Self.reading { () async throws(SeamError) in
            var findings: [Row.Target: GrantFinding] = [:]
            for row in rows { findings[row.target] = GrantFinding(grant: nil) }
            for grant in try await reading.resources(withIDs: ids) {
                findings[.grant(accessGrantID: grant.accessGrantID)] = GrantFinding(grant: grant)
            }
            let asked = rows.filter { findings[$0.target]?.needsMethods($0, codes, at: now) == true }
            for (id, methods) in try await reading.methods(ofGrants: asked.map(\.target.identifier)) {
                findings[.grant(accessGrantID: id)]?.methods = methods
            }
            return findings
        }
    }

    /// What is known of the grant that a target is, with its methods; nil for any other target.
    /// - Throws: `unauthorized` or `connection`.
    func grant(of target: Row.Target) async throws(PlanError) -> GrantFinding? {
        guard case .grant(let id) = target else { return nil }
        let reading = GrantReading(client: client, concurrency: concurrency)
        return try await Self.reading { () async throws(SeamError) in
            guard let grant = try await reading.resources(withIDs: [id]).first else { return GrantFinding(grant: nil) }
            return GrantFinding(grant: grant, methods: try await reading.methods(ofGrants: [id])[id] ?? [])
        }
    }
}
