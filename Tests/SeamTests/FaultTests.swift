import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization
import Testing

@testable import Seam

/// What a server can do to a call, and how each kind of call ends: without a leaked connection, without a hang and
/// without a second try of what must not happen twice.
struct FaultTests {
    typealias Reply = ScriptedServer.Reply

    /// A server's behaviour, and what becomes of calls to it.
    struct Fault: Sendable, CustomTestStringConvertible {
        var testDescription: String
        var reply: Reply
        var code: SeamError.Code?
        var delivery: SeamError.Delivery
        /// How often each kind of call is sent while the server goes on like this.
        var reads: Int
        var creates: Int

        init(
            _ name: String,
            _ reply: Reply,
            _ code: SeamError.Code?,
            _ delivery: SeamError.Delivery = .answered,
            reads: Int = 1,
            creates: Int = 1,
        ) {
            testDescription = name
            (self.reply, self.code, self.delivery, self.reads, self.creates) = (reply, code, delivery, reads, creates)
        }
    }

    private static let json = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n"
    private static let result = #"{"workspace":{},"access_codes":[],"ok":true}"#
    private static let whole = "\(json)content-length: \(result.utf8.count)\r\n\r\n\(result)"
    private static let half = "\(json)content-length: \(result.utf8.count)\r\n\r\n\(result.prefix(9))"
    private static let page = "<html><body>Bad gateway</body></html>"

    private static func status(_ line: String, _ headers: String = "", _ body: String = "") -> Reply {
        .bytes("HTTP/1.1 \(line)\r\n\(headers)content-length: \(body.utf8.count)\r\n\r\n\(body)")
    }

