/// One way to open the doors of an access grant: a code, a card, or a key on a phone.
public struct AccessMethod: Sendable, Hashable {
    /// The id of the method.
    public let accessMethodID: String
    /// `code`, `card`, `mobile_key` or `cloud_key`; nil where the answer does not say.
    public let mode: String?
    /// Whether it opens by the grant's present hours; nil where the answer does not say.
    public let isIssued: Bool?
    /// Whether a card has to be encoded before it opens.
    public let isEncodingRequired: Bool?
    /// The changes that are recorded and have not reached it.
    public let pendingMutations: [PendingMutation]
    /// The codes of its errors, such as `failed_to_issue`.
    public let errorCodes: [String]
    /// The codes of its warnings, such as `delay_in_issuing`.
    public let warningCodes: [String]

    /// Reads the API's object; what else is not as promised is unknown.
    ///
    /// - Throws: ``SeamError`` with the code `invalid_response` when the id is missing.
    public init(_ json: JSONValue) throws(SeamError) {
        var reader = JSONReader(value: json, resource: "an access method")
        accessMethodID = try reader.identity("access_method_id")
        mode = reader.word("mode")
        isIssued = reader.fact("is_issued")
        isEncodingRequired = reader.flag("is_encoding_required")
        pendingMutations = reader.list("pending_mutations").map(PendingMutation.init)
        errorCodes = reader.codes("errors", "error_code")
        warningCodes = reader.codes("warnings", "warning_code")
    }
}
