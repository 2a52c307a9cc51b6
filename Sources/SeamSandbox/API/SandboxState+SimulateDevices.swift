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
