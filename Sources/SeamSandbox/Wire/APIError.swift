/// An error answer of the API.
struct APIError: Error {
    let status: Int
    let type: String
    let message: String
    var data: [String: JSON]?
    var issues: [ValidationIssue] = []
    /// Seconds, for the header `Retry-After`.
    var retryAfter: Int?
    /// Set for the few errors that are not JSON.
    var isPlainText = false

    init(_ status: Int, _ type: String, _ message: String, data: [String: JSON]? = nil) {
        self.status = status
        self.type = type
        self.message = message
        self.data = data
    }

    static func unauthorized(_ message: String) -> APIError {
        APIError(401, "unauthorized", message)
    }

    /// A refusal of parameters that are each well formed but do not fit together.
    static func invalidInput(_ message: String) -> APIError {
        invalidInput([ValidationIssue(path: [], text: message)])
    }

    static func invalidInput(_ issues: [ValidationIssue]) -> APIError {
        let texts = issues.map(\.summary)
        let isSingle = texts.count == 1
        let message = isSingle ? texts[0] : "\(texts.count) Input Errors: \(texts.joined(separator: ", "))"
        var error = APIError(400, "invalid_input", message)
        error.issues = issues
        return error
    }

    static func plainText(_ status: Int, _ text: String) -> APIError {
        var error = APIError(status, "", text)
        error.isPlainText = true
        return error
    }

    static func tooManyRequests(retryAfter: Int) -> APIError {
        var error = APIError(429, "too_many_requests", "Too many requests for a device, try again in \(retryAfter) s")
        error.retryAfter = retryAfter
        return error
    }

    var reply: SandboxReply {
        guard !isPlainText else { return .text(status, message) }
        var reply = SandboxReply.json(status) { writer in
            writer.object("error") { writer in
                writer.field("type", type)
                writer.field("message", message)
                if let data { writer.field("data", .object(data)) }
                if !issues.isEmpty { writer.field("validation_errors", ValidationIssue.tree(of: issues)) }
            }
            writer.field("ok", false)
        }
        if let retryAfter { reply.headers["retry-after"] = String(retryAfter) }
        return reply
    }
}
