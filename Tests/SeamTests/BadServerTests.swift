import Testing

@testable import Seam

/// Servers, and what is on the way to them, that behave badly: no call hangs, none is made twice that must not be, and
/// each ends with an answer or with a sentence that says what was wrong.
///
/// `FaultTests` has the plain faults with each kind of call; here is what was met with real servers and gateways.
struct BadServerTests {
    typealias Reply = ScriptedServer.Reply

    /// One server: what it answers, the words that an operator reads, and how often a read and a create are sent.
    struct Server: Sendable, CustomTestStringConvertible {
        let name: String
        let reply: Reply
        /// Words of the sentence; nil for an answer that is taken.
        let says: String?
        let reads: Int
        let creates: Int

        var testDescription: String { name }

        init(_ name: String, _ reply: Reply, says: String?, reads: Int = 1, creates: Int = 1) {
            (self.name, self.reply, self.says, self.reads, self.creates) = (name, reply, says, reads, creates)
        }
    }

    private static let body = #"{"workspace":{"workspace_id":"w"},"access_codes":[],"ok":true}"#
    private static let json = "content-type: application/json\r\n"

    private static func answer(
        _ line: String,
        _ headers: String = json,
        _ body: String = body,
        _ end: Reply.End = .keep,
    ) -> Reply {
        .bytes("HTTP/1.1 \(line)\r\n\(headers)content-length: \(body.utf8.count)\r\n\r\n\(body)", end)
    }

    private static func limited(_ value: String, _ headers: String = "") -> Reply {
        answer("429 Many", "\(headers)retry-after: \(value)\r\n", "")
    }

    private static let statuses: [Server] = [
        Server("300 with a choice", answer("300 Choices"), says: "redirects"),
        Server("302 to a login page", answer("302 Found", "location: /login\r\n", ""), says: "redirects to /login"),
        Server("307", answer("307 Elsewhere", "location: http://e.example/\r\n", ""), says: "redirects"),
        Server("308", answer("308 Elsewhere", "location: https://e.example/\r\n", ""), says: "redirects"),
        Server("308 without a place", answer("308 Elsewhere", "", ""), says: "redirects"),
        Server("400 without a reason", answer("400 Bad", "", ""), says: "without saying why"),
        Server("402", answer("402 Pay", "content-type: text/plain\r\n", "pay first"), says: "pay first"),
        Server("403 of a gateway", answer("403 No", "content-type: text/html\r\n", "<p>no</p>"), says: "SEAM_ENDPOINT"),
        Server(
            "404 of another server",
            answer("404 No", "content-type: text/html\r\n", "<p>no</p>"),
            says: "SEAM_ENDPOINT"
        ),
        Server("407", answer("407 Who", "proxy-authenticate: Basic\r\n", ""), says: "a proxy on the way answered"),
        Server("408", answer("408 Late", "", ""), says: "without saying why", reads: 3),
        Server("413", answer("413 Long", "", ""), says: "without saying why"),
        Server("418", answer("418 Teapot", "", ""), says: "without saying why"),
        Server("425", answer("425 Early", "", ""), says: "without saying why", reads: 3),
        Server("431", answer("431 Heads", "", ""), says: "without saying why"),
        Server("451", answer("451 Law", "", ""), says: "without saying why"),
        Server(
            "500 with HTML",
            answer("500 X", "content-type: text/html\r\n", "<p>x</p>"),
            says: "without saying",
            reads: 3
        ),
        Server("504", answer("504 Late", "", ""), says: "without saying why", reads: 3),
        Server("529", answer("529 Busy", "", ""), says: "without saying why", reads: 3),
        Server("599", answer("599 X", "", ""), says: "without saying why", reads: 3),
    ]