    static let faults = [
        Fault("reset before the answer", .bytes("", .reset), .connection, .unanswered, reads: 3),
        Fault("closed before the answer", .bytes("", .close), .connection, .unanswered, reads: 3),
        Fault("reset in the middle of the answer", .bytes(half, .reset), .connection, .unanswered, reads: 3),
        Fault("closed in the middle of the answer", .bytes(half, .close), .connection, .unanswered, reads: 3),
        Fault("reset after the answer", .bytes(whole, .reset), nil),
        Fault("closed after the answer", .bytes(whole, .close), nil),
        Fault("half an answer, then silence", .bytes(half), .timeout, .unanswered, reads: 3),
        Fault("silence", .silence, .timeout, .unanswered, reads: 3),
        Fault("100 before the answer", .bytes("HTTP/1.1 100 Continue\r\n\r\n\(whole)"), nil),
        Fault("100 and no more", .bytes("HTTP/1.1 100 Continue\r\n\r\n"), .timeout, .unanswered, reads: 3),
        Fault(
            "another protocol",
            .bytes("HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n"),
            .invalidResponse,
            .unanswered
        ),
        Fault(
            "chunks with trailers",
            .bytes(
                "\(json)transfer-encoding: chunked\r\n\r\n\(String(result.utf8.count, radix: 16))\r\n\(result)\r\n"
                    + "0\r\nx-trailer: 1\r\n\r\n"
            ),
            nil
        ),
        Fault("204", .bytes("HTTP/1.1 204 No Content\r\n\r\n"), .invalidResponse),
        Fault("301", status("301 Moved", "location: https://elsewhere.example/\r\n"), .invalidResponse),
        Fault("429", status("429 Many"), .tooManyRequests, reads: 3, creates: 3),
        Fault("429 with seconds", status("429 Many", "retry-after: 7\r\n"), .tooManyRequests, reads: 3, creates: 3),
        Fault(
            "429 with a date",
            status(
                "429 Many",
                "date: Mon, 23 Nov 2026 23:59:50 GMT\r\nretry-after: Tue, 24 Nov 2026 00:00:20 GMT\r\n"
            ),
            .tooManyRequests,
            reads: 3,
            creates: 3
        ),
        Fault("429 with an hour", status("429 Many", "retry-after: 3600\r\n"), .tooManyRequests),
        Fault("500", .json(500, #"{"error":{"type":"oops","message":"m"}}"#), .init(rawValue: "oops"), reads: 3),
        Fault("502 with HTML", status("502 Bad", "content-type: text/html\r\n", page), .serverError, reads: 3),
        Fault("503 without a body", status("503 Down"), .serverError, reads: 3),
        Fault("a body over the bound", .json(200, "[\(String(repeating: "1,", count: 600))1]"), .responseTooLarge),
        Fault("wrong content type", status("200 OK", "content-type: text/html\r\n", result), .invalidResponse),
        Fault("bad JSON", .json(200, #"{"workspace":{},"#), .invalidResponse),
        Fault("no HTTP", .bytes("SSH-2.0-server\r\n"), .invalidResponse, .unanswered),
        Fault(
            "headers without an end",
            .bytes("\(json)\(String(repeating: "x: \(String(repeating: "y", count: 1000))\r\n", count: 200))"),
            .invalidResponse,
            .unanswered
        ),
    ]

    /// Meets the fault with one call, then asks a server that works again over the only connection there may be.
    private func meet(_ fault: Fault, _ path: String, _ parameters: JSONValue, tries: Int) async throws {
        let script = [Reply](repeating: fault.reply, count: tries) + [.bytes(Self.whole)]
        let isSilent = fault.code == .timeout
        let change = { (options: inout SeamClientOptions) in
            options.maxConnections = 1
            options.maxResponseBytes = 1000
            // The deadline is an event here, not a measure: no answer can be in time.
            if isSilent { options.requestTimeout = .milliseconds(500) }
        }
        try await withClient(script, change) { client, server in
            let error = await failure { _ = try await client.call(path, parameters) }
            #expect(error?.code == fault.code, "\(String(describing: error))")
            if fault.code != nil { #expect(error?.delivery == fault.delivery) }
            #expect(server.received.count == tries)
            // A connection, or its place in the pool, that were lost would leave none for this call.
            try await Self.ask(client, mayBeLate: isSilent)
            if !isSilent { #expect(server.received.count == tries + 1) }
            await client.shutdown()
            await server.until { _, open in open == 0 }
        }
    }

    /// Asks a server that works; with the short deadline of the silent ones, as often as a busy machine needs.
    private static func ask(_ client: SeamClient, mayBeLate: Bool) async throws {
        for _ in 0..<(mayBeLate ? 100 : 0) where await failure({ try await get(client) }) == nil { return }
        guard !mayBeLate else { return try await get(client) }
        // The connection may close just as it is used again, and a read is repeated then.
        _ = try await client.call("/workspaces/get", [:])
    }

    private static func get(_ client: SeamClient) async throws {
        _ = try await client.call("/workspaces/get", [:], retries: .none)
    }

    @Test(.timeLimit(.minutes(15)), arguments: faults)
    func `a read is repeated where another try may mend it`(fault: Fault) async throws {
        try await meet(fault, "/workspaces/get", [:], tries: fault.reads)
    }

    @Test(.timeLimit(.minutes(15)), arguments: faults.filter { $0.testDescription != "204" })
    func `an update to absolute values is repeated like a read`(fault: Fault) async throws {
        try await meet(fault, "/access_codes/update_multiple", ["common_code_key": "k"], tries: fault.reads)
    }

    @Test(.timeLimit(.minutes(15)), arguments: faults)
    func `a create is sent once, and again only after 429`(fault: Fault) async throws {
        let device = "4b1d9c6e-2f6a-4c53-9f0e-0d7a5a3c1e21"
        try await meet(fault, "/access_codes/create_multiple", ["device_ids": [.string(device)]], tries: fault.creates)
    }

    @Test func `an answer 204 is enough for an update`() async throws {
        try await withClient([.bytes("HTTP/1.1 204 No Content\r\n\r\n")]) { client, server in
            try await client.accessCodes.updateMultiple(commonCodeKey: "k")
            #expect(server.received.count == 1)
        }
    }

    @Test func `a create meets a connection closed at the moment of reuse, and is not sent again`() async throws {
        try await withClient([.bytes(Self.whole), .bytes("", .close)], { $0.maxConnections = 1 }) { client, server in
            _ = try await client.call("/workspaces/get", [:])
            let error = await failure { _ = try await client.call("/unlisted", [:]) }
            #expect(error?.code == .connection)
            #expect(error?.delivery == .unanswered)
            #expect(server.received.count == 2)
            await server.until { _, open in open == 0 }
        }
    }

    @Test func `a server that is down refuses a create three times, and each time nothing was sent`() async throws {
        let pauses = TestClient.Pauses()
        let client = try TestClient.make(TestClient.down, pauses: pauses)
        let error = await failure { _ = try await client.call("/unlisted", [:]) }
        await client.shutdown()
        #expect(error?.code == .connection)
        #expect(error?.delivery == .notSent)
        #expect(pauses.durations == [.milliseconds(200), .milliseconds(400)])
    }

    /// Answers no question about names, until it is told to stop.
    private final class SilentResolver: Resolver, Sendable {
        private let promises: [EventLoopPromise<[SocketAddress]>]

        init(_ loop: any EventLoop) {
            promises = [loop.makePromise(), loop.makePromise()]
        }

        func initiateAQuery(host: String, port: Int) -> EventLoopFuture<[SocketAddress]> { promises[0].futureResult }
        func initiateAAAAQuery(host: String, port: Int) -> EventLoopFuture<[SocketAddress]> { promises[1].futureResult }

        func cancelQueries() {
            for promise in promises { promise.fail(CancellationError()) }
        }
    }

    @Test(arguments: ["http://127.0.0.1:1", "http://[::1]:1"])
    func `an address is not looked for`(server: String) async throws {
        let address = try SeamAddress(server)
        let transport = PooledTransport { () throws(TransportFailure) in
            var settings = try TransportSettings(address, SeamClientOptions(), headers: [:])
            // It answers nothing: whoever asks it waits until the time is over.
            settings.makeResolver = { SilentResolver($0) }
            return settings
        }
        do throws(TransportFailure) {
            _ = try await transport.send(HTTPRequest(path: "/x", body: ByteBuffer()))
            Issue.record("a port that nobody listens on was reached")
        } catch {
            let seen = SeamError(error, path: "/x", address: address)
            #expect(seen.code != .timeout)
            #expect(seen.delivery == .notSent)
        }
        await transport.shutdown()
    }

    @Test(.timeLimit(.minutes(15)))
    func `a name that is not found in time ends as a server that cannot be reached`() async throws {
        let address = try SeamAddress("http://slow.example")
        let transport = PooledTransport { () throws(TransportFailure) in
            var options = SeamClientOptions()
            options.connectTimeout = .milliseconds(50)
            var settings = try TransportSettings(address, options, headers: [:])
            settings.makeResolver = { SilentResolver($0) }
            return settings
        }
        do throws(TransportFailure) {
            _ = try await transport.send(HTTPRequest(path: "/x", body: ByteBuffer()))
            Issue.record("a name without an address was reached")
        } catch {
            let seen = SeamError(error, path: "/x", address: address)
            #expect(seen.code == .timeout)
            #expect(seen.delivery == .notSent)
            #expect(seen.message.contains("cannot reach http://slow.example (no connection in time)"))
        }
        await transport.shutdown()
    }
}
