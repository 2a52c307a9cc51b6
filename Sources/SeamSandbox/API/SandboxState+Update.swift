extension SandboxState {
    /// One code and what it becomes.
    struct PlannedChange {
        let position: Int
        let deviceID: Identifier
        let values: AccessCode.Values
    }

    /// Gives one code new values.
    /// - Throws: `access_code_not_found`, `invalid_input`, `duplicate_access_code`, `too_many_requests`.
    mutating func updateAccessCode(_ call: Call) throws(APIError) -> SandboxReply {
        let position = try changeableCode(call)
        let code = world.workspaces[call.workspace].codes[position]
        try checkOwn(code, call)
        try checkReach(code.device, call)
        let change = try plannedChange(call, position)
        try apply([change], call)
        if !change.values.isManaged { setManaged(false, position, call) }
        return attemptReply(.updateCode, code, call)
    }

    /// Takes one code off its lock.
    /// - Throws: `access_code_not_found`, `too_many_requests`.
    mutating func deleteAccessCode(_ call: Call, managed: Bool) throws(APIError) -> SandboxReply {
        let position = managed ? try changeableCode(call) : try unmanagedCode(call)
        let code = world.workspaces[call.workspace].codes[position]
        try checkOwn(code, call)
        try admit(.delete, on: [world.workspaces[call.workspace].devices[code.device].id], call)
        world.workspaces[call.workspace].update(position, at: call.now) { code, door in
            code.remember(at: call.now, staleFor: call.lag)
            return code.remove(at: call.now, door)
        }
        return attemptReply(.deleteCode, code, call)
    }

    /// The answer of a command on a code: the attempt, which under `sync` is over already.
    private mutating func attemptReply(
        _ kind: ActionAttempt.Kind,
        _ code: AccessCode,
        _ call: Call
    ) -> SandboxReply {
        let attempt = beginAttempt(kind, code, call)
        let workspace = world.workspaces[call.workspace]
        return .json(200) { writer in
            writer.object("action_attempt") { workspace.writeFields(of: attempt, at: call.now, to: &$0) }
            writer.field("ok", true)
        }
    }

    /// Begins the attempt of a command on a code; under `sync` the door is brought up to date at once.
    mutating func beginAttempt(_ kind: ActionAttempt.Kind, _ code: AccessCode, _ call: Call) -> ActionAttempt {
        let isDone = call.isSync && world.workspaces[call.workspace].isReachable(code.device)
        if isDone, let position = world.workspaces[call.workspace].position(ofCode: code.id) {
            world.workspaces[call.workspace].update(position, at: call.now) { $0.finishNow(at: call.now, $1) }
        }
        return world.workspaces[call.workspace].begin(
            kind,
            device: code.device,
            code: code.id,
            at: call.now,
            isDone: isDone
        )
    }

    /// The position of the code a request may change.
    /// - Throws: `access_code_not_found`.
    func changeableCode(_ call: Call) throws(APIError) -> Int {
        let workspace = world.workspaces[call.workspace]
        let deviceID = call.arguments.id("device_id")
        if let id = call.arguments.id("access_code_id"), let position = workspace.position(ofCode: id) {
            let code = workspace.codes[position]
            if code.isChangeable, sees(code, call), deviceID == nil || workspace.devices[code.device].id == deviceID {
                return position
            }
        }
        var data = call.arguments.values.filter { $0.key == "access_code_id" || $0.key == "device_id" }
        if data["access_code_id"] == nil { data["access_code_id"] = .null }
        let message = "Could not find an access_code with device_id or access_code_id"
        throw APIError(404, "access_code_not_found", message, data: data)
    }

    /// Makes the changes, once every device concerned has room for them in its minute.
    /// - Throws: `too_many_requests`; nothing is changed then.
    mutating func apply(_ changes: [PlannedChange], _ call: Call) throws(APIError) {
        try admit(.update, on: changes.map(\.deviceID), call)
        for change in changes {
            world.workspaces[call.workspace].update(change.position, at: call.now) { code, door in
                code.change(to: change.values, at: call.now, door, staleFor: call.lag)
            }
            stats.countUpdate(ofDevice: change.deviceID)
        }
    }

    /// - Throws: `too_many_requests` with the seconds to wait.
    mutating func admit(_ action: RateLimiter.Action, on devices: [Identifier], _ call: Call) throws(APIError) {
        guard rateLimits == .documented else { return }
        if let wait = limiter.admit(action, on: devices, at: call.now) { throw .tooManyRequests(retryAfter: wait) }
    }

    /// Refuses a command for a device out of reach when the caller does not want it tried later.
    func checkReach(_ device: Int, _ call: Call) throws(APIError) {
        guard call.arguments.flag("attempt_for_offline_device") == false else { return }
        guard !world.workspaces[call.workspace].isReachable(device) else { return }
        throw APIError(400, "device_offline", "The device is offline")
    }

    /// Refuses to change a code that a grant made, since the grant would put it back.
    func checkOwn(_ code: AccessCode, _ call: Call) throws(APIError) {
        guard !isLenient, let method = code.traits.method else { return }
        let stays = world.workspaces[call.workspace].stays
        var error = APIError.invalidInput("The access code belongs to an access grant; update the access grant instead")
        error.data = ["access_grant_id": .string(stays.grants[stays.methods[method].grant].id.text)]
        throw error
    }

    mutating func setManaged(_ isManaged: Bool, _ position: Int, _ call: Call) {
        world.workspaces[call.workspace].update(position, at: call.now) { code, door in
            code.setManaged(isManaged, at: call.now, door, staleFor: call.lag)
            return []
        }
    }

    private func plannedChange(_ call: Call, _ position: Int) throws(APIError) -> PlannedChange {
        let workspace = world.workspaces[call.workspace]
        let arguments = call.arguments
        let code = workspace.codes[position]
        let device = workspace.devices[code.device]
        var values = code.current
        try ScheduleChange(arguments, isLenient: isLenient).apply(to: &values, on: device.model, now: call.now)
        if let name = arguments.text("name") { values.name = name }
        if let pin = arguments.text("code"), pin != values.pin {
            try checkFree(pin, on: code.device, named: values.name, timeFrame: values.timeFrame, call)
            values.pin = pin
            // The members of a group share one PIN, so a code with its own is no member any more.
            values.commonCodeKey = nil
        }
        if let isManaged = arguments.flag("is_managed") { values.isManaged = isManaged }
        if let isAllowed = Self.externalModification(arguments) { values.isExternalModificationAllowed = isAllowed }
        return PlannedChange(position: position, deviceID: device.id, values: values)
    }

    /// The flag under either of its names.
    static func externalModification(_ arguments: Arguments) -> Bool? {
        arguments.flag("is_external_modification_allowed") ?? arguments.flag("allow_external_modification")
    }

    /// - Throws: `invalid_input` for a PIN the lock does not take, `duplicate_access_code`.
    func checkFree(
        _ pin: String,
        on device: Int,
        named name: String,
        timeFrame: TimeFrame?,
        _ call: Call
    ) throws(APIError) {
        let workspace = world.workspaces[call.workspace]
        if let objection = workspace.devices[device].objection(to: pin) { throw .invalidInput(objection) }
        guard workspace.code(withPIN: pin, onDevice: device) != nil else { return }
        let period = timeFrame.map { " for period \(UTCTime($0.startsAt).iso)-\(UTCTime($0.endsAt).iso)" } ?? ""
        throw APIError(
            409,
            "duplicate_access_code",
            "Cannot set duplicate access code \(pin) named \(name)\(period)"
        )
    }
}

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
            try checkOwn(code, call)
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
