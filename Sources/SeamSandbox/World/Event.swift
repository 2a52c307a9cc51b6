/// Something that happened in a workspace, as `/events/list` tells it.
struct Event: Sendable {
    /// The types of event that the sandbox has.
    enum Kind: String, CaseIterable, Sendable {
        case codeCreated = "access_code.created"
        case codeChanged = "access_code.changed"
        case codeNameChanged = "access_code.name_changed"
        case codePINChanged = "access_code.code_changed"
        case codeTimeFrameChanged = "access_code.time_frame_changed"
        case codeMutationsRequested = "access_code.mutations_requested"
        case codeScheduled = "access_code.scheduled_on_device"
        case codeSet = "access_code.set_on_device"
        case codeRemoved = "access_code.removed_from_device"
        case codeDelayed = "access_code.delay_in_setting_on_device"
        case codeFailed = "access_code.failed_to_set_on_device"
        case codeDeleted = "access_code.deleted"
        case codeRemovalDelayed = "access_code.delay_in_removing_from_device"
        case codeRemovalFailed = "access_code.failed_to_remove_from_device"
        case backupPulled = "access_code.backup_access_code_pulled"
        case codeConverted = "access_code.unmanaged.converted_to_managed"
        case codeNotConverted = "access_code.unmanaged.failed_to_convert_to_managed"
        case unmanagedCodeCreated = "access_code.unmanaged.created"
        case unmanagedCodeRemoved = "access_code.unmanaged.removed"
        case lockSucceeded = "action_attempt.lock_door.succeeded"
        case lockFailed = "action_attempt.lock_door.failed"
        case unlockSucceeded = "action_attempt.unlock_door.succeeded"
        case unlockFailed = "action_attempt.unlock_door.failed"
        case keypadEntrySucceeded = "action_attempt.simulate_keypad_code_entry.succeeded"
        case keypadEntryFailed = "action_attempt.simulate_keypad_code_entry.failed"
        case keypadLockSucceeded = "action_attempt.simulate_manual_lock_via_keypad.succeeded"
        case keypadLockFailed = "action_attempt.simulate_manual_lock_via_keypad.failed"
        case accountDisconnected = "connected_account.disconnected"
        case accountConnected = "connected_account.connected"
        case accountDeleted = "connected_account.deleted"
        case deviceConnected = "device.connected"
        case deviceDisconnected = "device.disconnected"
        case deviceUnmanagedConnected = "device.unmanaged.connected"
        case deviceUnmanagedDisconnected = "device.unmanaged.disconnected"
        case deviceConverted = "device.unmanaged.converted_to_managed"
        case deviceUnmanaged = "device.converted_to_unmanaged"
        case deviceRemoved = "device.removed"
        case deviceRenamed = "device.name_changed"
        case subscriptionRequired = "device.error.subscription_required"
        case subscriptionRestored = "device.error.subscription_required.resolved"
        case grantCreated = "access_grant.created"
        case grantDeleted = "access_grant.deleted"
        case grantTimesChanged = "access_grant.access_times_changed"
        case grantFulfilled = "access_grant.access_granted_to_all_doors"
        case grantIncomplete = "access_grant.could_not_create_requested_access_methods"
        case methodCreated = "access_method.created"
        case methodIssued = "access_method.issued"
        case methodReissued = "access_method.reissued"
        case methodRevoked = "access_method.revoked"
        case methodDeleted = "access_method.deleted"
        case methodDelayed = "access_method.delay_in_issuing"
        case methodFailed = "access_method.failed_to_issue"
        case cardEncodingRequired = "access_method.card_encoding_required"
        case spaceCreated = "space.created"
        case spaceDeleted = "space.deleted"
        case spaceMembersChanged = "space.device_membership_changed"
        case locked = "lock.locked"
        case unlocked = "lock.unlocked"
        case accessDenied = "lock.access_denied"
    }