    private static let limits: [Server] = [
        Server("429 for 2^63 - 1 seconds", limited("9223372036854775807"), says: "asks to send less"),
        Server("429 for more than a number holds", limited("99999999999999999999999"), says: "asks to send less"),
        Server("429 for a fraction", limited("1.5"), says: "asks to send less", reads: 3, creates: 3),
        Server("429 for less than nothing", limited("-1"), says: "asks to send less", reads: 3, creates: 3),
        Server("429 for words", limited("a while"), says: "asks to send less", reads: 3, creates: 3),
        Server("429 for nothing", limited(""), says: "asks to send less", reads: 3, creates: 3),
        Server(
            "429 until a date long gone",
            limited("Sun, 06 Nov 1994 08:49:37 GMT", "date: Tue, 24 Nov 2026 00:00:20 GMT\r\n"),
            says: "asks to send less",
            reads: 3,
            creates: 3
        ),
        Server(
            "429 until the year 9999",
            limited("Fri, 31 Dec 9999 23:59:59 GMT", "date: Tue, 24 Nov 2026 00:00:20 GMT\r\n"),
            says: "asks to send less"
        ),
        Server(
            "429 until a date with hours beyond counting",
            limited("Fri, 31 Dec 2026 9223372036854775807:59:59 GMT", "date: Tue, 24 Nov 2026 00:00:20 GMT\r\n"),
            says: "asks to send less",
            reads: 3,
            creates: 3
        ),
    ]

