extension SandboxState {
    /// A PIN that a device takes and does not have yet.
    /// - Throws: `device_not_found`, `invalid_input` when none is free.
    mutating func generateCode(_ call: Call) throws(APIError) -> SandboxReply {
        let device = try managedDevice(call)
        let pin = try freePIN(on: [device], call)
        let id = world.workspaces[call.workspace].devices[device].id
        return .json(200) { writer in
            writer.object("generated_code") { writer in
                writer.field("device_id", id)
                writer.field("code", pin)
            }
            writer.field("ok", true)
        }
    }
}
