/// Which devices a list is to have.
struct DeviceFilter {
    /// Filters on things that no device of the sandbox has, so that they match none.
    private static let unmatched = ["connect_webview_id", "unstable_location_id", "user_identifier_key"]

    private let call: Call
    private let isEmpty: Bool
    private let search: String?

    init(_ call: Call) {
        self.call = call
        isEmpty = Self.unmatched.contains(where: call.arguments.has)
        search = call.arguments.text("search")?.lowercased()
    }

    /// Whether the caller may see a device and every filter lets it through.
    func admits(_ position: Int, of workspace: Workspace) -> Bool {
        let device = workspace.devices[position]
        let account = workspace.accounts[device.account]
        guard !isEmpty, workspace.isPresent(device: position), call.sees(account: device.account) else { return false }
        if let id = call.arguments.id("space_id"), !workspace.devices(ofSpace: id).contains(position) { return false }
        return admits(device) && admits(account)
    }

    private func admits(_ device: Device) -> Bool {
        let arguments = call.arguments
        if let instant = arguments.whole("created_before"), device.createdAt >= instant { return false }
        if let search {
            let texts = [device.name.lowercased(), device.displayName.lowercased(), device.id.text]
            guard texts.contains(where: { $0.contains(search) }) else { return false }
        }
        let metadata = arguments.values["custom_metadata_has"]?.fields ?? [:]
        guard metadata.allSatisfy({ device.customMetadata[$0.key] == $0.value }) else { return false }
        if let ids = arguments.ids("device_ids"), !ids.contains(device.id) { return false }
        if let types = arguments.texts("device_types"), !types.contains(device.model.type) { return false }
        if let type = arguments.text("device_type"), type != device.model.type { return false }
        if let maker = arguments.text("manufacturer"), maker != device.model.manufacturer { return false }
        return (arguments.texts("include_if") ?? []).allSatisfy(device.can)
            && !(arguments.texts("exclude_if") ?? []).contains(where: device.can)
    }

    private func admits(_ account: ConnectedAccount) -> Bool {
        let arguments = call.arguments
        if let id = arguments.id("connected_account_id"), id != account.id { return false }
        if let ids = arguments.ids("connected_account_ids"), !ids.contains(account.id) { return false }
        if let key = arguments.text("customer_key"), key != account.customerKey { return false }
        return true
    }
}
