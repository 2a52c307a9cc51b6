extension SeedReader {
    private static let misfits = ["duration_exceeds_max", "times_do_not_match_slots", "ongoing_not_supported"]

    /// The spaces of a workspace.
    mutating func spaces(_ node: SeedNode, _ owner: SandboxSeed.Owner) throws(SeedNode.Problem) -> [SandboxSeed
        .SeedSpace]
    {
        var spaces: [SandboxSeed.SeedSpace] = []
        for node in try node.list("spaces") {
            try node.check(["name", "id", "space_key", "customer_key", "devices"])
            spaces.append(
                SandboxSeed.SeedSpace(
                    name: try node.requiredText("name"),
                    id: try newID(node),
                    key: try node.text("space_key"),
                    customerKey: try node.text("customer_key"),
                    doors: try doors(node, isGroup: true, owner)
                )
            )
        }
        return spaces
    }

    /// The grants of a workspace; `"grants": true` makes one of each group.
    mutating func grants(
        _ node: SeedNode,
        _ owner: SandboxSeed.Owner,
        _ taken: inout [Set<String>]
    ) throws(SeedNode.Problem) -> [SandboxSeed.Grant] {
        guard let field = node.field("grants") else { return [] }
        if field.json.flag == true { return try groupsAsGrants(node, owner, &taken) }
        var grants: [SandboxSeed.Grant] = []
        for node in try node.list("grants") { grants.append(try grant(node, owner, &taken)) }
        return grants
    }

    /// Whether the groups of a workspace are held by grants.
    static func holdsGroups(_ node: SeedNode) -> Bool {
        node.field("grants")?.json.flag == true
    }

    private func groupsAsGrants(
        _ node: SeedNode,
        _ owner: SandboxSeed.Owner,
        _ taken: inout [Set<String>]
    ) throws(SeedNode.Problem) -> [SandboxSeed.Grant] {
        var grants: [SandboxSeed.Grant] = []
        for node in try node.list("groups") {
            if let hours = node.field("hours") { throw hours.problem("the doors of a grant have the grant's hours") }
            let code = try code(node, isGroup: true, owner, &taken)
            let hours = code.timeFrame.map { GrantHours(startsAt: $0.startsAt, endsAt: $0.endsAt) }
            grants.append(SandboxSeed.Grant(code: code, hours: hours))
        }
        return grants
    }

    private mutating func grant(
        _ node: SeedNode,
        _ owner: SandboxSeed.Owner,
        _ taken: inout [Set<String>]
    ) throws(SeedNode.Problem) -> SandboxSeed.Grant {
        try node.check([
            "name", "id", "devices", "spaces", "code", "mode", "modes", "starts_at", "ends_at", "guest",
            "access_grant_key",
            "reservation_key", "common_code_key", "device_time_constraints_violated", "failed_to_issue",
        ])
        let spaces = try spaces(of: node, owner)
        let doors = try doors(of: node, spaces, owner)
        let pin = try node.text("code")
        if let pin { try check(pin, on: doors, node, owner, &taken) }
        let code = SandboxSeed.Code(
            name: try node.requiredText("name"),
            doors: doors,
            pin: pin,
            commonCodeKey: try node.text("common_code_key"),
            isGroup: false
        )
        return SandboxSeed.Grant(
            code: code,
            id: try newID(node),
            key: try node.text("access_grant_key"),
            reservationKey: try node.text("reservation_key"),
            guest: try node.text("guest"),
            hours: try node.grantHours(),
            modes: try modes(node),
            spaces: spaces,
            misfit: try misfit(node),
            isFailed: try node.flag("failed_to_issue") ?? false
        )
    }

    private func spaces(of node: SeedNode, _ owner: SandboxSeed.Owner) throws(SeedNode.Problem) -> [Int] {
        var spaces: [Int] = []
        for name in try node.list("spaces") {
            let text = try name.text()
            guard let space = owner.spaces.firstIndex(where: { $0.name == text }) else {
                throw name.problem("there is no space \"\(text)\" in this workspace")
            }
            spaces.append(space)
        }
        return spaces
    }

    /// The doors that a grant names, and those of its spaces.
    private func doors(of node: SeedNode, _ spaces: [Int], _ owner: SandboxSeed.Owner) throws(SeedNode.Problem) -> [Int]
    {
        var doors = node.field("devices") == nil && !spaces.isEmpty ? [] : try doors(node, isGroup: true, owner)
        for door in spaces.flatMap({ owner.spaces[$0].doors }) where !doors.contains(door) { doors.append(door) }
        return doors
    }

    private func modes(_ node: SeedNode) throws(SeedNode.Problem) -> [AccessMethod.Mode] {
        var nodes = try node.list("modes")
        if let single = node.field("mode") { nodes.append(single) }
        var modes: [AccessMethod.Mode] = []
        for node in nodes {
            guard let mode = AccessMethod.Mode(rawValue: try node.text()) else {
                let known = AccessMethod.Mode.allCases.map(\.rawValue).joined(separator: ", ")
                throw node.problem("there is no such mode; there are \(known)")
            }
            modes.append(mode)
        }
        return modes.isEmpty ? [.code] : modes
    }

    private func misfit(_ node: SeedNode) throws(SeedNode.Problem) -> String? {
        guard let field = node.field("device_time_constraints_violated") else { return nil }
        if let isOne = field.json.flag { return isOne ? Self.misfits[0] : nil }
        let reason = try field.text()
        guard Self.misfits.contains(reason) else {
            throw field.problem("there is no reason \"\(reason)\"; there are \(Self.misfits.joined(separator: ", "))")
        }
        return reason
    }

    /// The client session of a workspace; the first one has one for its first type of door by itself.
    func session(
        _ node: SeedNode,
        isFirst: Bool,
        _ owner: SandboxSeed.Owner
    ) throws(SeedNode.Problem) -> SandboxSeed.Session? {
        guard let field = node.field("client_session") else {
            guard isFirst else { return nil }
            return SandboxSeed.Session(token: World.sessionToken, types: owner.doors.prefix(1).map(\.type))
        }
        try field.check(["token", "types"])
        let token = try field.text("token") ?? World.sessionToken
        guard token.hasPrefix("seam_cst") else {
            throw SeedNode.Problem(
                path: field.path + ["token"],
                text: "the token of a client session begins with seam_cst"
            )
        }
        var types: [String] = []
        for type in try field.list("types") {
            let text = try type.text()
            guard owner.doors.contains(where: { $0.type == text }) else {
                throw type.problem("no device of this workspace has the type \"\(text)\"")
            }
            types.append(text)
        }
        return SandboxSeed.Session(token: token, types: types)
    }
}
