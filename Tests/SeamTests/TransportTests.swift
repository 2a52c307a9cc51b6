import Seam
import Testing

struct TransportTests {
    typealias Reply = ScriptedServer.Reply

    private func call(_ client: SeamClient) async throws -> JSONValue {
        try await client.call("/unlisted", [:], retries: .none).body
    }

    @Test(
        arguments: [
            (
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\n{\"a\":\r\n2;x=y\r\n1}\r\n0\r\nt: 1\r\n\r\n",
                JSONValue.object(["a": 1])
            ),
            (
                "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Hints\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}",
                [:]
            ),
            ("HTTP/1.1 204 No Content\r\n\r\n", [:]),
            ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}", [:]),
            ("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\n{}", [:]),
        ] as [(String, JSONValue)]
    )
    func `forms of a whole answer are read`(bytes: String, body: JSONValue) async throws {
        try await withClient([.bytes(bytes)]) { client, _ in
            let first = try await call(client)
            #expect(first == body)
            let second = try await call(client)
            #expect(second == body)
        }
    }

    @Test func `an answer that ends with the connection is whole`() async throws {
        try await withClient([.bytes("HTTP/1.1 200 OK\r\n\r\n{}", .close)]) { client, server in
            let first = try await call(client)
            #expect(first == [:])
            let second = try await call(client)
            #expect(second == [:])
            #expect(server.connections == 2)
        }
    }

    @Test(arguments: [
        ("", Reply.End.close, SeamError.Code.connection, "before the answer"),
        ("", .reset, .connection, "connection reset"),
        ("HTTP/1.1 200 OK\r\ncontent-len", .close, .connection, "connection was closed"),
        ("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{\"a\"", .close, .connection, "in the middle of the answer"),
        ("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{\"a\"", .reset, .connection, "connection"),
        ("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n", .close, .connection, "in the middle"),
        ("SSH-2.0-server\r\n", .keep, .invalidResponse, "not HTTP"),
        ("HTTP/1.1 200 OK\r\ncontent-length: x\r\n\r\n{}", .keep, .invalidResponse, "not HTTP"),
    ])
    func `an answer that is not whole leaves the effect open`(
        bytes: String,
        end: Reply.End,
        code: SeamError.Code,
        words: String,
    ) async throws {
        try await withClient([.bytes(bytes, end), .json()]) { client, server in
            let error = await failure { _ = try await call(client) }
            #expect(error?.code == code)
            #expect(error?.delivery == .unanswered)
            #expect(error?.message.contains(words) == true, "\(String(describing: error))")
            let next = try await call(client)
            #expect(next == ["ok": true])
            await server.until { _, open in open == 1 }
        }
    }

    @Test(arguments: [
        "", "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{\"a\"", "HTTP/1.1 100 Continue\r\n\r\n",
    ])
    func `an answer that does not come to its end meets the deadline`(bytes: String) async throws {
        // The deadline is an event here, not a measure: no reply can be in time.
        try await withClient([.bytes(bytes)], { $0.requestTimeout = .milliseconds(50) }) { client, server in
            let error = await failure { _ = try await call(client) }
            #expect(error?.code == .timeout)
            #expect(error?.delivery == .unanswered)
            #expect(error?.message.contains("no complete answer in time") == true)
            await server.until { _, open in open == 0 }
        }
    }

    @Test(arguments: [
        "HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\n\(String(repeating: "x", count: 255))\r\n",
    ])
    func `an answer over the limit is refused while it comes`(bytes: String) async throws {
        try await withClient([.bytes(bytes), .json()], { $0.maxResponseBytes = 100 }) { client, _ in
            let error = await failure { _ = try await call(client) }
            #expect(error?.code == .responseTooLarge)
            #expect(error?.delivery == .answered)
            let next = try await call(client)
            #expect(next == ["ok": true])
        }
    }

    @Test func `a megabyte arrives in both directions`() async throws {
        let text = String(repeating: "0123456789abcdef", count: 65_536)
        try await withClient([.json(200, #"{"text":"\#(text)"}"#)]) { client, server in
            let response = try await client.call("/unlisted", ["text": .string(text)])
            #expect(response.body["text"]?.string == text)
            #expect(server.received.first?.body.utf8.count == text.utf8.count + 11)
        }
    }

    @Test func `a silent server is not waited for in vain while connecting with TLS`() async throws {
        try await ScriptedServer.with([.silence]) { _, port in
            let client = try TestClient.make("https://localhost:\(port)") {
                $0.connectTimeout = .milliseconds(50)
                $0.maxRetries = 0
            }
            let error = await failure { _ = try await call(client) }
            await client.shutdown()
            #expect(error?.code == .timeout)
            #expect(error?.delivery == .notSent)
        }
    }
}
