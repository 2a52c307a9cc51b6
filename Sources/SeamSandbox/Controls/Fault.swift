/// Something that goes wrong on purpose with requests to one path, or to all.
struct Fault: Sendable {
    enum Kind: String, CaseIterable, Sendable {
        /// An answer with `status`.
        case status
        /// The connection is closed without an answer.
        case reset
        /// The answer comes after `delay`; the change is made before it with `afterEffect`, else after it.
        case delay
        /// An answer that is not JSON.
        case garbage
        /// The connection is closed without an answer, and the change is made `delay` later, on the sandbox's clock.
        case late
        /// Reads show the values from before a change for `delay`, on the sandbox's clock.
        case stale
        /// The answer has another value in one field, or no such field.
        case edit
    }

    let path: String?
    let kind: Kind
    let status: Int
    /// Milliseconds.
    let delay: Int64
    let probability: Double
    /// How many requests it still hits; nil for any number.
    var remaining: Int?
    /// Whether the change is made although the answer does not tell.
    let afterEffect: Bool
    /// What is done to the answer under `edit`; nil under every other kind.
    let edit: AnswerEdit?

    /// What the client gets instead of the real answer; nil when the connection is closed.
    var reply: SandboxReply? {
        switch kind {
        case .status where status == 429: APIError.tooManyRequests(retryAfter: 1).reply
        case .status where status == 500:
            APIError(500, "internal_server_error", "A fault was asked for on this path").reply
        case .status where status > 500: SandboxReply(status: status, contentType: nil)
        case .status: APIError(status, "sandbox_fault", "A fault was asked for on this path").reply
        case .garbage: .text(200, "<html>upstream said: {\"ok\":tr", contentType: "text/html")
        case .reset, .delay, .late, .stale, .edit: nil
        }
    }
}
