extension SandboxState {
    /// The caller's workspace.
    func getWorkspace(_ call: Call) -> SandboxReply {
        workspaceReply(call.workspace)
    }

    /// All workspaces of an access token sent without one; for anybody else the one of the request.
    func listWorkspaces(_ call: Call) -> SandboxReply {
        let positions = call.owner.map { world.tokens[$0] ?? [] } ?? [call.workspace]
        return .json(200) { writer in
            writer.array("workspaces") { writer in
                for position in positions {
                    let workspace = world.workspaces[position]
                    writer.object { workspace.profile.writeFields(id: workspace.id, to: &$0) }
                }
            }
            writer.field("ok", true)
        }
    }

    /// Makes an empty workspace for the owner of an access token.
    /// - Throws: `unauthorized` for anybody else.
    mutating func createWorkspace(_ call: Call) throws(APIError) -> SandboxReply {
        guard let owner = call.owner else { throw .unauthorized("No authentication methods succeeded") }
        let arguments = call.arguments
        var profile = WorkspaceProfile(name: arguments.text("name") ?? "")
        profile.partnerName = arguments.text("connect_partner_name") ?? arguments.text("company_name")
        profile.companyName = arguments.text("company_name") ?? profile.partnerName ?? profile.name
        profile.isSandbox = arguments.flag("is_sandbox") ?? false
        profile.organizationID = arguments.id("organization_id")
        profile.customization = arguments.values["connect_webview_customization"]?.fields ?? [:]
        for name in ["logo_shape", "primary_button_color", "primary_button_text_color", "success_message"] {
            if let text = arguments.text("webview_\(name)") { profile.customization[name] = .string(text) }
        }
        let workspace = Workspace(
            id: random.uuid(),
            profile: profile,
            createdAt: call.now,
            settle: world.workspaces[call.workspace].settle,
            random: SandboxRandom(seed: random.next())
        )
        let position = world.workspaces.count
        world.workspaces.append(workspace)
        world.tokens[owner, default: []].append(position)
        return workspaceReply(position)
    }

    /// Changes what a workspace tells of itself.
    mutating func updateWorkspace(_ call: Call) -> SandboxReply {
        let arguments = call.arguments
        var profile = world.workspaces[call.workspace].profile
        if let name = arguments.text("name") { profile.name = name }
        if let name = arguments.text("connect_partner_name") {
            profile.partnerName = name
            profile.companyName = name
        }
        if let isOn = arguments.flag("is_publishable_key_auth_enabled") { profile.isPublishableKeyAuthEnabled = isOn }
        if let isOn = arguments.flag("is_suspended") { profile.isSuspended = isOn }
        if let id = arguments.id("organization_id") { profile.organizationID = id }
        for (name, value) in arguments.values["connect_webview_customization"]?.fields ?? [:] {
            profile.customization[name] = value == .null ? nil : value
        }
        world.workspaces[call.workspace].profile = profile
        return .done
    }

    /// Puts a workspace back as it was at the start, but for what it tells of itself.
    /// - Throws: A plain refusal for a workspace that is no sandbox.
    mutating func resetWorkspace(_ call: Call) throws(APIError) -> SandboxReply {
        let current = world.workspaces[call.workspace]
        guard current.profile.isSandbox else {
            throw .plainText(400, "can only reset sandbox on sandbox workspaces")
        }
        var fresh: Workspace
        if call.workspace < initialWorld.workspaces.count {
            fresh = initialWorld.workspaces[call.workspace]
            fresh.profile = current.profile
            // Going on with the newer numbers keeps ids of events and attempts from coming twice.
            fresh.random = current.random
        } else {
            fresh = Workspace(
                id: current.id,
                profile: current.profile,
                createdAt: current.createdAt,
                settle: current.settle,
                random: current.random
            )
        }
        let attempt = fresh.begin(.reset, at: call.now, isDone: true)
        world.workspaces[call.workspace] = fresh
        return attemptReply(attempt, call)
    }

    private func workspaceReply(_ position: Int) -> SandboxReply {
        let workspace = world.workspaces[position]
        return .json(200) { writer in
            writer.object("workspace") { workspace.profile.writeFields(id: workspace.id, to: &$0) }
            writer.field("ok", true)
        }
    }
}
