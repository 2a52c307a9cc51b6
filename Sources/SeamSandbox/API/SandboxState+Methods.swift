extension SandboxState {
    /// - Throws: `access_method_not_found`.
    func getMethod(_ call: Call) throws(APIError) -> SandboxReply {
        let position = try foundMethod(call)
        let workspace = world.workspaces[call.workspace]
        return .json(200) { writer in
            writer.object("access_method") { workspace.writeFields(ofMethod: position, to: &$0) }
            writer.field("ok", true)
        }
    }

    /// - Throws: `invalid_input` without a filter, the errors of a page cursor.
    func listMethods(_ call: Call) throws(APIError) -> SandboxReply {
        let names = [
            "access_code_id", "access_grant_id", "access_grant_key", "acs_entrance_id", "device_id", "space_id",
        ]
        guard names.contains(where: call.arguments.has) else {
            throw .invalidInput("At least one of \(names.map { "'\($0)'" }.joined(separator: ", ")) is required")
        }
        let page = try Page(call, defaultLimit: 500)
        let workspace = world.workspaces[call.workspace]
        let filter = MethodFilter(call)
        let positions = workspace.stays.methods.indices.lazy.filter { filter.admits($0, of: workspace) }
        return page.reply("access_methods", positions) { position, writer in
            writer.object { workspace.writeFields(ofMethod: position, to: &$0) }
        }
    }

    /// Deletes one method, or all those of a grant or of a reservation.
    /// - Throws: `invalid_input` unless exactly one of the three is given, `access_method_not_found`,
    ///   `access_grant_not_found`.
    mutating func deleteMethods(_ call: Call) throws(APIError) -> SandboxReply {
        let names = ["access_method_id", "access_grant_id", "reservation_key"]
        guard names.filter(call.arguments.has).count == 1 else {
            throw .invalidInput("Exactly one of \(names.map { "'\($0)'" }.joined(separator: ", ")) is required")
        }
        var methods: [Int] = []
        if call.arguments.has("access_method_id") {
            methods = [try foundMethod(call)]
        } else if call.arguments.has("access_grant_id") {
            methods = world.workspaces[call.workspace].stays.grants[try changeableGrant(call)].methods
        } else {
            let key = call.arguments.text("reservation_key")
            let grants = world.workspaces[call.workspace].stays.grants
            methods = grants.filter { $0.reservationKey == key && !$0.isGone }.flatMap(\.methods)
        }
        for method in methods {
            world.workspaces[call.workspace].delete(method: method, at: call.now, staleFor: call.lag)
        }
        return .done
    }

    /// Puts a card on an encoder; the sandbox takes any encoder's id.
    /// - Throws: `access_method_not_found`, `invalid_input` for a method that needs no encoding.
    mutating func encodeMethod(_ call: Call) throws(APIError) -> SandboxReply {
        let position = try foundMethod(call)
        let method = world.workspaces[call.workspace].stays.methods[position]
        guard method.needsEncoding else { throw .invalidInput("The access method is not ready for encoding") }
        let attempt = world.workspaces[call.workspace].begin(.encode, method: position, at: call.now)
        return attemptReply(attempt, call)
    }

    private func foundMethod(_ call: Call) throws(APIError) -> Int {
        let stays = world.workspaces[call.workspace].stays
        if let id = call.arguments.id("access_method_id"), let position = stays.position(ofMethod: id) {
            return position
        }
        let data = call.arguments.values.filter { $0.key == "access_method_id" }
        throw APIError(404, "access_method_not_found", "Access method not found", data: data)
    }
}

/// Which methods a list is to have.
private struct MethodFilter {
    let call: Call

    init(_ call: Call) {
        self.call = call
    }

    func admits(_ position: Int, of workspace: Workspace) -> Bool {
        let arguments = call.arguments
        let method = workspace.stays.methods[position]
        let grant = workspace.stays.grants[method.grant]
        guard workspace.stays.position(ofMethod: method.id) != nil, !arguments.has("acs_entrance_id") else {
            return false
        }
        if let id = arguments.id("access_grant_id"), id != grant.id { return false }
        if let key = arguments.text("access_grant_key"), key != grant.key { return false }
        if let id = arguments.id("access_code_id"), !method.codes.contains(id) { return false }
        if let id = arguments.id("space_id"), !grant.spaces.contains(id) { return false }
        guard let id = arguments.id("device_id") else { return true }
        return workspace.position(ofDevice: id).map { workspace.doors(of: grant).contains($0) } ?? false
    }
}
