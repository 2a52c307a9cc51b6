extension SandboxState {
    /// Hands out a backup code for a time-bound one, always the same one for the same code.
    /// - Throws: `access_code_not_found`, `access_code_not_time_bound`, `backup_access_code_not_found`, `invalid_input`.
    mutating func pullBackup(_ call: Call) throws(APIError) -> SandboxReply {
        let position = try changeableCode(call)
        let code = world.workspaces[call.workspace].codes[position]
        guard !code.traits.isBackup else { throw .invalidInput("A backup access code has no backup of its own") }
        guard let frame = code.current.timeFrame else {
            let message = "Backups can only be used for time_bound access codes."
            throw APIError(400, "access_code_not_time_bound", message)
        }
        if let pulled = code.pulledBackup {
            guard let backup = world.workspaces[call.workspace].position(ofCode: pulled) else {
                throw Self.noBackup(code)
            }
            return backupReply(backup, call)
        }
        guard let backup = world.workspaces[call.workspace].availableBackups(onDevice: code.device).first else {
            throw Self.noBackup(code)
        }
        let id = world.workspaces[call.workspace].codes[backup].id
        world.workspaces[call.workspace].update(backup, at: call.now) { backup, door in
            var values = backup.current
            values.timeFrame = TimeFrame(startsAt: min(frame.startsAt, call.now), endsAt: frame.endsAt)
            let happenings = backup.change(to: values, at: call.now, door, staleFor: call.lag)
            backup.isPulled = true
            return happenings
        }
        world.workspaces[call.workspace].update(position, at: call.now) { code, _ in
            code.remember(at: call.now, staleFor: call.lag)
            code.pulledBackup = id
            return []
        }
        world.workspaces[call.workspace].note(.backupPulled, code, at: call.now, .backup(id))
        try fillPool(ofDevice: code.device, call)
        return backupReply(backup, call)
    }

    /// Turns the pool of a device on, if it is not yet, and fills it.
    /// - Throws: `invalid_input` when no PIN is free.
    mutating func openPool(ofDevice device: Int, _ call: Call) throws(APIError) {
        world.workspaces[call.workspace].devices[device].hasBackupPool = true
        try fillPool(ofDevice: device, call)
    }

    /// Turns the pool of a device off, and takes the codes in it off the lock.
    mutating func closePool(ofDevice device: Int, _ call: Call) {
        let backups = world.workspaces[call.workspace].availableBackups(onDevice: device)
        world.workspaces[call.workspace].devices[device].hasBackupPool = false
        for backup in backups {
            world.workspaces[call.workspace].update(backup, at: call.now) { $0.remove(at: call.now, $1) }
        }
    }

    /// - Throws: `invalid_input` for an ongoing code, or for a lock that has no pool.
    func checkPool(_ device: Int, _ frame: TimeFrame?, _ call: Call) throws(APIError) {
        guard frame != nil else { throw .invalidInput("Cannot use the backup pool for ongoing codes") }
        guard world.workspaces[call.workspace].devices[device].model.hasBackupPool else {
            throw .invalidInput("The device does not support a backup access code pool")
        }
    }

    private mutating func fillPool(ofDevice device: Int, _ call: Call) throws(APIError) {
        guard world.workspaces[call.workspace].availableBackups(onDevice: device).isEmpty else { return }
        let pin = try freePIN(on: [device], call)
        let values = AccessCode.Values(name: "New Backup Access Code \(pin)", pin: pin)
        _ = addCode(values, AccessCode.Traits(isBackup: true), on: device, call)
    }

    private func backupReply(_ position: Int, _ call: Call) -> SandboxReply {
        let workspace = world.workspaces[call.workspace]
        let backup = workspace.codes[position]
        return .json(200) { writer in
            for name in ["access_code", "backup_access_code"] {
                writer.object(name) { workspace.writeFields(of: backup, at: call.now, to: &$0) }
            }
            writer.field("ok", true)
        }
    }

    private static func noBackup(_ code: AccessCode) -> APIError {
        let data: [String: JSON] = ["access_code_id": .string(code.id.text)]
        return APIError(404, "backup_access_code_not_found", "No backup access code is available", data: data)
    }
}
