extension SandboxState {
    /// - Throws: `invalid_input` with neither id nor name, `device_not_found`, `unauthorized` for a session that must
    ///   not see the device.
    func getDevice(_ call: Call, managed: Bool) throws(APIError) -> SandboxReply {
        let position = try foundDevice(call, managed: managed)
        return deviceReply(["device"], position, call)
    }

    /// - Throws: The errors of a page cursor.
    func listDevices(_ call: Call, managed: Bool) throws(APIError) -> SandboxReply {
        let page = try Page(call, defaultLimit: 500)
        let workspace = world.workspaces[call.workspace]
        let filter = DeviceFilter(call)
        let positions = workspace.devices.indices.lazy.filter { position in
            workspace.devices[position].isManaged == managed && filter.admits(position, of: workspace)
        }
        return page.reply("devices", positions) { position, writer in
            writer.object { workspace.writeFields(ofDevice: position, to: &$0) }
        }
    }

    /// - Throws: `device_not_found`, `device_unmanaged`, `invalid_input`.
    mutating func updateDevice(_ call: Call) throws(APIError) -> SandboxReply {
        let position = try presentDevice(call)
        guard world.workspaces[call.workspace].devices[position].isManaged else {
            throw APIError(400, "device_unmanaged", "Device is unmanaged")
        }
        let pool = call.arguments.flag("backup_access_code_pool_enabled")
        if pool == true, !world.workspaces[call.workspace].devices[position].model.hasBackupPool {
            throw .invalidInput("The device does not support a backup access code pool")
        }
        if pool == true { try openPool(ofDevice: position, call) }
        if pool == false { closePool(ofDevice: position, call) }
        rename(position, call)
        mergeMetadata(ofDevice: position, call)
        if call.arguments.flag("is_managed") == false {
            world.workspaces[call.workspace].devices[position].isManaged = false
            world.workspaces[call.workspace].note(.deviceUnmanaged, at: call.now, device: position)
        }
        return .done
    }

    /// - Throws: `device_not_found`, `device_managed`.
    mutating func updateUnmanagedDevice(_ call: Call) throws(APIError) -> SandboxReply {
        let position = try presentDevice(call)
        guard !world.workspaces[call.workspace].devices[position].isManaged else {
            throw APIError(400, "device_managed", "Device is managed")
        }
        mergeMetadata(ofDevice: position, call)
        if call.arguments.flag("is_managed") == true {
            world.workspaces[call.workspace].devices[position].isManaged = true
            world.workspaces[call.workspace].note(.deviceConverted, at: call.now, device: position)
        }
        return .done
    }

    /// The position of the device that `device_id` names, managed or not.
    /// - Throws: `device_not_found`.
    func presentDevice(_ call: Call) throws(APIError) -> Int {
        let workspace = world.workspaces[call.workspace]
        if let id = call.arguments.id("device_id"), let position = workspace.position(ofDevice: id),
            workspace.isPresent(device: position), call.sees(account: workspace.devices[position].account)
        {
            return position
        }
        throw Self.deviceNotFound(call)
    }

    /// The position of the managed device that `device_id` names.
    /// - Throws: `device_not_found`.
    func managedDevice(_ call: Call) throws(APIError) -> Int {
        let position = try presentDevice(call)
        guard world.workspaces[call.workspace].devices[position].isManaged else { throw Self.deviceNotFound(call) }
        return position
    }

    /// The position of the device that `device_id` or `name` means.
    /// - Throws: `invalid_input` with neither, `device_not_found`, `unauthorized`.
    func foundDevice(_ call: Call, managed: Bool) throws(APIError) -> Int {
        let workspace = world.workspaces[call.workspace]
        let id = call.arguments.id("device_id")
        let name = call.arguments.text("name")
        guard id != nil || name != nil else { throw .invalidInput("Either 'device_id' or 'name' is required") }
        let found = workspace.devices.indices.first { position in
            let device = workspace.devices[position]
            return device.isManaged == managed && workspace.isPresent(device: position)
                && (id == nil || device.id == id)
                && (name == nil || device.name == name || device.displayName == name)
        }
        guard let found else { throw Self.deviceNotFound(call) }
        guard call.sees(account: workspace.devices[found].account) else {
            throw .unauthorized("Not authorized to view this device")
        }
        return found
    }

