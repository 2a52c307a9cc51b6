extension SandboxState {
    /// Filters on things that no device of the sandbox has, so that they match none.
    private static let unmatched = [
        "connect_webview_id", "customer_key", "space_id", "unstable_location_id", "user_identifier_key",
    ]

    func getWorkspace(_ call: Call) -> SandboxReply {
        .json(200) { writer in
            writer.object("workspace", world.workspaces[call.workspace].writeFields)
            writer.field("ok", true)
        }
    }

    /// - Throws: `invalid_input` with neither id nor name, `device_not_found`.
    func getDevice(_ call: Call) throws(APIError) -> SandboxReply {
        let workspace = world.workspaces[call.workspace]
        let id = call.arguments.text("device_id")
        let name = call.arguments.text("name")
        guard id != nil || name != nil else { throw .invalidInput("Either 'device_id' or 'name' is required") }
        let found = workspace.devices.first { device in
            (id == nil || device.id == id) && (name == nil || device.name == name)
        }
        guard let found else { throw APIError(404, "device_not_found", "Device not found") }
        return .json(200) { writer in
            writer.object("device") { found.writeFields(workspaceID: workspace.id, to: &$0) }
            writer.field("ok", true)
        }
    }

    /// - Throws: The errors of a page cursor.
    func listDevices(_ call: Call) throws(APIError) -> SandboxReply {
        let page = try Page(call, defaultLimit: 500)
        let workspace = world.workspaces[call.workspace]
        let positions = workspace.devices.indices.lazy.filter { Self.matches(workspace.devices[$0], call.arguments) }
        return page.reply("devices", positions) { position, writer in
            writer.object { workspace.devices[position].writeFields(workspaceID: workspace.id, to: &$0) }
        }
    }

    private static func matches(_ device: Device, _ arguments: Arguments) -> Bool {
        if unmatched.contains(where: arguments.has) { return false }
        if let wanted = arguments.values["custom_metadata_has"]?.fields, !wanted.isEmpty { return false }
        if let instant = arguments.whole("created_before"), device.createdAt >= instant { return false }
        if let text = arguments.text("search")?.lowercased(), !device.name.lowercased().contains(text) { return false }
        return isOneOf(device.id, "device_ids", nil, arguments)
            && isOneOf(device.model.type, "device_types", "device_type", arguments)
            && isOneOf(device.model.manufacturer, nil, "manufacturer", arguments)
            && isOneOf(device.connectedAccountID, "connected_account_ids", "connected_account_id", arguments)
            && (arguments.texts("include_if") ?? []).allSatisfy(device.can)
            && !(arguments.texts("exclude_if") ?? []).contains(where: device.can)
    }

    private static func isOneOf(_ value: String, _ list: String?, _ single: String?, _ arguments: Arguments) -> Bool {
        if let single, let wanted = arguments.text(single), wanted != value { return false }
        guard let list, let wanted = arguments.texts(list) else { return true }
        return wanted.contains(value)
    }
}
