extension SandboxState {
    /// Gives every member of a group new values, or none of them.
    /// - Throws: `access_code_not_found` for an unknown key, `invalid_input` for bounds that do not fit one member,
    ///   `too_many_requests`.
    mutating func updateMultiple(_ call: Call) throws(APIError) -> SandboxReply {
        let changes = try plannedGroupChange(call)
        try apply(changes, call)
        return .done
    }

    private func plannedGroupChange(_ call: Call) throws(APIError) -> [PlannedChange] {
        let key = call.arguments.text("common_code_key") ?? ""
        let members = world.workspaces[call.workspace].members(ofGroup: key).filter { position in
            sees(world.workspaces[call.workspace].codes[position], call)
        }
        guard !members.isEmpty || isLenient else {
            let data: [String: JSON] = ["common_code_key": .string(key)]
            let message = "Could not find access codes with common_code_key"
            throw APIError(404, "access_code_not_found", message, data: data)
        }
        let schedule = ScheduleChange(call.arguments, isLenient: isLenient)
        let name = call.arguments.text("name")
        var changes: [PlannedChange] = []
        changes.reserveCapacity(members.count)
        for position in members {
            let code = world.workspaces[call.workspace].codes[position]
            let device = world.workspaces[call.workspace].devices[code.device]
            var values = code.current
            if !schedule.isEmpty || name != nil {
                try schedule.apply(to: &values, on: device.model, now: call.now)
            }
            if let name { values.name = name }
            changes.append(PlannedChange(position: position, deviceID: device.id, values: values))
        }
        return changes
    }
}
