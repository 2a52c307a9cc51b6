/// A PIN on one device, as Seam's record has it.
///
/// Times are ISO 8601 strings as they came.
public struct AccessCode: Sendable, Hashable {
    /// The id of the code.
    public let accessCodeID: String
    /// The id of the device that it opens; nil where the answer does not say.
    public let deviceID: String?
    /// The name, which is often the booking's.
    public let name: String?
    /// The PIN itself; it is a secret of the guest.
    public let code: String?
    /// The key that it shares with the linked codes on other devices; nil for a code that is not linked.
    public let commonCodeKey: String?
    /// `time_bound` or `ongoing`; nil where the answer does not say.
    public let type: String?
    /// `setting`, `set`, `unset`, `removing` or `unknown`; Seam is giving the field up, and nil where it is not there.
    ///
    /// Decide by the pending changes, the errors, the warnings and the hours.
    public let status: String?
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
    /// The fields that were missing or not as promised, by their names in the API.
    public let unknownFields: [String]

    /// Reads the API's object; what else is not as promised is unknown.
    ///
    /// - Throws: ``SeamError`` with the code `invalid_response` when the id is missing.
    public init(_ json: JSONValue) throws(SeamError) {
        var reader = JSONReader(value: json, resource: "an access code")
        accessCodeID = try reader.identity("access_code_id")
        deviceID = reader.word("device_id")
        name = reader.nullable("name")
        code = json["code"]?.string
        commonCodeKey = reader.nullable("common_code_key")
        type = reader.word("type", among: ["time_bound", "ongoing"])
        status = reader.word("status", among: ["setting", "set", "unset", "removing", "unknown"])
        startsAt = reader.nullable("starts_at")
        endsAt = reader.nullable("ends_at")
        if type == "ongoing" { reader.forgive("starts_at", "ends_at") }
        pendingMutations = reader.list("pending_mutations").map(PendingMutation.init)
        if pendingMutations.contains(where: { $0.code == nil }) { reader.doubt("pending_mutations") }
        isManaged = reader.flag("is_managed") ?? true
        isOfflineAccessCode = reader.fact("is_offline_access_code") ?? false
        isScheduledOnDevice = reader.flag("is_scheduled_on_device")
        createdAt = json["created_at"]?.string
        errorCodes = reader.codes("errors", "error_code")
        warningCodes = reader.codes("warnings", "warning_code")
        unknownFields = reader.unknown
    }

    /// The device that it opens, or the one that it was listed for where the answer does not say.
    ///
    /// - Throws: ``SeamError`` with the code `invalid_response` when neither is known.
    package func deviceID(orListedOn listed: String?) throws(SeamError) -> String {
        guard let known = deviceID ?? listed else {
            throw SeamError(
                .invalidResponse,
                "the server sent the access code \(accessCodeID) without its device_id, and nothing else says on which door "
                    + "it is",
                delivery: .answered,
            )
        }
        return known
    }
}
