extension SandboxState {
    private static let attempts = 200

    /// Puts one code on several devices and, unless the PIN was chosen by hand, links them.
    /// - Throws: `device_not_found`, `invalid_input`, `duplicate_access_code`, `too_many_requests`; nothing is made.
    mutating func createMultiple(_ call: Call) throws(APIError) -> SandboxReply {
        let deviceIDs = call.arguments.texts("device_ids") ?? []
        let shared = try sharedValues(call, deviceIDs)
        let pins = try pins(call, deviceIDs, shared)
        try admit(.create, on: deviceIDs, call)
        var key: String?
        if call.arguments.text("code") == nil { key = Self.groupKey(&random) }
        var made: [AccessCode] = []
        for (deviceID, pin) in zip(deviceIDs, pins) {
            var values = shared
            values.pin = pin
            values.commonCodeKey = key
            made.append(
                AccessCode(
                    id: random.uuid(),
                    deviceID: deviceID,
                    createdAt: call.now,
                    values: values,
                    staleFor: call.lag
                )
            )
        }
        for code in made { world.workspaces[call.workspace].insert(code) }
        let workspaceID = world.workspaces[call.workspace].id
        return .json(200) { writer in
            writer.array("access_codes") { writer in
                for code in made {
                    writer.object {
                        code.writeFields(code.current, workspaceID: workspaceID, now: call.now, to: &$0)
                    }
                }
            }
            writer.field("ok", true)
        }
    }

    /// What the new codes have in common, still without a PIN.
    private func sharedValues(_ call: Call, _ deviceIDs: [String]) throws(APIError) -> AccessCode.Values {
        let workspace = world.workspaces[call.workspace]
        guard deviceIDs.allSatisfy({ workspace.device($0) != nil }) else {
            throw APIError(404, "device_not_found", "Device not found")
        }
        guard Set(deviceIDs).count == deviceIDs.count else {
            throw .invalidInput("device_ids must not name a device twice")
        }
        let timeFrame = try ScheduleChange(call.arguments).applied(to: nil, now: call.now)
        let usesPool = call.arguments.flag("use_backup_access_code_pool") ?? false
        guard !usesPool || timeFrame != nil else { throw .invalidInput("Cannot use the backup pool for ongoing codes") }
        return AccessCode.Values(
            name: call.arguments.text("name") ?? "New Access Code",
            pin: "",
            timeFrame: timeFrame,
            isExternalModificationAllowed: Self.externalModification(call.arguments) ?? false,
            isBackupAvailable: usesPool
        )
    }

    /// A PIN for each device, in their order.
    private mutating func pins(
        _ call: Call,
        _ deviceIDs: [String],
        _ shared: AccessCode.Values
    ) throws(APIError) -> [String] {
        guard let wanted = call.arguments.text("code") else {
            let pin = try freePIN(call, on: deviceIDs)
            return deviceIDs.map { _ in pin }
        }
        let givesWay = call.arguments.text("behavior_when_code_cannot_be_shared") == "create_random_code"
        var pins: [String] = []
        for deviceID in deviceIDs {
            do {
                try checkFree(wanted, on: deviceID, named: shared.name, timeFrame: shared.timeFrame, call)
                pins.append(wanted)
            } catch {
                guard givesWay else { throw error }
                pins.append(try freePIN(call, on: [deviceID]))
            }
        }
        return pins
    }

    /// A random PIN that none of the devices has, of the preferred length where they take it.
    private mutating func freePIN(_ call: Call, on deviceIDs: [String]) throws(APIError) -> String {
        let preferred = Int(call.arguments.whole("preferred_code_length") ?? 0)
        let length = Device.codeLengths.contains(preferred) ? preferred : Device.codeLengths.lowerBound
        for _ in 0..<Self.attempts {
            let pin = random.digits(length)
            let isTaken = deviceIDs.contains {
                world.workspaces[call.workspace].code(withPIN: pin, onDevice: $0, at: call.now) != nil
            }
            if !isTaken { return pin }
        }
        throw .invalidInput("No code of \(length) digits is free on these devices")
    }
}
