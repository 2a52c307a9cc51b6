extension Workspace {
    /// What is around the codes of a device, for their records.
    func surroundings(ofDevice position: Int, at now: Int64) -> AccessCode.Surroundings {
        let device = devices[position]
        let account = accounts[device.account]
        return AccessCode.Surroundings(
            workspaceID: id,
            deviceID: device.id,
            door: door(ofDevice: position),
            errors: device.problems + account.problems,
            isBackupAvailable: !availableBackups(onDevice: position).isEmpty,
            isAccountConnected: account.isConnected,
            canBeManaged: device.model.canConvertCodes,
            now: now
        )
    }

    /// Writes the record of one code.
    func writeFields(of code: AccessCode, at now: Int64, to writer: inout JSONWriter) {
        code.writeFields(surroundings(ofDevice: code.device, at: now), to: &writer)
    }

    func writeFields(ofDevice position: Int, to writer: inout JSONWriter) {
        let device = devices[position]
        let own = spaces.filter { !$0.isDeleted && $0.devices.contains(position) }.map(\.id)
        device.writeFields(workspaceID: id, account: accounts[device.account], spaces: own, to: &writer)
    }

    func writeFields(of attempt: ActionAttempt, at now: Int64, to writer: inout JSONWriter) {
        attempt.writeFields(
            to: &writer,
            writeCode: { code, writer in
                guard let position = position(ofCode: code) else { return }
                writeFields(of: codes[position], at: now, to: &writer)
            },
            writeCredential: { writeCredential(ofMethod: $0, to: &$1) }
        )
    }

    /// Whether a device is still there: deleting an account takes its devices away.
    func isPresent(device position: Int) -> Bool {
        !accounts[devices[position].account].isDeleted
    }
}
