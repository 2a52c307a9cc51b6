/// An answer as the sandbox gives it, free of the HTTP library.
struct SandboxReply: Sendable {
    static let json = "application/json; charset=utf-8"

    var status: Int
    var contentType: String? = Self.json
    /// By lower-case name, without the content type.
    var headers: [String: String] = [:]
    var body: [UInt8] = []

    static func json(_ status: Int, _ fill: (inout JSONWriter) -> Void) -> SandboxReply {
        var writer = JSONWriter()
        writer.object(fill)
        return SandboxReply(status: status, body: writer.bytes)
    }

    /// `{"ok":true}`, all that many changes answer.
    static var done: SandboxReply { .json(200) { $0.field("ok", true) } }

    static func text(_ status: Int, _ text: String, contentType: String? = "text/plain; charset=utf-8") -> SandboxReply
    {
        SandboxReply(status: status, contentType: contentType, body: Array(text.utf8))
    }

    /// The page that any path the sandbox does not have gets.
    static var unknownPath: SandboxReply {
        let page = "<!DOCTYPE html><html><body><h1>404</h1><p>No such page.</p></body></html>"
        return text(404, page, contentType: "text/html; charset=utf-8")
    }

    /// What a page of a browser gets that asks in another name than this machine's.
    static var foreignName: SandboxReply {
        let text =
            "This port answers its own machine: ask it as 127.0.0.1 or localhost, not from a page of another site.\n"
        return .text(403, text, contentType: "text/plain; charset=utf-8")
    }

    /// What a browser's question about another origin gets, on every path of the API.
    static var preflight: SandboxReply {
        var reply = SandboxReply(status: 200, contentType: nil)
        reply.headers = [
            "access-control-allow-origin": "*",
            "access-control-allow-methods": "GET,POST,PUT,PATCH,DELETE,OPTIONS",
            "access-control-allow-headers":
                "accept, authorization, content-type, seam-workspace, seam-sdk-name, seam-sdk-version",
        ]
        return reply
    }
}
