extension SandboxState {
    /// - Throws: `invalid_input` with neither id nor email, `connected_account_not_found`.
    func getAccount(_ call: Call) throws(APIError) -> SandboxReply {
        let id = call.arguments.id("connected_account_id")
        let email = call.arguments.text("email")
        guard id != nil || email != nil else {
            throw .invalidInput("Either 'connected_account_id' or 'email' is required")
        }
        let accounts = world.workspaces[call.workspace].accounts
        let found = accounts.indices.first { position in
            let account = accounts[position]
            return !account.isDeleted && call.sees(account: position) && (id == nil || account.id == id)
                && (email == nil || account.email == email)
        }
        guard let found else { throw Self.accountNotFound(call) }
        return accountReply(found, call)
    }

    /// - Throws: The errors of a page cursor.
    func listAccounts(_ call: Call) throws(APIError) -> SandboxReply {
        let page = try Page(call, defaultLimit: 11_000)
        let accounts = world.workspaces[call.workspace].accounts
        let search = call.arguments.text("search")?.lowercased()
        let metadata = call.arguments.values["custom_metadata_has"]?.fields ?? [:]
        let customer = call.arguments.text("customer_key")
        let isEmpty = call.arguments.has("user_identifier_key")
        let inSpace = call.arguments.id("space_id").map(world.workspaces[call.workspace].accounts(ofSpace:))
        let positions = accounts.indices.lazy.filter { position in
            let account = accounts[position]
            guard !isEmpty, !account.isDeleted, call.sees(account: position) else { return false }
            guard inSpace?.contains(position) ?? true else { return false }
            guard customer == nil || account.customerKey == customer else { return false }
            guard metadata.allSatisfy({ account.customMetadata[$0.key] == $0.value }) else { return false }
            guard let search else { return true }
            let texts = [account.displayName.lowercased(), account.email?.lowercased() ?? "", account.id.text]
            return texts.contains { $0.contains(search) }
        }
        return page.reply("connected_accounts", positions) { position, writer in
            writer.object { accounts[position].writeFields(to: &$0) }
        }
    }

    /// - Throws: `connected_account_not_found`.
    mutating func updateAccount(_ call: Call) throws(APIError) -> SandboxReply {
        let position = try presentAccount(call)
        let arguments = call.arguments
        var account = world.workspaces[call.workspace].accounts[position]
        if let names = arguments.texts("accepted_capabilities") { account.acceptedCapabilities = names }
        if let isOn = arguments.flag("automatically_manage_new_devices") { account.managesNewDevices = isOn }
        if let key = arguments.text("customer_key") { account.customerKey = key }
        if let name = arguments.text("display_name") { account.displayName = name }
        for (name, value) in arguments.values["custom_metadata"]?.fields ?? [:] {
            account.customMetadata[name] = value == .null ? nil : value
        }
        world.workspaces[call.workspace].accounts[position] = account
        return accountReply(position, call)
    }

    /// Deletes an account with its devices and their codes.
    /// - Throws: `connected_account_not_found`.
    mutating func deleteAccount(_ call: Call) throws(APIError) -> SandboxReply {
        let position = try presentAccount(call)
        world.workspaces[call.workspace].note(.accountDeleted, at: call.now, account: position)
        for device in world.workspaces[call.workspace].devices.indices
        where world.workspaces[call.workspace].devices[device].account == position {
            for code in world.workspaces[call.workspace].devices[device].codes {
                world.workspaces[call.workspace].update(code, at: call.now) { code, _ in
                    code.workDue = nil
                    code.stage = .gone
                    return []
                }
            }
        }
        world.workspaces[call.workspace].accounts[position].isDeleted = true
        return .done
    }

    /// Cuts an account off.
    /// - Throws: `connected_account_not_found`.
    mutating func disconnectAccount(_ call: Call) throws(APIError) -> SandboxReply {
        let position = try presentAccount(call)
        world.workspaces[call.workspace].setConnected(false, account: position, at: call.now)
        return .done
    }

    /// Reads an account anew, and thereby connects it again; no other call of the sandbox does.
    /// - Throws: `connected_account_not_found`.
    mutating func syncAccount(_ call: Call) throws(APIError) -> SandboxReply {
        let position = try presentAccount(call)
        world.workspaces[call.workspace].setConnected(true, account: position, at: call.now)
        return .done
    }

    func presentAccount(_ call: Call) throws(APIError) -> Int {
        let accounts = world.workspaces[call.workspace].accounts
        let id = call.arguments.id("connected_account_id")
        let found = accounts.indices.first { position in
            accounts[position].id == id && !accounts[position].isDeleted && call.sees(account: position)
        }
        guard let found else { throw Self.accountNotFound(call) }
        return found
    }

    private func accountReply(_ position: Int, _ call: Call) -> SandboxReply {
        let account = world.workspaces[call.workspace].accounts[position]
        return .json(200) { writer in
            writer.object("connected_account") { account.writeFields(to: &$0) }
            writer.field("ok", true)
        }
    }

    private static func accountNotFound(_ call: Call) -> APIError {
        let data = call.arguments.values.filter { $0.key == "connected_account_id" || $0.key == "email" }
        return APIError(404, "connected_account_not_found", "Connected account not found", data: data)
    }
}
