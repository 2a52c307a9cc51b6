extension SandboxState {
    /// Puts one code on several devices and, unless the PIN was chosen by hand, links them.
    /// - Throws: `device_not_found`, `device_offline`, `invalid_input`, `duplicate_access_code`, `too_many_requests`;
    ///   nothing is made then.
    mutating func createMultiple(_ call: Call) throws(APIError) -> SandboxReply {
        let devices = try targets(call)
        let shared = try sharedValues(call, devices)
        let pins = try pins(call, devices, shared)
        try admit(.create, on: devices.map { world.workspaces[call.workspace].devices[$0].id }, call)
        // The members of a group share one PIN.
        let isLinked = call.arguments.text("code") == nil && Set(pins).count == 1
        let key = isLinked ? random.commonCodeKey() : nil
        let traits = AccessCode.Traits(
            prefersNativeScheduling: call.arguments.flag("prefer_native_scheduling") ?? true
        )
        let usesPool = call.arguments.flag("use_backup_access_code_pool") ?? false
        var made: [AccessCode] = []
        for (device, pin) in zip(devices, pins) {
            var values = shared
            values.pin = pin
            values.commonCodeKey = key
            let position = addCode(values, traits, on: device, call)
            made.append(world.workspaces[call.workspace].codes[position])
            if usesPool { try openPool(ofDevice: device, call) }
        }
        let workspace = world.workspaces[call.workspace]
        return .json(200) { writer in
            writer.array("access_codes") { writer in
                for code in made { writer.object { workspace.writeFields(of: code, at: call.now, to: &$0) } }
            }
            writer.field("ok", true)
        }
    }

    /// The positions of the devices that a request names, in its order.
    private func targets(_ call: Call) throws(APIError) -> [Int] {
        let workspace = world.workspaces[call.workspace]
        var devices: [Int] = []
        for id in call.arguments.ids("device_ids") ?? [] {
            guard let position = workspace.position(ofDevice: id), workspace.isPresent(device: position),
                workspace.devices[position].isManaged, call.sees(account: workspace.devices[position].account)
            else { throw APIError(404, "device_not_found", "Device not found") }
            devices.append(position)
        }
        guard Set(devices).count == devices.count else {
            throw .invalidInput("device_ids must not name a device twice")
        }
        for device in devices { try checkReach(device, call) }
        return devices
    }

    /// What the new codes have in common, still without a PIN.
    private func sharedValues(_ call: Call, _ devices: [Int]) throws(APIError) -> AccessCode.Values {
        let schedule = ScheduleChange(call.arguments, isLenient: isLenient)
        var frame = try schedule.frame(on: nil, now: call.now)
        for device in devices {
            frame = try schedule.frame(on: world.workspaces[call.workspace].devices[device].model, now: call.now)
        }
        if call.arguments.flag("use_backup_access_code_pool") ?? false {
            guard frame != nil else { throw .invalidInput("Cannot use the backup pool for ongoing codes") }
            for device in devices { try checkPool(device, frame, call) }
        }
        return AccessCode.Values(
            name: call.arguments.text("name") ?? "New Access Code",
            pin: "",
            timeFrame: frame,
            isExternalModificationAllowed: Self.externalModification(call.arguments) ?? false
        )
    }

    /// A PIN for each device, in their order.
    private mutating func pins(
        _ call: Call,
        _ devices: [Int],
        _ shared: AccessCode.Values
    ) throws(APIError) -> [String] {
        guard !devices.isEmpty else { return [] }
        let givesWay = call.arguments.text("behavior_when_code_cannot_be_shared") == "create_random_code"
        let length = call.arguments.whole("preferred_code_length")
        guard let wanted = call.arguments.text("code") else {
            do {
                let pin = try freePIN(on: devices, preferredLength: length, call)
                return devices.map { _ in pin }
            } catch {
                guard givesWay else { throw error }
                var pins: [String] = []
                for device in devices { pins.append(try freePIN(on: [device], preferredLength: length, call)) }
                return pins
            }
        }
        var pins: [String] = []
        for device in devices {
            do {
                try checkFree(wanted, on: device, named: shared.name, timeFrame: shared.timeFrame, call)
                pins.append(wanted)
            } catch {
                guard givesWay else { throw error }
                pins.append(try freePIN(on: [device], preferredLength: length, call))
            }
        }
        return pins
    }
}
