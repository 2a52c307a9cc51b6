extension SandboxState {
    /// A lock under both of its names; every device of the sandbox is a lock.
    /// - Throws: `invalid_input` with neither id nor name, `device_not_found`, `unauthorized`.
    func getLock(_ call: Call) throws(APIError) -> SandboxReply {
        deviceReply(["lock", "device"], try foundDevice(call, managed: true), call)
    }

    /// The locks under both of their names, without pages.
    func listLocks(_ call: Call) -> SandboxReply {
        let workspace = world.workspaces[call.workspace]
        let filter = DeviceFilter(call)
        let positions = workspace.devices.indices.filter { position in
            workspace.devices[position].isManaged && filter.admits(position, of: workspace)
        }
        return .json(200) { writer in
            for name in ["locks", "devices"] {
                writer.array(name) { writer in
                    for position in positions { writer.object { workspace.writeFields(ofDevice: position, to: &$0) } }
                }
            }
            writer.field("ok", true)
        }
    }

    /// Locks or unlocks a door from afar.
    /// - Throws: `device_not_found`, `too_many_requests`.
    mutating func turnLock(_ call: Call, locked: Bool) throws(APIError) -> SandboxReply {
        let device = try managedDevice(call)
        let id = world.workspaces[call.workspace].devices[device].id
        try admit(locked ? .lock : .unlock, on: [id], call)
        return beginReply(locked ? .lock : .unlock, on: device, call)
    }

    /// - Throws: `device_not_found`, `invalid_input` for a delay without auto-lock.
    mutating func configureAutoLock(_ call: Call) throws(APIError) -> SandboxReply {
        let device = try managedDevice(call)
        let isOn = call.arguments.flag("auto_lock_enabled") ?? false
        let delay = call.arguments.whole("auto_lock_delay_seconds")
        guard isOn || delay == nil else {
            throw .invalidInput("auto_lock_delay_seconds can only be set when auto_lock_enabled is true")
        }
        if world.workspaces[call.workspace].isReachable(device) {
            let known = world.workspaces[call.workspace].devices[device].autoLock?.delay
            world.workspaces[call.workspace].devices[device].autoLock = (isOn, delay ?? known)
        }
        return beginReply(.configureAutoLock, on: device, call)
    }

    /// Types a PIN at a door.
    /// - Throws: `device_not_found`.
    mutating func enterKeypadCode(_ call: Call) throws(APIError) -> SandboxReply {
        let device = try managedDevice(call)
        return beginReply(.keypadEntry, on: device, pin: call.arguments.text("code"), call)
    }

    /// Locks a door by its keypad.
    /// - Throws: `device_not_found`.
    mutating func lockViaKeypad(_ call: Call) throws(APIError) -> SandboxReply {
        beginReply(.keypadLock, on: try managedDevice(call), call)
    }

    private mutating func beginReply(
        _ kind: ActionAttempt.Kind,
        on device: Int,
        pin: String? = nil,
        _ call: Call
    ) -> SandboxReply {
        let attempt = world.workspaces[call.workspace].begin(
            kind,
            device: device,
            pin: pin,
            at: call.now,
            isDone: call.isSync
        )
        return attemptReply(attempt, call)
    }
}
