extension SandboxState {
    /// - Throws: `invalid_input` unless id or key is given, `user_identity_not_found`.
    func getIdentity(_ call: Call) throws(APIError) -> SandboxReply {
        identityReply(try foundIdentity(call), call)
    }

    /// - Throws: The errors of a page cursor.
    func listIdentities(_ call: Call) throws(APIError) -> SandboxReply {
        let page = try Page(call, defaultLimit: 500)
        let workspace = world.workspaces[call.workspace]
        let ids = call.arguments.ids("user_identity_ids")
        let before = call.arguments.whole("created_before") ?? .max
        let search = call.arguments.text("search")?.lowercased()
        // The sandbox's sessions are for accounts, and for nobody.
        let isEmpty = call.arguments.has("credential_manager_acs_system_id") || call.accounts != nil
        let positions = workspace.identities.indices.lazy.filter { position in
            let identity = workspace.identities[position]
            guard !isEmpty, !identity.isDeleted, identity.createdAt < before else { return false }
            guard ids?.contains(identity.id) ?? true else { return false }
            guard let search else { return true }
            let texts = [identity.fullName, identity.email, identity.phone, identity.key, identity.id.text]
            return texts.contains { $0?.lowercased().contains(search) ?? false }
        }
        return page.reply("user_identities", positions) { position, writer in
            writer.object { workspace.identities[position].writeFields(workspaceID: workspace.id, to: &$0) }
        }
    }

    /// - Throws: `user_identity_already_exists`.
    mutating func createIdentity(_ call: Call) throws(APIError) -> SandboxReply {
        var identity = try newIdentity(call.arguments.values, call)
        identity.customerKey = call.arguments.text("customer_key")
        let position = world.workspaces[call.workspace].identities.count
        world.workspaces[call.workspace].identities.append(identity)
        return identityReply(position, call)
    }

    /// - Throws: `user_identity_not_found`.
    mutating func updateIdentity(_ call: Call) throws(APIError) -> SandboxReply {
        let values = call.arguments.values
        var identity = world.workspaces[call.workspace].identities[try foundIdentity(call, byID: true)]
        if let name = values["full_name"] { identity.fullName = name.text }
        if let email = values["email_address"] { identity.email = email.text }
        if let phone = values["phone_number"] { identity.phone = phone.text }
        if let key = values["user_identity_key"] { identity.key = key.text }
        world.workspaces[call.workspace].identities[try foundIdentity(call, byID: true)] = identity
        return .done
    }

    /// Deletes somebody, with their grants.
    /// - Throws: `user_identity_not_found`.
    mutating func deleteIdentity(_ call: Call) throws(APIError) -> SandboxReply {
        let position = try foundIdentity(call)
        let id = world.workspaces[call.workspace].identities[position].id
        world.workspaces[call.workspace].identities[position].isDeleted = true
        deleteGrants(call) { $0.identity == id }
        return .done
    }

    /// The devices that somebody's grants open.
    /// - Throws: `user_identity_not_found`.
    func listAccessibleDevices(_ call: Call) throws(APIError) -> SandboxReply {
        let workspace = world.workspaces[call.workspace]
        let id = workspace.identities[try foundIdentity(call)].id
        let grants = workspace.stays.grants.filter { $0.identity == id && !$0.isGone && $0.deletedAt == nil }
        let doors = Set(grants.flatMap(workspace.doors)).sorted()
        return .json(200) { writer in
            for name in ["devices", "accessible_devices"] {
                writer.array(name) { writer in
                    for door in doors { writer.object { workspace.writeFields(ofDevice: door, to: &$0) } }
                }
            }
            writer.field("ok", true)
        }
    }

    /// Deletes the grants that `isMeant` picks.
    mutating func deleteGrants(_ call: Call, _ isMeant: (AccessGrant) -> Bool) {
        let grants = world.workspaces[call.workspace].stays.grants
        for position in grants.indices
        where grants[position].deletedAt == nil && !grants[position].isGone && isMeant(grants[position]) {
            world.workspaces[call.workspace].delete(grant: position, at: call.now, staleFor: call.lag)
        }
    }

    private func foundIdentity(_ call: Call, byID: Bool = false) throws(APIError) -> Int {
        let id = call.arguments.id("user_identity_id")
        let key = byID ? nil : call.arguments.text("user_identity_key")
        guard id != nil || key != nil else {
            throw .invalidInput("Either 'user_identity_id' or 'user_identity_key' is required")
        }
        let identities = world.workspaces[call.workspace].identities
        let found = identities.indices.first { position in
            let identity = identities[position]
            return !identity.isDeleted && id ?? identity.id == identity.id && (key == nil || key == identity.key)
        }
        guard let found else {
            let names = ["user_identity_id", "user_identity_key"]
            throw Self.identityNotFound(call.arguments.values.filter { names.contains($0.key) })
        }
        return found
    }

    private func identityReply(_ position: Int, _ call: Call) -> SandboxReply {
        let workspace = world.workspaces[call.workspace]
        return .json(200) { writer in
            writer.object("user_identity") { writer in
                workspace.identities[position].writeFields(workspaceID: workspace.id, to: &writer)
            }
            writer.field("ok", true)
        }
    }
}
