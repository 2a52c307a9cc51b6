/// The API's answer to a call that succeeded.
public struct SeamResponse: Sendable {
    /// The HTTP status, 200 to 299.
    public let status: Int
    /// The `seam-request-id` header.
    public let requestID: String?
    /// The `Date` header as it came, by which the server's clock can be compared.
    public let date: String?
    let content: Content

    init(_ content: Content, status: Int, requestID: String?, date: String?) {
        self.content = content
        self.status = status
        self.requestID = requestID
        self.date = date
    }

    /// The whole answer: the response key with its value, and `ok`.
    ///
    /// A long list is read when this is first asked for.
    public var body: JSONValue {
        switch content {
        case .whole(let body): body
        case .list(let list): list.body
        }
    }

    /// What the answer says about further pages; nil where it says nothing.
    public var pagination: JSONValue? {
        switch content {
        case .whole(let body): body["pagination"]
        case .list(let list): list.others["pagination"]
        }
    }

    /// The `Date` header as milliseconds since 1970, cut to seconds; nil when there is none or it cannot be read.
    public var dateInMilliseconds: Int64? {
        date.flatMap(RetryAfter.epochSeconds).map { Int64($0) * 1000 }
    }
}
