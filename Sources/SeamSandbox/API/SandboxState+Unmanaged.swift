extension SandboxState {
    /// Puts a code on a lock as if somebody had made it there, without Seam.
    /// - Throws: `device_not_found`, `device_type_not_supported`, `invalid_input`, `duplicate_access_code`.
    mutating func simulateUnmanagedCode(_ call: Call) throws(APIError) -> SandboxReply {
        let device = try presentDevice(call)
        guard world.workspaces[call.workspace].devices[device].model.hasUnmanagedCodes else {
            let message = "Devices of this type have no access codes that Seam does not manage"
            throw APIError(400, "device_type_not_supported", message)
        }
        let name = call.arguments.text("name") ?? ""
        let pin = call.arguments.text("code") ?? ""
        try checkKeypad(pin, on: device, call)
        var values = AccessCode.Values(name: name, pin: pin)
        values.isManaged = false
        let position = insertCode(values, AccessCode.Traits(), on: device, call)
        world.workspaces[call.workspace].settleIn(position, at: call.now)
        let code = world.workspaces[call.workspace].codes[position]
        world.workspaces[call.workspace].note(.unmanagedCodeCreated, code, at: call.now)
        let workspace = world.workspaces[call.workspace]
        return .json(200) { writer in
            writer.object("access_code") { workspace.writeFields(of: code, at: call.now, to: &$0) }
            writer.field("ok", true)
        }
    }

    /// Whether a PIN can be put on a lock at its keypad: the lock knows only the codes that it has.
    /// - Throws: `invalid_input`, `duplicate_access_code`.
    private func checkKeypad(_ pin: String, on device: Int, _ call: Call) throws(APIError) {
        let workspace = world.workspaces[call.workspace]
        if let objection = workspace.devices[device].objection(to: pin) { throw .invalidInput(objection) }
        guard workspace.devices[device].codes.contains(where: { workspace.codes[$0].onDevice?.pin == pin }) else {
            return
        }
        throw APIError(409, "duplicate_access_code", "The device has a code \(pin) already")
    }

    /// Takes a code over; whether that worked, only an event and the code itself tell.
    /// - Throws: `access_code_not_found`.
    mutating func convertToManaged(_ call: Call) throws(APIError) -> SandboxReply {
        try convert(unmanagedCode(call), call)
        return .done
    }

    /// - Throws: `access_code_not_found`, and `invalid_input` unless the code is to be taken over.
    mutating func updateUnmanagedCode(_ call: Call) throws(APIError) -> SandboxReply {
        guard call.arguments.flag("is_managed") == true else {
            throw .invalidInput([
                ValidationIssue(
                    path: ["is_managed"],
                    text: "Use /access_codes/update to convert access codes to unmanaged"
                )
            ])
        }
        return try convertToManaged(call)
    }

    /// The position of the unmanaged code a request is about.
    /// - Throws: `access_code_not_found`.
    func unmanagedCode(_ call: Call) throws(APIError) -> Int {
        let workspace = world.workspaces[call.workspace]
        let id = call.arguments.id("access_code_id")
        if let id, let position = workspace.position(ofCode: id) {
            let code = workspace.codes[position]
            if !code.current.isManaged, !code.isDeleted, code.isListed, sees(code, call) { return position }
        }
        let data: [String: JSON] = ["access_code_id": id.map { .string($0.text) } ?? .null]
        throw APIError(404, "access_code_not_found", "Could not find an unmanaged access_code", data: data)
    }

    private mutating func convert(_ position: Int, _ call: Call) {
        let code = world.workspaces[call.workspace].codes[position]
        let canConvert = world.workspaces[call.workspace].devices[code.device].model.canConvertCodes
        let isForced = call.arguments.flag("force") ?? false
        guard canConvert, isForced || world.workspaces[call.workspace].isReachable(code.device) else {
            let issues = world.workspaces[call.workspace].issues(of: code)
            return world.workspaces[call.workspace].note(.codeNotConverted, code, at: call.now, issues)
        }
        setManaged(true, position, call)
        if let isAllowed = Self.externalModification(call.arguments) {
            world.workspaces[call.workspace].update(position, at: call.now) { code, _ in
                code.current.isExternalModificationAllowed = isAllowed
                return []
            }
        }
        world.workspaces[call.workspace].note(.codeConverted, code, at: call.now)
    }
}
