internal import NIOCore
internal import NIOHTTP1

extension SeamError {
    /// The error of an answer with any status but 2xx.
    init(_ answer: HTTPAnswer, path: String, credential: SeamCredentials.Kind) {
        let envelope = (try? JSONValue(parsing: answer.text))?["error"]
        let type = envelope?["type"]?.string
        let reason = envelope?["message"]?.string
        self.init(
            type.map(Code.init(rawValue:)) ?? Self.code(of: answer.status),
            Self.message(reason, answer, credential),
            status: answer.status,
            requestID: answer.headers.first(name: "seam-request-id"),
            validationErrors: Self.validationErrors(envelope),
            retryAfter: RetryAfter.seconds(in: answer.headers),
            delivery: .answered,
            path: path,
        )
    }

    private static func code(of status: Int) -> Code {
        switch status {
        case 401: .unauthorized
        case 429: .tooManyRequests
        case 300..<400: .invalidResponse
        case 500...: .serverError
        default: .httpError
        }
    }

    private static func message(_ reason: String?, _ answer: HTTPAnswer, _ kind: SeamCredentials.Kind) -> String {
        switch answer.status {
        case 401:
            return "\(reason ?? "the server did not accept the credential"); check \(kind.variables)"
        case 300..<400:
            let target = answer.headers.first(name: "location").map { " to \($0)" } ?? ""
            return
                "the server redirects\(target), which is not followed; "
                + "use the final address as the endpoint (SEAM_ENDPOINT)"
        case 407:
            return "a proxy on the way answered instead of the server, and wants a user and a password (407); write "
                + "HTTPS_PROXY as http://user:password@host:port, or put the host into NO_PROXY"
        case 429:
            return reason ?? "the server asks to send less; wait before the next try"
        default:
            if let reason = reason ?? plainReason(answer) { return reason }
            if let encoding = answer.encoding {
                return "the answer is packed with \(encoding), which was not asked for"
            }
            let isAPI = answer.headers.first(name: "seam-request-id") != nil
            let advice = isAPI ? "" : "; check that the endpoint (SEAM_ENDPOINT) is Seam's"
            return answer.status >= 500
                ? "the server failed without saying why; try again later"
                : "the server refused the call without saying why\(advice)"
        }
    }

    /// Some refusals of the API are one line of plain text; a page of a server in between is not shown.
    private static func plainReason(_ answer: HTTPAnswer) -> String? {
        let type = answer.headers.first(name: "content-type")?.lowercased() ?? ""
        guard type.hasPrefix("text/plain"), (1...200).contains(answer.body.readableBytes),
            let text = String(validating: answer.body.readableBytesView, as: UTF8.self)
        else { return nil }
        let line = text.split(separator: "\n", omittingEmptySubsequences: true)
        guard line.count == 1, line[0].unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F }) else {
            return nil
        }
        return "the server says: \(line[0])"
    }

    /// Flattens the tree of complaints: nested parameters are joined with dots.
    private static func validationErrors(_ envelope: JSONValue?) -> [String: [String]] {
        var found: [String: [String]] = [:]
        func collect(_ node: JSONValue, _ name: String) {
            guard let members = node.object else { return }
            let texts = members["_errors"]?.array?.compactMap(\.string) ?? []
            if !texts.isEmpty { found[name] = texts }
            for (key, child) in members where key != "_errors" {
                collect(child, name.isEmpty ? key : "\(name).\(key)")
            }
        }
        if let tree = envelope?["validation_errors"] { collect(tree, "") }
        return found
    }
}
