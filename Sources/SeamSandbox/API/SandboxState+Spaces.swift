extension SandboxState {
    /// - Throws: `invalid_input` with neither id nor key, `space_not_found`.
    func getSpace(_ call: Call) throws(APIError) -> SandboxReply {
        spaceReply(try foundSpace(call), call)
    }

    /// - Throws: The errors of a page cursor.
    func listSpaces(_ call: Call) throws(APIError) -> SandboxReply {
        let page = try Page(call, defaultLimit: 500)
        let workspace = world.workspaces[call.workspace]
        let customer = call.arguments.text("customer_key")
        let key = call.arguments.text("space_key")
        let search = call.arguments.text("search")?.lowercased()
        let positions = workspace.spaces.indices.lazy.filter { position in
            let space = workspace.spaces[position]
            guard !space.isDeleted, customer == nil || space.customerKey == customer else { return false }
            guard key == nil || space.key == key else { return false }
            guard let search else { return true }
            return [space.name.lowercased(), space.key?.lowercased() ?? "", space.id.text].contains {
                $0.contains(search)
            }
        }
        return page.reply("spaces", positions) { position, writer in
            writer.object { workspace.spaces[position].writeFields(workspaceID: workspace.id, to: &$0) }
        }
    }

    /// What hangs on some spaces: their devices, the devices' accounts, and the methods that open them.
    /// - Throws: `invalid_input` without ids and keys.
    func getRelatedToSpaces(_ call: Call) throws(APIError) -> SandboxReply {
        guard call.arguments.has("space_ids") || call.arguments.has("space_keys") else {
            throw .invalidInput("Either 'space_ids' or 'space_keys' is required")
        }
        let ids = call.arguments.ids("space_ids") ?? []
        let keys = call.arguments.texts("space_keys") ?? []
        let workspace = world.workspaces[call.workspace]
        let spaces = workspace.spaces.indices.filter { position in
            let space = workspace.spaces[position]
            return !space.isDeleted && (ids.contains(space.id) || space.key.map(keys.contains) ?? false)
        }
        let named = Set(spaces.map { workspace.spaces[$0].id })
        let methods = workspace.stays.grants.filter { !$0.isGone && !named.isDisjoint(with: $0.spaces) }.flatMap(
            \.methods
        )
        return relatedReply(Related(methods: methods, spaces: spaces), call)
    }

    /// - Throws: `device_not_found`, `acs_entrance_not_found`, `connected_account_not_found`, `space_key_in_use`.
    mutating func createSpace(_ call: Call) throws(APIError) -> SandboxReply {
        let arguments = call.arguments
        let devices = try spaceDevices(call)
        try checkSpaceKey(call)
        var space = Space(id: random.uuid(), createdAt: call.now, name: arguments.text("name") ?? "")
        for id in arguments.ids("connected_account_ids") ?? [] { space.accounts.append(try account(id, call)) }
        space.key = arguments.text("space_key")
        space.customerKey = arguments.text("customer_key")
        space.customerData = arguments.values["customer_data"]?.fields
        space.devices = devices
        let position = world.workspaces[call.workspace].spaces.count
        world.workspaces[call.workspace].spaces.append(space)
        world.workspaces[call.workspace].note(.spaceCreated, space: position, at: call.now)
        return spaceReply(position, call)
    }

    /// Changes a space; its devices, where they are given, become those of the request.
    /// - Throws: `invalid_input` with neither id nor key, `space_not_found`, `device_not_found`,
    ///   `acs_entrance_not_found`.
    mutating func updateSpace(_ call: Call) throws(APIError) -> SandboxReply {
        let position = try foundSpace(call)
        let arguments = call.arguments
        let devices = try spaceDevices(call)
        var space = world.workspaces[call.workspace].spaces[position]
        if let name = arguments.text("name") { space.name = name }
        if arguments.has("space_id"), let key = arguments.text("space_key") { space.key = key }
        if let data = arguments.values["customer_data"]?.fields {
            space.customerData = (space.customerData ?? [:]).merging(data) { $1 }
        }
        world.workspaces[call.workspace].spaces[position] = space
        if arguments.has("device_ids") { setDevices(devices, ofSpace: position, call) }
        return spaceReply(position, call)
    }

    /// Deletes a space; grants lose the doors that they had through it.
    /// - Throws: `space_not_found`.
    mutating func deleteSpace(_ call: Call) throws(APIError) -> SandboxReply {
        deleteSpace(at: try foundSpace(call), call)
        return .done
    }

    mutating func deleteSpace(at position: Int, _ call: Call) {
        world.workspaces[call.workspace].note(.spaceDeleted, space: position, at: call.now)
        world.workspaces[call.workspace].spaces[position].isDeleted = true
        world.workspaces[call.workspace].followSpaces(at: call.now, staleFor: call.lag)
    }

    /// - Throws: `space_not_found`, `device_not_found`.
    mutating func addDevicesToSpace(_ call: Call) throws(APIError) -> SandboxReply {
        let position = try foundSpace(call)
        let added = try spaceDevices(call)
        let known = world.workspaces[call.workspace].spaces[position].devices
        setDevices(known + added.filter { !known.contains($0) }, ofSpace: position, call)
        return .done
    }

    /// - Throws: `space_not_found`, `device_not_found`.
    mutating func removeDevicesFromSpace(_ call: Call) throws(APIError) -> SandboxReply {
        let position = try foundSpace(call)
        let removed = try spaceDevices(call)
        let known = world.workspaces[call.workspace].spaces[position].devices
        setDevices(known.filter { !removed.contains($0) }, ofSpace: position, call)
        return .done
    }

    /// Adds an account to a space, or takes it out; the accounts of a space show nowhere but in the account's lists.
    /// - Throws: `space_not_found`, `connected_account_not_found`.
    mutating func setAccountOfSpace(_ call: Call, isMember: Bool) throws(APIError) -> SandboxReply {
        let position = try foundSpace(call)
        let account = try presentAccount(call)
        var accounts = world.workspaces[call.workspace].spaces[position].accounts.filter { $0 != account }
        if isMember { accounts.append(account) }
        world.workspaces[call.workspace].spaces[position].accounts = accounts
        return .done
    }

    private mutating func setDevices(_ devices: [Int], ofSpace position: Int, _ call: Call) {
        guard world.workspaces[call.workspace].spaces[position].devices != devices else { return }
        world.workspaces[call.workspace].spaces[position].devices = devices
        world.workspaces[call.workspace].note(.spaceMembersChanged, space: position, at: call.now)
        world.workspaces[call.workspace].followSpaces(at: call.now, staleFor: call.lag)
    }

    private func foundSpace(_ call: Call) throws(APIError) -> Int {
        let id = call.arguments.id("space_id")
        let key = call.arguments.text("space_key")
        guard id != nil || key != nil else { throw .invalidInput("Either 'space_id' or 'space_key' is required") }
        let spaces = world.workspaces[call.workspace].spaces
        // An update names a space by its id, and may give it another key.
        let found = spaces.indices.first { position in
            let space = spaces[position]
            return !space.isDeleted && (id.map { $0 == space.id } ?? (space.key == key))
        }
        guard let found else {
            throw Self.spaceNotFound(call.arguments.values.filter { $0.key == "space_id" || $0.key == "space_key" })
        }
        return found
    }

    private func spaceDevices(_ call: Call) throws(APIError) -> [Int] {
        if let id = call.arguments.texts("acs_entrance_ids")?.first {
            throw APIError(404, "acs_entrance_not_found", "Entrance not found", data: ["acs_entrance_id": .string(id)])
        }
        let workspace = world.workspaces[call.workspace]
        var devices: [Int] = []
        for id in call.arguments.ids("device_ids") ?? [] {
            guard let position = workspace.position(ofDevice: id), workspace.isPresent(device: position) else {
                throw APIError(404, "device_not_found", "Device not found", data: ["device_id": .string(id.text)])
            }
            if !devices.contains(position) { devices.append(position) }
        }
        return devices
    }

    private func account(_ id: Identifier, _ call: Call) throws(APIError) -> Int {
        let accounts = world.workspaces[call.workspace].accounts
        if let found = accounts.indices.first(where: { accounts[$0].id == id && !accounts[$0].isDeleted }) {
            return found
        }
        let data: [String: JSON] = ["connected_account_id": .string(id.text)]
        throw APIError(404, "connected_account_not_found", "Connected account not found", data: data)
    }

    private func checkSpaceKey(_ call: Call) throws(APIError) {
        guard let key = call.arguments.text("space_key") else { return }
        guard world.workspaces[call.workspace].spaces.contains(where: { $0.key == key && !$0.isDeleted }) else {
            return
        }
        let message = "A space with this space_key exists already"
        throw APIError(409, "space_key_in_use", message, data: ["space_key": .string(key)])
    }

    private func spaceReply(_ position: Int, _ call: Call) -> SandboxReply {
        let workspace = world.workspaces[call.workspace]
        return .json(200) { writer in
            writer.object("space") { workspace.spaces[position].writeFields(workspaceID: workspace.id, to: &$0) }
            writer.field("ok", true)
        }
    }
}
