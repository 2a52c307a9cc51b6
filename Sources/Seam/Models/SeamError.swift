/// What went wrong with a call, in a form that a program can branch on and an operator can act on.
///
/// No part of it ever holds a credential.
public struct SeamError: Error, Sendable {
    /// The kind of fault: one of the constants here, or the API's own `error.type`.
    public struct Code: RawRepresentable, Sendable, Hashable, CustomStringConvertible {
        /// The word itself, in snake case.
        public let rawValue: String

        /// Makes a code of any word, as the API may send one that this client does not know.
        public init(rawValue: String) {
            self.rawValue = rawValue
        }

        /// The word itself.
        public var description: String { rawValue }
    }

    /// What is known about the arrival of the request at the server.
    public enum Delivery: String, Sendable, Hashable {
        /// No byte of the request has left; it cannot have had an effect.
        case notSent = "not_sent"
        /// The request, or a part of it, has left, and no whole answer came back; it may still have an effect.
        case unanswered
        /// The server has answered; nothing of this request is under way any more.
        case answered
    }

    /// The kind of fault.
    public let code: Code
    /// A sentence that says what was wrong and, where the client knows, what to do.
    public let message: String
    /// The HTTP status of the answer, if there was one.
    public let status: Int?
    /// The `seam-request-id` of the answer, by which Seam's support finds the call.
    public let requestID: String?
    /// The API's complaints by parameter; complaints about the whole are under the empty key.
    public let validationErrors: [String: [String]]
    /// The seconds that the server asked to wait before another try.
    public let retryAfter: Int?
    /// What is known about the arrival of the request.
    public let delivery: Delivery
    /// The path of the call, such as `/access_codes/update_multiple`; nil before there was one.
    public let path: String?
    /// The error that caused this one.
    public let underlying: (any Error)?

    init(
        _ code: Code,
        _ message: String,
        status: Int? = nil,
        requestID: String? = nil,
        validationErrors: [String: [String]] = [:],
        retryAfter: Int? = nil,
        delivery: Delivery = .notSent,
        path: String? = nil,
        underlying: (any Error)? = nil,
    ) {
        self.code = code
        self.message = message
        self.status = status
        self.requestID = requestID
        self.validationErrors = validationErrors
        self.retryAfter = retryAfter
        self.delivery = delivery
        self.path = path
        self.underlying = underlying
    }
}

extension SeamError.Code {
    /// The server did not accept the credential, or the client knows that it would not.
    public static let unauthorized = Self(rawValue: "unauthorized")
    /// The API refused a parameter, or the client refused the call before sending it.
    public static let invalidInput = Self(rawValue: "invalid_input")
    /// The server could not be reached, or the connection broke.
    public static let connection = Self(rawValue: "connection")
    /// A deadline passed before the answer was complete.
    public static let timeout = Self(rawValue: "timeout")
    /// The proxy between the client and the server refused to connect.
    public static let proxy = Self(rawValue: "proxy")
    /// The secure connection could not be made.
    public static let tls = Self(rawValue: "tls")
    /// The server's answer is not what the API promises.
    public static let invalidResponse = Self(rawValue: "invalid_response")
    /// The answer is longer than the client accepts.
    public static let responseTooLarge = Self(rawValue: "response_too_large")
    /// The task that made the call was cancelled.
    public static let cancelled = Self(rawValue: "cancelled")
    /// The client's settings or credentials cannot be used.
    public static let invalidOptions = Self(rawValue: "invalid_options")
    /// The server asks to send less.
    public static let tooManyRequests = Self(rawValue: "too_many_requests")
    /// The server failed, and said no more than its status.
    public static let serverError = Self(rawValue: "server_error")
    /// The server refused the call, and said no more than its status.
    public static let httpError = Self(rawValue: "http_error")
    /// The time in which the call had to leave was over before there was a connection for it.
    public static let late = Self(rawValue: "late")
    /// The client has been shut down.
    public static let shutDown = Self(rawValue: "shut_down")
}

extension SeamError: CustomStringConvertible {
    /// One sentence with the path, the status and the request id.
    public var description: String {
        var facts: [String] = []
        if let status { facts.append("status \(status)") }
        if let requestID { facts.append("request \(requestID)") }
        let place = path.map { "\($0): " } ?? ""
        return place + message + (facts.isEmpty ? "" : " (\(facts.joined(separator: ", ")))")
    }
}
