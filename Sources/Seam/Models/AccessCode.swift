/// A PIN on one device, as Seam's record has it.
///
/// Times are ISO 8601 strings as they came.
public struct AccessCode: Sendable, Hashable {
    /// The id of the code.
    public let accessCodeID: String
    /// The id of the device that it opens.
    public let deviceID: String
    /// The name, which is often the booking's.
    public let name: String?
    /// The PIN itself; it is a secret of the guest.
    public let code: String?
    /// The key that it shares with the linked codes on other devices; nil for a code that is not linked.
    public let commonCodeKey: String?
    /// `time_bound` or `ongoing`.
    public let type: String
    /// `setting`, `set`, `unset`, `removing` or `unknown`.
    public let status: String
    /// When the code begins to work; nil for an ongoing code.
    public let startsAt: String?
    /// When the code ends to work; nil for an ongoing code.
    public let endsAt: String?
    /// The changes that are recorded and have not reached the device.
    public let pendingMutations: [PendingMutation]
    /// False for a code that was not made through Seam.
    public let isManaged: Bool
    /// True for a code that the device computes itself; it cannot be changed once it is made.
    public let isOfflineAccessCode: Bool
    /// True when the device has stored the code ahead of its start.
    public let isScheduledOnDevice: Bool?
    /// When the code was made.
    public let createdAt: String?
    /// The codes of its errors, such as `device_offline`.
    public let errorCodes: [String]
    /// The codes of its warnings, such as `being_deleted`.
    public let warningCodes: [String]

    /// Reads the API's object.
    ///
    /// - Throws: ``SeamError`` with the code `invalid_response` when an id, the type or the status is missing.
    public init(_ json: JSONValue) throws(SeamError) {
        let reader = JSONReader(value: json, resource: "an access code")
        accessCodeID = try reader.string("access_code_id")
        deviceID = try reader.string("device_id")
        name = reader.optional("name")
        code = reader.optional("code")
        commonCodeKey = reader.optional("common_code_key")
        type = try reader.string("type")
        status = try reader.string("status")
        startsAt = reader.optional("starts_at")
        endsAt = reader.optional("ends_at")
        var mutations: [PendingMutation] = []
        for mutation in json["pending_mutations"]?.array ?? [] {
            mutations.append(try PendingMutation(mutation))
        }
        pendingMutations = mutations
        isManaged = reader.flag("is_managed") ?? true
        isOfflineAccessCode = reader.flag("is_offline_access_code") ?? false
        isScheduledOnDevice = reader.flag("is_scheduled_on_device")
        createdAt = reader.optional("created_at")
        errorCodes = reader.codes("errors", "error_code")
        warningCodes = reader.codes("warnings", "warning_code")
    }
}
