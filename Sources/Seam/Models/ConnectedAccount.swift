/// An account at a lock maker through which Seam reaches devices.
public struct ConnectedAccount: Sendable, Hashable {
    /// The id of the account.
    public let connectedAccountID: String
    /// The maker, such as `august`.
    public let accountType: String?
    /// The name to show.
    public let displayName: String?
    /// Your own key of the customer.
    public let customerKey: String?
    /// True when Seam looks after new devices of the account at once.
    public let automaticallyManagesNewDevices: Bool
    /// When the account was connected.
    public let createdAt: String?
    /// The codes of its errors, such as `account_disconnected`.
    public let errorCodes: [String]
    /// The codes of its warnings.
    public let warningCodes: [String]

    /// Reads the API's object.
    ///
    /// - Throws: ``SeamError`` with the code `invalid_response` when the id is missing.
    public init(_ json: JSONValue) throws(SeamError) {
        var reader = JSONReader(value: json, resource: "a connected account")
        connectedAccountID = try reader.identity("connected_account_id")
        accountType = reader.optional("account_type")
        displayName = reader.optional("display_name")
        customerKey = reader.optional("customer_key")
        automaticallyManagesNewDevices = reader.flag("automatically_manage_new_devices") ?? false
        createdAt = reader.optional("created_at")
        errorCodes = reader.codes("errors", "error_code")
        warningCodes = reader.codes("warnings", "warning_code")
    }
}
