extension StateFile.Entry {
    /// The headers that a request is answered by.
    private static let headers = [
        "authorization", "seam-workspace", "seam-client-session-token", "client-session-token", "content-type", "host",
    ]

    /// Reads a line; nil for one of no known form.
    init?(_ line: [UInt8]) {
        guard let fields = JSONParser.parse(line)?.fields else { return nil }
        if let milliseconds = fields["advance"]?.whole {
            self = .advance(milliseconds)
            return
        }
        guard let method = fields["method"]?.text, let path = fields["path"]?.text, let body = fields["body"]?.text
        else {
            return nil
        }
        let request = SandboxRequest(
            method: method,
            path: path,
            query: fields["query"]?.text ?? "",
            headers: (fields["headers"]?.fields ?? [:]).compactMapValues(\.text),
            body: Array(body.utf8)
        )
        if let due = fields["due"]?.whole {
            self = .late(request, due: due)
        } else if let instant = fields["at"]?.whole, let lag = fields["lag"]?.whole {
            self = .request(request, at: instant, lag: lag)
        } else {
            return nil
        }
    }

    /// One line of JSON, with its line break.
    var line: [UInt8] {
        var writer = JSONWriter()
        writer.object { writer in
            switch self {
            case .request(let request, let instant, let lag):
                writer.field("at", Int(instant))
                writer.field("lag", Int(lag))
                Self.write(request, to: &writer)
            case .late(let request, let due):
                writer.field("due", Int(due))
                Self.write(request, to: &writer)
            case .advance(let milliseconds): writer.field("advance", Int(milliseconds))
            case .reset: break
            }
        }
        return writer.bytes + [UInt8(ascii: "\n")]
    }

    private static func write(_ request: SandboxRequest, to writer: inout JSONWriter) {
        writer.field("method", request.method)
        writer.field("path", request.path)
        writer.field("query", request.query)
        writer.object("headers") { writer in
            for name in headers {
                if let value = request.headers[name] { writer.field(name, value) }
            }
        }
        writer.field("body", String(decoding: request.body ?? [], as: UTF8.self))
    }
}
