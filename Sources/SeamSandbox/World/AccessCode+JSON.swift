extension AccessCode {
    /// What a code's record shows of the things around it.
    struct Surroundings {
        let workspaceID: Identifier
        let deviceID: Identifier
        let door: Door
        /// The errors of the device and of its account, which each of its codes shows, too.
        let errors: [Device.Problem]
        let isBackupAvailable: Bool
        let isAccountConnected: Bool
        /// Whether Seam can take over a code of this device.
        let canBeManaged: Bool
        let now: Int64
    }

    /// Writes the fields of the `access_code` resource, or of `unmanaged_access_code`.
    func writeFields(_ surroundings: Surroundings, to writer: inout JSONWriter) {
        writer.field("access_code_id", id)
        writer.field("workspace_id", surroundings.workspaceID)
        writer.field("device_id", surroundings.deviceID)
        writer.field("name", current.name)
        writer.field("code", current.pin)
        writer.field("type", current.timeFrame == nil ? "ongoing" : "time_bound")
        writer.field("status", status(surroundings))
        writer.field("starts_at", instant: (current.timeFrame ?? current.leftoverFrame)?.startsAt)
        writer.field("ends_at", instant: (current.timeFrame ?? current.leftoverFrame)?.end)
        writer.field("created_at", instant: createdAt)
        writeErrors(surroundings, to: &writer)
        writeWarnings(to: &writer)
        writer.field("is_managed", current.isManaged)
        writer.field("dormakaba_oracode_metadata", nil as String?)
        guard current.isManaged else {
            if !surroundings.canBeManaged { writer.field("cannot_be_managed", true) }
            return
        }
        writer.field("common_code_key", current.commonCodeKey)
        writePendingMutations(surroundings, to: &writer)
        writer.field("is_scheduled_on_device", current.timeFrame != nil && onDevice != nil)
        writer.field("is_waiting_for_code_assignment", false)
        writer.field("is_backup", traits.isBackup)
        writer.field("is_backup_access_code_available", surroundings.isBackupAvailable)
        writer.field("is_external_modification_allowed", current.isExternalModificationAllowed)
        writer.field("is_one_time_use", traits.isOneTimeUse)
        writer.field("is_offline_access_code", false)
        writer.field("pulled_backup_access_code_id", pulledBackup)
    }

    /// The word the API has for the stage.
    func status(_ surroundings: Surroundings) -> String {
        guard current.isManaged else { return onDevice == nil ? "unset" : "set" }
        guard surroundings.isAccountConnected else { return "unknown" }
        let hasStarted = (current.timeFrame?.startsAt ?? surroundings.now) <= surroundings.now
        switch stage {
        case .waiting: return "unset"
        // On a lock that schedules by itself a code shows as being set only once its time has come.
        case .setting: return hasStarted || !isNative(surroundings.door) ? "setting" : "unset"
        case .scheduled: return hasStarted ? "setting" : "unset"
        case .set: return isRevoked ? "setting" : "set"
        case .removing, .gone: return "removing"
        }
    }

    private func writeErrors(_ surroundings: Surroundings, to writer: inout JSONWriter) {
        writer.array("errors") { writer in
            for problem in surroundings.errors + problems { problem.write(to: &writer) }
        }
    }

    /// What is wrong with the code itself.
    var problems: [Device.Problem] {
        guard let (code, message) = error else { return [] }
        var problem = Device.Problem(
            code: code,
            message: message,
            flag: "is_access_code_error",
            createdAt: pendingSince
        )
        if case .duplicate(let id, let isManaged) = trouble {
            problem.related = (isManaged ? "managed_access_code_id" : "unmanaged_access_code_id", id)
        }
        return [problem]
    }

    private var error: (code: String, message: String)? {
        switch trouble {
        case .none, .delayed: nil
        case .noSpace: ("no_space_for_access_code_on_device", "The lock has no room for another code.")
        case .duplicate: ("duplicate_code_on_device", "The lock has another code with these digits.")
        case .refused where stage == .removing: ("failed_to_remove_from_device", "The lock refused to drop the code.")
        case .refused: ("failed_to_set_on_device", "The lock refused the code.")
        case .failed where stage == .removing: ("failed_to_remove_from_device", "The code is still on the lock.")
        case .failed: ("failed_to_set_on_device", "The lock could not be brought up to date.")
        }
    }

    private func writeWarnings(to writer: inout JSONWriter) {
        writer.array("warnings") { writer in
            for caution in cautions { caution.write(to: &writer) }
        }
    }

    /// What there is to say of the code that is no error.
    var cautions: [Caution] {
        let isRemoving = stage == .removing
        let all: [(isOn: Bool, code: String, message: String)] = [
            (
                trouble == .delayed && isRemoving, "delay_in_removing_from_device",
                "Taking the code off the lock takes long."
            ),
            (
                trouble == .delayed && !isRemoving, "delay_in_setting_on_device",
                "Bringing the code to the lock takes long."
            ),
            (isDeleted, "being_deleted", "The code is being deleted."),
            (pulledBackup != nil, "using_backup_access_code", "A backup code is in use instead of this one."),
        ]
        return all.filter(\.isOn).map { Caution(code: $0.code, message: $0.message, createdAt: pendingSince) }
    }

    /// A warning of a code.
    struct Caution: Sendable {
        let code: String
        let message: String
        let createdAt: Int64

        func write(to writer: inout JSONWriter) {
            writer.object { writer in
                writer.field("warning_code", code)
                writer.field("message", message)
                writer.field("created_at", instant: createdAt)
            }
        }
    }

    private func writePendingMutations(_ surroundings: Surroundings, to writer: inout JSONWriter) {
        writer.array("pending_mutations") { writer in
            switch stage {
            case .waiting:
                writeMutation("deferring_creation", "The code is set on the lock later.", to: &writer) { writer in
                    writer.field("scheduled_at", instant: loadsAt(surroundings.door))
                }
            case .setting:
                writeMutation("creating", "The code is being set on the lock.", to: &writer) { _ in }
            case .scheduled, .set:
                if let onDevice, onDevice != current.copy { writeUpdates(from: onDevice, to: &writer) }
            case .removing, .gone:
                writeMutation("deleting", "The code is being taken off the lock.", to: &writer) { _ in }
            }
        }
    }

    private func writeUpdates(from stored: Copy, to writer: inout JSONWriter) {
        let wanted = current.copy
        if stored.timeFrame != wanted.timeFrame {
            let message = "The hours of the code are being changed on the lock."
            writeMutation("updating_time_frame", message, to: &writer) { writer in
                writer.object("from") { stored.writeTimeFrame(to: &$0) }
                writer.object("to") { wanted.writeTimeFrame(to: &$0) }
            }
        }
        if stored.name != wanted.name {
            let message = "The name of the code is being changed on the lock."
            writeMutation("updating_name", message, to: &writer) { writer in
                writer.object("from") { $0.field("name", stored.name) }
                writer.object("to") { $0.field("name", wanted.name) }
            }
        }
        if stored.pin != wanted.pin {
            writeMutation("updating_code", "The PIN is being changed on the lock.", to: &writer) { writer in
                writer.object("from") { $0.field("code", stored.pin) }
                writer.object("to") { $0.field("code", wanted.pin) }
            }
        }
    }

    private func writeMutation(
        _ code: String,
        _ message: String,
        to writer: inout JSONWriter,
        _ rest: (inout JSONWriter) -> Void
    ) {
        writer.object { writer in
            writer.field("mutation_code", code)
            writer.field("message", message)
            writer.field("created_at", instant: pendingSince)
            rest(&writer)
        }
    }
}

extension AccessCode.Copy {
    func writeTimeFrame(to writer: inout JSONWriter) {
        writer.field("starts_at", instant: timeFrame?.startsAt)
        writer.field("ends_at", instant: timeFrame?.end)
    }
}
