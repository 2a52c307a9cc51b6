extension SandboxState {
    /// - Throws: `action_attempt_not_found`.
    func getAttempt(_ call: Call) throws(APIError) -> SandboxReply {
        let workspace = world.workspaces[call.workspace]
        guard let id = call.arguments.id("action_attempt_id"), let number = workspace.attemptIndex[id],
            let attempt = workspace.attempts[number], sees(attempt, call)
        else {
            let data = call.arguments.values.filter { $0.key == "action_attempt_id" }
            throw APIError(404, "action_attempt_not_found", "action_attempt not found", data: data)
        }
        return attemptReply(attempt, call)
    }

    /// - Throws: `invalid_input` without a filter, `action_attempts_not_found` when none of the ids is known, the errors
    ///   of a page cursor.
    func listAttempts(_ call: Call) throws(APIError) -> SandboxReply {
        guard call.arguments.has("action_attempt_ids") || call.arguments.has("device_id") else {
            throw .invalidInput("Either 'action_attempt_ids' or 'device_id' is required")
        }
        let page = try Page(call, defaultLimit: 500)
        let workspace = world.workspaces[call.workspace]
        var numbers = Array(workspace.attempts.start..<workspace.attempts.end)
        if let ids = call.arguments.ids("action_attempt_ids") {
            numbers = Set(ids.compactMap { workspace.attemptIndex[$0] }).sorted()
            guard !numbers.isEmpty || ids.isEmpty else {
                let data = call.arguments.values.filter { $0.key == "action_attempt_ids" }
                throw APIError(404, "action_attempts_not_found", "action_attempts not found", data: data)
            }
        }
        if let id = call.arguments.id("device_id") {
            let device = workspace.position(ofDevice: id)
            numbers = numbers.filter { device != nil && workspace.attempts[$0]?.device == device }
        }
        return page.reply("action_attempts", numbers) { number, writer in
            guard let attempt = workspace.attempts[number] else { return }
            writer.object { workspace.writeFields(of: attempt, at: call.now, to: &$0) }
        }
    }

    /// The record of one attempt.
    func attemptReply(_ attempt: ActionAttempt, _ call: Call) -> SandboxReply {
        let workspace = world.workspaces[call.workspace]
        return .json(200) { writer in
            writer.object("action_attempt") { workspace.writeFields(of: attempt, at: call.now, to: &$0) }
            writer.field("ok", true)
        }
    }

    /// Sessions see the attempts on devices of their accounts, and no others.
    private func sees(_ attempt: ActionAttempt, _ call: Call) -> Bool {
        guard let device = attempt.device else { return call.accounts == nil }
        return call.sees(account: world.workspaces[call.workspace].devices[device].account)
    }
}