    /// The record of one device, under each of the names.
    func deviceReply(_ names: [String], _ position: Int, _ call: Call) -> SandboxReply {
        let workspace = world.workspaces[call.workspace]
        return .json(200) { writer in
            for name in names { writer.object(name) { workspace.writeFields(ofDevice: position, to: &$0) } }
            writer.field("ok", true)
        }
    }

    private static func deviceNotFound(_ call: Call) -> APIError {
        let data = call.arguments.values.filter { $0.key == "device_id" && $0.value != .null }
        return APIError(404, "device_not_found", "Device not found", data: data.isEmpty ? nil : data)
    }

    /// Gives a device the name of the request, under either of the places it can be in; null takes the name back.
    private mutating func rename(_ position: Int, _ call: Call) {
        let nested = call.arguments.values["properties"]?.fields?["name"]
        guard let wanted = call.arguments.values["name"] ?? nested else { return }
        let before = world.workspaces[call.workspace].devices[position].displayName
        world.workspaces[call.workspace].devices[position].nickname = wanted.text
        let after = world.workspaces[call.workspace].devices[position].displayName
        guard before != after else { return }
        world.workspaces[call.workspace].note(.deviceRenamed, at: call.now, device: position, .name(after))
    }

    private mutating func mergeMetadata(ofDevice position: Int, _ call: Call) {
        guard let changes = call.arguments.values["custom_metadata"]?.fields else { return }
        for (name, value) in changes {
            world.workspaces[call.workspace].devices[position].customMetadata[name] = value == .null ? nil : value
        }
    }
}

extension SandboxState {
    /// Makes something about a device go wrong, or undoes it.
    /// - Throws: `device_not_found`.
    mutating func setDeviceFaults(_ faults: [Device.Fault], _ isOn: Bool, _ call: Call) throws(APIError) -> SandboxReply
    {
        let position = try presentDevice(call)
        for fault in faults where (world.workspaces[call.workspace].devices[position].faults[fault] != nil) != isOn {
            world.workspaces[call.workspace].setFault(fault, isOn, onDevice: position, at: call.now)
        }
        return .done
    }

    /// Connects a device again, whatever kept it away on its own side.
    /// - Throws: `device_not_found`.
    mutating func connectDevice(_ call: Call) throws(APIError) -> SandboxReply {
        try setDeviceFaults([.disconnected, .offline], false, call)
    }

    /// - Throws: `device_not_found`.
    mutating func simulateSubscription(_ call: Call) throws(APIError) -> SandboxReply {
        try setDeviceFaults([.subscriptionExpired], call.arguments.flag("is_expired") ?? false, call)
    }

    /// The makers whose locks the sandbox has.
    func listProviders(_ call: Call) -> SandboxReply {
        let category = call.arguments.text("provider_category")
        let isMatch = category == nil || category == "stable" || category == "consumer_smartlocks"
        return .json(200) { writer in
            writer.array("device_providers") { writer in
                guard isMatch else { return }
                for model in DeviceModel.all {
                    writer.object { Self.writeProvider(of: model, to: &$0) }
                }
            }
            writer.field("ok", true)
        }
    }

    /// Takes note of what a maker's app told about devices, which changes nothing here.
    /// - Throws: `device_not_found` for an unknown device.
    func reportProviderMetadata(_ call: Call) throws(APIError) -> SandboxReply {
        let workspace = world.workspaces[call.workspace]
        for entry in call.arguments.values["devices"]?.elements ?? [] {
            let text = entry.fields?["device_id"]?.text ?? ""
            guard let id = Identifier(text), let position = workspace.position(ofDevice: id),
                workspace.isPresent(device: position)
            else {
                throw APIError(404, "device_not_found", "Device not found", data: ["device_id": .string(text)])
            }
        }
        return .done
    }

    private static func writeProvider(of model: DeviceModel, to writer: inout JSONWriter) {
        writer.field("device_provider_name", model.manufacturer)
        writer.field("display_name", model.brand)
        // An empty picture: the sandbox serves none, and links to nobody else's.
        writer.field("image_url", "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'/%3E")
        writer.array("provider_categories") { writer in
            writer.value("stable")
            writer.value("consumer_smartlocks")
        }
        for flag in Device.capabilities { writer.field(flag, true) }
    }
}
