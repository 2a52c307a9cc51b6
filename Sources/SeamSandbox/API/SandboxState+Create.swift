extension SandboxState {
    private static let pinAttempts = 200

    /// Puts a code on one device; with a key that a group has, it becomes a member and gets the group's PIN.
    /// - Throws: `device_not_found`, `device_offline`, `invalid_input`, `duplicate_access_code`, `too_many_requests`.
    mutating func createAccessCode(_ call: Call) throws(APIError) -> SandboxReply {
        let device = try managedDevice(call)
        guard world.workspaces[call.workspace].devices[device].takesCodes else {
            throw .invalidInput("Device does not support online access codes")
        }
        try checkReach(device, call)
        let values = try newValues(call, on: device)
        let usesPool = call.arguments.flag("use_backup_access_code_pool") ?? false
        if usesPool { try checkPool(device, values.timeFrame, call) }
        try admit(.create, on: [world.workspaces[call.workspace].devices[device].id], call)
        let traits = AccessCode.Traits(
            prefersNativeScheduling: call.arguments.flag("prefer_native_scheduling") ?? true,
            isOneTimeUse: call.arguments.flag("is_one_time_use") ?? false
        )
        let position = addCode(values, traits, on: device, call)
        let code = world.workspaces[call.workspace].codes[position]
        if usesPool { try openPool(ofDevice: device, call) }
        let attempt = beginAttempt(.createCode, code, call)
        let workspace = world.workspaces[call.workspace]
        let made = workspace.position(ofCode: code.id).map { workspace.codes[$0] } ?? code
        return .json(200) { writer in
            writer.object("action_attempt") { workspace.writeFields(of: attempt, at: call.now, to: &$0) }
            writer.object("access_code") { workspace.writeFields(of: made, at: call.now, to: &$0) }
            writer.field("ok", true)
        }
    }

    /// Adds a code to the world, tells it, and begins what is due for it at once; returns its position.
    mutating func addCode(
        _ values: AccessCode.Values,
        _ traits: AccessCode.Traits,
        on device: Int,
        _ call: Call
    ) -> Int {
        let position = insertCode(values, traits, on: device, call)
        let code = world.workspaces[call.workspace].codes[position]
        // Nobody learns of a backup code before it is handed out.
        if !traits.isBackup {
            world.workspaces[call.workspace].note(.codeCreated, code, at: call.now)
        }
        world.workspaces[call.workspace].update(position, at: call.now) { _, _ in [] }
        return position
    }

    /// Adds a code to the world, without a word; returns its position.
    mutating func insertCode(
        _ values: AccessCode.Values,
        _ traits: AccessCode.Traits,
        on device: Int,
        _ call: Call
    ) -> Int {
        let id = random.uuid()
        return world.workspaces[call.workspace].insert { sequence in
            AccessCode(
                id: id,
                device: device,
                sequence: sequence,
                createdAt: call.now,
                values: values,
                traits: traits,
                staleFor: call.lag
            )
        }
    }

    /// A random PIN that all the devices take and none of them has, of the preferred length where they take it.
    /// - Throws: `invalid_input` when none was found.
    mutating func freePIN(on devices: [Int], preferredLength: Int64? = nil, _ call: Call) throws(APIError) -> String {
        var lengths: Set<Int>?
        for device in devices {
            let own = Set(world.workspaces[call.workspace].devices[device].codeLengths)
            lengths = lengths?.intersection(own) ?? own
        }
        guard let shortest = lengths?.min() else { throw .invalidInput("No code length fits all of these devices") }
        let preferred = Int(preferredLength ?? 0)
        let length = lengths?.contains(preferred) == true ? preferred : shortest
        for _ in 0..<Self.pinAttempts {
            let pin = random.digits(length)
            let isFree = devices.allSatisfy { device in
                world.workspaces[call.workspace].devices[device].objection(to: pin) == nil
                    && world.workspaces[call.workspace].code(withPIN: pin, onDevice: device) == nil
            }
            if isFree { return pin }
        }
        throw .invalidInput("No code of \(length) digits is free on these devices")
    }

    private mutating func newValues(_ call: Call, on device: Int) throws(APIError) -> AccessCode.Values {
        let arguments = call.arguments
        let model = world.workspaces[call.workspace].devices[device].model
        if arguments.flag("is_offline_access_code") ?? arguments.flag("use_offline_access_code") ?? false {
            throw .invalidInput("The device does not support offline access codes")
        }
        let frame = try ScheduleChange(arguments, isLenient: isLenient).frame(on: model, now: call.now)
        let name = arguments.text("name") ?? "New Access Code"
        let key = arguments.text("common_code_key")
        let shared = key.flatMap { sharedPIN(ofGroup: $0, call) }
        if let shared, let wanted = arguments.text("code"), wanted != shared {
            throw .invalidInput("The access codes with this common_code_key have another code")
        }
        let pin: String
        if let wanted = shared ?? arguments.text("code") {
            try checkFree(wanted, on: device, named: name, timeFrame: frame, call)
            pin = wanted
        } else {
            pin = try freePIN(on: [device], preferredLength: arguments.whole("preferred_code_length"), call)
        }
        return AccessCode.Values(
            name: name,
            pin: pin,
            commonCodeKey: key,
            timeFrame: frame,
            isExternalModificationAllowed: Self.externalModification(arguments) ?? false
        )
    }

    /// The PIN that the members of a group share; nil while it has none.
    private func sharedPIN(ofGroup key: String, _ call: Call) -> String? {
        let workspace = world.workspaces[call.workspace]
        return workspace.members(ofGroup: key).first.map { workspace.codes[$0].current.pin }
    }
}
