/// A door of a workspace.
struct Device: Sendable {
    /// Something wrong with a device or with its account, as the errors of a record show it.
    struct Problem: Sendable {
        let code: String
        let message: String
        /// The name of the flag that says what the error is about.
        let flag: String
        let createdAt: Int64
        /// What else the error names, by the name of the field.
        var related: (name: String, id: Identifier)?

        /// The flag of an error that each device of the account has, too.
        static let ofAccount = "is_connected_account_error"

        /// Writes the error as the records of devices and codes have it.
        func write(to writer: inout JSONWriter) {
            write(to: &writer) { writer in
                writer.field(flag, true)
                if flag == Self.ofAccount { writer.field("is_device_error", false) }
                if let related { writer.field(related.name, related.id) }
            }
        }

        /// Writes the error with `flags`, which say what it is about.
        func write(to writer: inout JSONWriter, flags: (inout JSONWriter) -> Void) {
            writer.object { writer in
                writer.field("error_code", code)
                writer.field("message", message)
                flags(&writer)
                writer.field("created_at", instant: createdAt)
            }
        }
    }

    /// What a device can be made to lack; each reason is undone by its own opposite.
    enum Fault: CaseIterable, Hashable, Sendable {
        case offline
        case disconnected
        case hubDisconnected
        case subscriptionExpired
        case removed
    }

    /// How full a battery is, in the API's words.
    static func batteryStatus(_ level: Double) -> String {
        switch level {
        case ..<0.1: "critical"
        case ..<0.25: "low"
        case ..<0.75: "good"
        default: "full"
        }
    }

    let id: Identifier
    /// The position of its account in the workspace.
    let account: Int
    let roomName: String?
    let house: String?
    let timeZone: String?
    let model: DeviceModel
    let createdAt: Int64
    var name: String
    /// The name given in Seam; nil when it was never changed.
    var nickname: String?
    var isManaged = true
    var isLocked = true
    var customMetadata: [String: JSON] = [:]
    var hasBackupPool = false
    var autoLock: (isOn: Bool, delay: Int64?)?
    /// What was reported of the lengths it takes; nil for the model's own.
    var reportedLengths: [Int]?
    var mostCodes: Int?
    /// How full its battery is, 0 to 1; nil for a lock that does not tell.
    var battery: Double?
    /// Whether the lock answers, and does nothing it is told about codes.
    var refuses = false
    /// Whether codes can be put on it from afar.
    var takesCodes = true
    /// What is wrong with it, and since when.
    var faults: [Fault: Int64] = [:]
    /// The positions of its codes, in the order of their creation.
    var codes: [Int] = []
    /// How many of its codes the lock has stored.
    var storedCodes = 0

    var displayName: String { nickname ?? name }

    var codeLengths: [Int] { reportedLengths ?? model.codeLengths }

    /// Whether the device itself answers; its account may still be disconnected.
    var isOnline: Bool { faults.keys.allSatisfy { $0 == .subscriptionExpired } }

    /// Whether a command would reach it.
    var obeys: Bool { faults.isEmpty }

    var problems: [Problem] {
        guard !faults.isEmpty else { return [] }
        return faults.sorted { $0.value < $1.value }.map { $0.key.problem(since: $0.value) }
    }

    /// Whether the device has a capability flag, by its field name.
    func can(_ flag: String) -> Bool {
        Self.capabilities.contains(flag) && (takesCodes || flag != Self.codeCapability)
    }

    /// Why the lock does not take a PIN; nil when it does.
    func objection(to pin: String) -> String? {
        model.objection(to: pin, lengths: codeLengths)
    }

    private static let codeCapability = "can_program_online_access_codes"

    static let capabilities = [
        codeCapability, "can_remotely_lock", "can_remotely_unlock", "can_unlock_with_code",
        "can_configure_auto_lock", "can_simulate_connection", "can_simulate_disconnection",
        "can_simulate_hub_connection", "can_simulate_hub_disconnection", "can_simulate_paid_subscription",
        "can_simulate_removal",
    ]
}

extension Device.Fault {
    func problem(since instant: Int64) -> Device.Problem {
        let (code, message) =
            switch self {
            case .offline: ("device_offline", "Device is offline")
            case .disconnected: ("device_disconnected", "Device is disconnected")
            case .hubDisconnected: ("hub_disconnected", "Hub of the device is disconnected")
            case .subscriptionExpired: ("subscription_required", "Subscription of the device has expired")
            case .removed: ("device_removed", "Device was removed from its account")
            }
        return Device.Problem(code: code, message: message, flag: "is_device_error", createdAt: instant)
    }
}
