/// A request as the sandbox sees it, free of the HTTP library.
struct SandboxRequest: Sendable {
    var method: String
    var path: String
    var query = ""
    /// By lower-case name.
    var headers: [String: String] = [:]
    /// Nil when the body was too large to be read.
    var body: [UInt8]? = []
}
