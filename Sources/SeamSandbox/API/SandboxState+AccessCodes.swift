extension SandboxState {
    private static let identifying = [
        "device_id", "access_code_ids", "access_grant_id", "access_grant_key", "access_method_id",
    ]
    /// Filters on things that no code of the sandbox has, so that they match none.
    private static let unmatched = [
        "access_grant_id", "access_grant_key", "access_method_id", "customer_key", "user_identifier_key",
    ]

    /// - Throws: `invalid_input` for any other choice than the id, or device and PIN; `not_found`.
    func getAccessCode(_ call: Call) throws(APIError) -> SandboxReply {
        let workspace = world.workspaces[call.workspace]
        guard let position = try position(call, in: workspace),
            let values = workspace.codes[position].shown(at: call.now, lag: call.lag)
        else { throw APIError(404, "not_found", "Access Code Not Found") }
        return .json(200) { writer in
            writer.object("access_code") {
                workspace.codes[position].writeFields(values, workspaceID: workspace.id, now: call.now, to: &$0)
            }
            writer.field("ok", true)
        }
    }

    /// - Throws: `invalid_input` without a filter that names codes or a device; the errors of a page cursor.
    func listAccessCodes(_ call: Call) throws(APIError) -> SandboxReply {
        guard Self.identifying.contains(where: call.arguments.has) else {
            throw .invalidInput("Either 'device_id' or 'access_code_ids' is required")
        }
        let page = try Page(call, defaultLimit: 55_000)
        let workspace = world.workspaces[call.workspace]
        let search = call.arguments.text("search")?.lowercased()
        let positions = Self.candidates(call.arguments, in: workspace).lazy.filter { position in
            let code = workspace.codes[position]
            guard let values = code.shown(at: call.now, lag: call.lag) else { return false }
            guard let search else { return true }
            return [values.name.lowercased(), values.pin, code.id].contains { $0.contains(search) }
        }
        return page.reply("access_codes", positions) { position, writer in
            let code = workspace.codes[position]
            guard let values = code.shown(at: call.now, lag: call.lag) else { return }
            writer.object { code.writeFields(values, workspaceID: workspace.id, now: call.now, to: &$0) }
        }
    }

    /// Where the codes are that the identifying filters name, ascending.
    private static func candidates(_ arguments: Arguments, in workspace: Workspace) -> [Int] {
        if unmatched.contains(where: arguments.has) { return [] }
        let onDevice = arguments.text("device_id").map(workspace.positions)
        guard let ids = arguments.texts("access_code_ids") else { return onDevice ?? [] }
        let named = Set(ids.compactMap(workspace.position))
        return onDevice?.filter(named.contains) ?? named.sorted()
    }

    private func position(_ call: Call, in workspace: Workspace) throws(APIError) -> Int? {
        let pin = call.arguments.text("code")
        let deviceID = call.arguments.text("device_id")
        if let id = call.arguments.text("access_code_id") {
            guard pin == nil else { throw .invalidInput("Both \"access_code_id\" and \"code\" can not be provided") }
            let position = workspace.position(ofCode: id)
            return position.flatMap { deviceID == nil || workspace.codes[$0].deviceID == deviceID ? $0 : nil }
        }
        guard pin != nil || deviceID != nil else {
            throw .invalidInput("Either \"access_code_id\" OR \"code\" and \"device_id\" must be provided")
        }
        guard let pin, let deviceID else {
            throw .invalidInput("Both \"device_id\" and \"code\" must be provided if one is")
        }
        return workspace.positions(onDevice: deviceID).first {
            workspace.codes[$0].shown(at: call.now, lag: call.lag)?.pin == pin
        }
    }
}