    /// What an event tells beside its subjects.
    enum Details: Sendable {
        case none
        case pin(String)
        case change(from: AccessCode.Copy, to: AccessCode.Copy)
        /// The change was asked for, and is not on the device yet; nil for a removal.
        case request(from: AccessCode.Copy?, to: AccessCode.Copy?)
        case backup(Identifier)
        /// What is wrong at the time with the account, the device and the code, and the error that made it so.
        case issues(Issues)
        case name(String)
        case attempt(ActionAttempt.Kind, succeeded: Bool)
        case door(method: String, pin: String?)
        /// Why a door did not open, as a word and as a sentence.
        case denial(String, String)
        case accessTimes(key: String?, GrantHours)
        /// No method could be made on these devices, and why.
        case missing(String, [Identifier])
    }

    /// What an event is about, where that is no device.
    enum Subject: Sendable {
        case none
        case grant(Identifier)
        case method(Identifier, grants: [Identifier], keys: [String])
        case space(Identifier, key: String?, devices: [Identifier])
    }

    /// What is wrong with the subjects of an event; nil for a subject that it does not have.
    struct Issues: Sendable {
        var account: [Device.Problem]
        var device: [Device.Problem]?
        var code: (problems: [Device.Problem], cautions: [AccessCode.Caution])?
        var errorCode: String?
    }

    let id: Identifier
    let kind: Kind
    let at: Int64
    let account: Identifier?
    var device: Identifier?
    var code: Identifier?
    var attempt: Identifier?
    var details = Details.none
    var subject = Subject.none

    /// Writes the fields of the `event` resource.
    func writeFields(workspaceID: Identifier, to writer: inout JSONWriter) {
        writer.field("event_id", id)
        writer.field("event_type", kind.rawValue)
        writer.field("workspace_id", workspaceID)
        writer.field("created_at", instant: at)
        writer.field("occurred_at", instant: at)
        if let account { writer.field("connected_account_id", account) }
        if let device { writer.field("device_id", device) }
        if let code { writer.field("access_code_id", code) }
        if let attempt { writer.field("action_attempt_id", attempt) }
        writeSubject(to: &writer)
        writeDetails(to: &writer)
    }

    private func writeSubject(to writer: inout JSONWriter) {
        switch subject {
        case .none: return
        case .grant(let id): writer.field("access_grant_id", id)
        case .method(let id, let grants, let keys):
            writer.field("access_method_id", id)
            writer.array("access_grant_ids") { writer in
                for grant in grants { writer.value(grant) }
            }
            guard !keys.isEmpty else { return }
            writer.array("access_grant_keys") { writer in
                for key in keys { writer.value(key) }
            }
        case .space(let id, let key, let devices):
            writer.field("space_id", id)
            if let key { writer.field("space_key", key) }
            writer.array("device_ids") { writer in
                for device in devices { writer.value(device) }
            }
            writer.array("acs_entrance_ids")
        }
    }

    private func writeDetails(to writer: inout JSONWriter) {
        switch details {
        case .none: return
        case .pin(let pin): writer.field("code", pin)
        case .change(let from, let to): writeChange(from, to, &writer)
        case .request(let from, let to): writeRequest(from, to, &writer)
        case .backup(let id): writer.field("backup_access_code_id", id)
        case .issues(let issues): issues.write(to: &writer)
        case .name(let name): writer.field("device_name", name)
        case .attempt(let kind, let succeeded):
            writer.field("action_type", kind.rawValue)
            writer.field("status", succeeded ? "success" : "error")
        case .door(let method, let pin):
            writer.field("method", method)
            if let pin { writer.field("code", pin) }
        case .denial(let code, let message):
            writer.object("reason") { writer in
                writer.field("reason_code", code)
                writer.field("message", message)
            }
        case .accessTimes(let key, let hours):
            if let key { writer.field("access_grant_key", key) }
            writer.field("starts_at", instant: hours.startsAt)
            if let end = hours.endsAt { writer.field("ends_at", instant: end) }
        case .missing(let message, let devices):
            writer.field("error_message", message)
            writer.array("missing_device_ids") { writer in
                for id in devices { writer.value(id) }
            }
        }
    }