    private static let bodies: [Server] = [
        Server("a byte order mark", answer("200 OK", json, "\u{FEFF}\(body)"), says: nil),
        Server("two byte order marks", answer("200 OK", json, "\u{FEFF}\u{FEFF}\(body)"), says: "not JSON"),
        Server(
            "keys twice",
            answer("200 OK", json, #"{"workspace":{},"access_codes":[],"ok":false,"ok":true}"#),
            says: nil
        ),
        Server("an answer without its key", answer("200 OK", json, #"{"ok":true}"#), says: "the answer has no "),
        Server("a list for an object", answer("200 OK", json, "[]"), says: "not an object"),
        Server("text for an object", answer("200 OK", json, #""ok""#), says: "not an object"),
        Server("null", answer("200 OK", json, "null"), says: "not an object"),
        Server("nothing at all", answer("200 OK", json, ""), says: "not JSON"),
        Server("an answer cut by the server", answer("200 OK", json, String(body.dropLast(9))), says: "not JSON"),
        Server("something behind the answer", answer("200 OK", json, body + "x"), says: "not JSON"),
        Server(
            "nested beyond counting",
            answer("200 OK", json, String(repeating: "[", count: 20_000)),
            says: "deeper than"
        ),
        Server("a number beyond counting", answer("200 OK", json, #"{"x":1e999999,"y":}"#), says: "not JSON"),
        Server("gzip unasked", answer("200 OK", "\(json)content-encoding: gzip\r\n"), says: "packed with gzip"),
        Server("br unasked", answer("502 Bad", "content-encoding: BR\r\n", "x"), says: "packed with br", reads: 3),
        Server("no packing, and said so", answer("200 OK", "\(json)content-encoding: identity\r\n"), says: nil),
        Server(
            "a login page",
            answer("200 OK", "content-type: text/html\r\n", "<p>log in</p>"),
            says: "is text/html, not JSON"
        ),
        Server(
            "100 MB announced",
            .bytes("HTTP/1.1 200 OK\r\n\(json)content-length: 104857600\r\n\r\n"),
            says: "longer than"
        ),
        Server(
            "2^63 - 1 bytes announced",
            .bytes("HTTP/1.1 200 OK\r\n\(json)content-length: 9223372036854775807\r\n\r\n"),
            says: "longer than"
        ),
        Server(
            "a chunk beyond counting",
            .bytes("HTTP/1.1 200 OK\r\n\(json)transfer-encoding: chunked\r\n\r\nfffffffffffffffff\r\n"),
            says: "not HTTP"
        ),
    ]

    private static let connections: [Server] = [
        Server(
            "a header without an end",
            .bytes("HTTP/1.1 200 OK\r\nx: \(String(repeating: "y", count: 200_000))"),
            says: "not HTTP"
        ),
        Server(
            "headers without an end",
            .bytes("HTTP/1.1 200 OK\r\n" + String(repeating: "x: y\r\n", count: 40_000)),
            says: "not HTTP"
        ),
        Server(
            "two lengths",
            .bytes("HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}"),
            says: "not HTTP"
        ),
        Server("HTTP/2 unasked", .bytes("\u{0}\u{0}\u{6}\u{4}\u{0}\u{0}\u{0}\u{0}\u{0}"), says: "not HTTP"),
        Server("TLS unasked", .bytes("\u{15}\u{3}\u{1}\u{0}\u{2}\u{2}\u{46}"), says: "not HTTP"),
        Server("a line of text", .bytes("hello\r\n", .close), says: "not HTTP"),
        Server("half-closed before the answer", .bytes("", .close), says: "before the answer", reads: 3),
        Server("half-closed in the head", .bytes("HTTP/1.1 200 OK\r\ncont", .close), says: "closed", reads: 3),
        Server("a reset in the head", .bytes("HTTP/1.1 200 OK\r\ncont", .reset), says: "connection", reads: 3),
        Server(
            "closed after an answer that promised more",
            answer("200 OK", "\(json)connection: keep-alive\r\n", body, .close),
            says: nil
        ),
        Server("an old version of HTTP", .bytes("HTTP/1.0 200 OK\r\n\(json)\r\n\(body)", .close), says: nil),
        Server("no version of HTTP", .bytes("HTTP/9.9 200 OK\r\n\r\n{}", .close), says: "not HTTP"),
    ]

    /// Servers that never end; here alone the deadline is met, which is an event and no measure.
    private static let slow: [Server] = [
        Server("silence", .silence, says: "no complete answer in time", reads: 3),
        Server("a trickle of headers", .bytes("HTTP/1.1 200 OK\r\nx: y\r\nx: "), says: "no complete answer", reads: 3),
        Server(
            "a trickle of the body",
            .bytes("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{"),
            says: "no complete answer",
            reads: 3
        ),
        Server("hints without an end", .bytes("HTTP/1.1 103 Hints\r\n\r\n"), says: "no complete answer", reads: 3),
        Server(
            "chunks without an end",
            .bytes("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\n{\r\n"),
            says: "no complete answer",
            reads: 3
        ),
    ]

    static let all = statuses + limits + bodies + connections + slow

    @Test func `there are at least 40 servers, each with a name of its own`() {
        #expect(Self.all.count >= 40)
        #expect(Set(Self.all.map(\.name)).count == Self.all.count)
    }

    @Test(.timeLimit(.minutes(15)), arguments: all)
    func `a read and a create come to an end, and no create is made twice`(server: Server) async throws {
        try await meet(server, "/workspaces/get", [:], tries: server.reads, isRead: true)
        let device: JSONValue = "4b1d9c6e-2f6a-4c53-9f0e-0d7a5a3c1e21"
        try await meet(
            server,
            "/access_codes/create_multiple",
            ["device_ids": [device]],
            tries: server.creates,
            isRead: false
        )
    }

    private func meet(_ server: Server, _ path: String, _ parameters: JSONValue, tries: Int, isRead: Bool) async throws
    {
        let pauses = TestClient.Pauses()
        let isSlow = Self.slow.contains { $0.name == server.name }
        try await withClient([server.reply], pauses: pauses) {
            $0.maxResponseBytes = 50_000
            if isSlow { $0.requestTimeout = .seconds(1) }
        } _: { client, scripted in
            let error = await failure { _ = try await client.call(path, parameters) }
            #expect((error == nil) == (server.says == nil), "\(error?.message ?? "")")
            if let says = server.says { #expect(error?.message.contains(says) == true, "\(error?.message ?? "")") }
            // On a busy machine a deadline may end a try before its request has left: fewer arrive then, never more.
            if !isSlow { await scripted.until { received, _ in received >= tries } }
            let arrived = scripted.received.count
            #expect(isSlow ? arrived <= tries : arrived == tries, "\(server.name)")
            #expect(pauses.durations.allSatisfy { $0 <= RetryRules.longestWait })
            if isRead { #expect(error?.message.contains("had an effect") != true) }
        }
    }

    // MARK: - Connections that something forgot

    @Test func `after a reset on a used connection the next try opens another, and the idle ones are closed`()
        async throws
    {
        let answer = Self.answer("200 OK")
        let script = [answer, .bytes("", .reset), answer]
        try await withClient(script) { client, server in
            _ = try await client.call("/workspaces/get", [:])
            _ = try await client.call("/workspaces/get", [:])
            #expect(server.received.count == 3)
            #expect(server.connections == 2)
        }
    }

    @Test func `an update meets a forgotten connection, and its next try is sent over a new one`() async throws {
        let done = Self.answer("200 OK", Self.json, #"{"ok":true}"#)
        try await withClient([done, .bytes("", .reset), done]) { client, server in
            for _ in 0..<2 { _ = try await client.call("/access_codes/update_multiple", ["common_code_key": "k"]) }
            #expect(server.received.count == 3)
            #expect(server.connections == 2)
        }
    }
}
