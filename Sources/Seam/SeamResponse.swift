/// The API's answer to a call that succeeded.
public struct SeamResponse: Sendable {
    /// The whole answer: the response key with its value, and `ok`.
    public let body: JSONValue
    /// The HTTP status, 200 to 299.
    public let status: Int
    /// The `seam-request-id` header.
    public let requestID: String?
    /// The `Date` header as it came, by which the server's clock can be compared.
    public let date: String?
}
