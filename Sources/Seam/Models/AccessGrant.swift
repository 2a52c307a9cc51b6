/// A stay as Seam's access grants hold it: who may open which doors between two instants, by whatever methods.
///
/// Times are ISO 8601 strings as they came.
public struct AccessGrant: Sendable, Hashable {
    /// The id of the grant.
    public let accessGrantID: String
    /// The key that was given to it, nil where none was.
    public let accessGrantKey: String?
    /// The name, nil where it has none.
    public let name: String?
    /// When its methods begin to open.
    public let startsAt: String?
    /// When its methods end to open; nil for a grant without an end.
    public let endsAt: String?
    /// The key of the reservation that it belongs to, nil where it belongs to none.
    public let reservationKey: String?
    /// The spaces that it opens.
    public let spaceIDs: [String]
    /// The kinds of methods that were asked for: `code`, `card`, `mobile_key` or `cloud_key`.
    public let modes: [String]
    /// The changes that are recorded and have not reached its methods.
    public let pendingMutations: [PendingMutation]
    /// The codes of its errors, such as `cannot_create_requested_access_methods`.
    public let errorCodes: [String]
    /// The codes of its warnings, such as `updating_access_times`.
    public let warningCodes: [String]
    /// The fields that were missing or not as promised, by their names in the API.
    public let unknownFields: [String]

    /// Reads the API's object; what else is not as promised is unknown.
    ///
    /// - Throws: ``SeamError`` with the code `invalid_response` when the id is missing.
    public init(_ json: JSONValue) throws(SeamError) {
        var reader = JSONReader(value: json, resource: "an access grant")
        accessGrantID = try reader.identity("access_grant_id")
        accessGrantKey = reader.optional("access_grant_key")
        name = reader.nullable("name")
        startsAt = reader.word("starts_at")
        endsAt = reader.nullable("ends_at")
        reservationKey = reader.optional("reservation_key")
        spaceIDs = reader.list("space_ids").compactMap(\.string)
        modes = reader.list("requested_access_methods").compactMap { $0["mode"]?.string }
        pendingMutations = reader.list("pending_mutations").map(PendingMutation.init)
        errorCodes = reader.codes("errors", "error_code")
        warningCodes = reader.codes("warnings", "warning_code")
        unknownFields = reader.unknown
    }
}
