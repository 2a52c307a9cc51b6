extension SandboxState {
    /// One code and what it becomes.
    struct PlannedChange {
        let position: Int
        let deviceID: String
        let values: AccessCode.Values
    }

    /// Gives every member of a group new values, or none of them.
    /// - Throws: `access_code_not_found` for an unknown key, `invalid_input` for bounds that do not fit one member,
    ///   `too_many_requests`.
    mutating func updateMultiple(_ call: Call) throws(APIError) -> SandboxReply {
        let changes = try plannedGroupChange(call)
        try apply(changes, call)
        return .json(200) { $0.field("ok", true) }
    }

    /// Makes the changes, once every device concerned has room for them in its minute.
    /// - Throws: `too_many_requests`; nothing is changed then.
    mutating func apply(_ changes: [PlannedChange], _ call: Call) throws(APIError) {
        try admit(.update, on: changes.map(\.deviceID), call)
        for change in changes {
            world.workspaces[call.workspace].change(
                change.position,
                to: change.values,
                at: call.now,
                staleFor: call.lag
            )
            stats.countUpdate(ofDevice: change.deviceID)
        }
    }

    /// - Throws: `too_many_requests` with the seconds to wait.
    mutating func admit(_ action: RateLimiter.Action, on devices: [String], _ call: Call) throws(APIError) {
        guard rateLimits == .documented else { return }
        if let wait = limiter.admit(action, on: devices, at: call.now) { throw .tooManyRequests(retryAfter: wait) }
    }

    private func plannedGroupChange(_ call: Call) throws(APIError) -> [PlannedChange] {
        let workspace = world.workspaces[call.workspace]
        let key = call.arguments.text("common_code_key") ?? ""
        let members = workspace.members(ofGroup: key, at: call.now)
        guard !members.isEmpty else {
            let data: [String: JSON] = ["common_code_key": .string(key)]
            throw APIError(
                404,
                "access_code_not_found",
                "Could not find access codes with common_code_key",
                data: data
            )
        }
        let schedule = ScheduleChange(call.arguments)
        var changes: [PlannedChange] = []
        for position in members {
            let code = workspace.codes[position]
            var values = code.current
            values.timeFrame = try schedule.applied(to: values.timeFrame, now: call.now)
            if let name = call.arguments.text("name") { values.name = name }
            changes.append(PlannedChange(position: position, deviceID: code.deviceID, values: values))
        }
        return changes
    }
}