    private func writeChange(_ from: AccessCode.Copy, _ to: AccessCode.Copy, _ writer: inout JSONWriter) {
        if let sentence = Self.descriptions[kind] { writer.field("description", sentence) }
        switch kind {
        case .codeNameChanged:
            writer.object("from") { $0.field("name", from.name) }
            writer.object("to") { $0.field("name", to.name) }
        case .codePINChanged:
            writer.object("from") { $0.field("code", from.pin) }
            writer.object("to") { $0.field("code", to.pin) }
        case .codeTimeFrameChanged:
            writer.object("from") { from.writeTimeFrame(to: &$0) }
            writer.object("to") { to.writeTimeFrame(to: &$0) }
        default:
            writer.array("changed_properties") { writer in
                for property in Self.properties(from, to) {
                    writer.object { writer in
                        writer.field("property", property.name)
                        writer.field("from", property.from)
                        writer.field("to", property.to)
                    }
                }
            }
        }
    }

    private static let descriptions: [Kind: String] = [
        .codeNameChanged: "The name of the code was changed.",
        .codePINChanged: "The PIN of the code was changed.",
        .codeTimeFrameChanged: "The hours of the code were changed.",
    ]

    private func writeRequest(_ from: AccessCode.Copy?, _ to: AccessCode.Copy?, _ writer: inout JSONWriter) {
        writer.array("requested_mutations") { writer in
            guard let from, let to else {
                writer.object { $0.field("mutation_code", "deleting") }
                return
            }
            if from.timeFrame != to.timeFrame {
                writer.object { writer in
                    writer.field("mutation_code", "updating_time_frame")
                    writer.object("from") { from.writeTimeFrame(to: &$0) }
                    writer.object("to") { to.writeTimeFrame(to: &$0) }
                }
            }
            if from.name != to.name {
                writer.object { writer in
                    writer.field("mutation_code", "updating_name")
                    writer.object("from") { $0.field("name", from.name) }
                    writer.object("to") { $0.field("name", to.name) }
                }
            }
            if from.pin != to.pin {
                writer.object { writer in
                    writer.field("mutation_code", "updating_code")
                    writer.object("from") { $0.field("code", from.pin) }
                    writer.object("to") { $0.field("code", to.pin) }
                }
            }
        }
    }

    private static func properties(
        _ from: AccessCode.Copy,
        _ to: AccessCode.Copy
    ) -> [(name: String, from: String?, to: String?)] {
        let all = [
            ("name", from.name, to.name), ("code", from.pin, to.pin),
            (
                "starts_at", from.timeFrame.map { UTCTime($0.startsAt).iso },
                to.timeFrame.map { UTCTime($0.startsAt).iso }
            ),
            ("ends_at", from.timeFrame?.end.map { UTCTime($0).iso }, to.timeFrame?.end.map { UTCTime($0).iso }),
        ]
        return all.filter { $0.1 != $0.2 }
    }
}

extension Event.Issues {
    fileprivate func write(to writer: inout JSONWriter) {
        if let errorCode { writer.field("error_code", errorCode) }
        Self.write(account, "connected_account", to: &writer)
        if let device { Self.write(device, "device", to: &writer) }
        guard let code else { return }
        writer.array("access_code_errors") { writer in
            for problem in code.problems { problem.write(to: &writer) { _ in } }
        }
        writer.array("access_code_warnings") { writer in
            for caution in code.cautions { caution.write(to: &writer) }
        }
    }

    private static func write(_ problems: [Device.Problem], _ subject: String, to writer: inout JSONWriter) {
        writer.array("\(subject)_errors") { writer in
            for problem in problems { problem.write(to: &writer) { _ in } }
        }
        writer.array("\(subject)_warnings")
    }
}

extension Event {
    /// The grants that it is about.
    var grants: [Identifier] {
        switch subject {
        case .grant(let id): [id]
        case .method(_, let grants, _): grants
        case .none, .space: []
        }
    }

    /// The method that it is about.
    var method: Identifier? {
        if case .method(let id, _, _) = subject { id } else { nil }
    }

    /// The space that it is about.
    var space: Identifier? {
        if case .space(let id, _, _) = subject { id } else { nil }
    }
}
