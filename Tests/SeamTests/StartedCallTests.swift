import Synchronization
import Testing

@testable import Seam

/// Calls that are begun without a task, and call back.
struct StartedCallTests {
    typealias Reply = ScriptedServer.Reply
    private static let path = "/access_codes/update_multiple"
    private static let failed = #"{"error":{"type":"t","message":"m"},"ok":false}"#

    /// Begins one call and waits until it has called back; `act` is given what cancels it.
    private func outcome(
        of client: SeamClient,
        _ parameters: JSONValue = ["common_code_key": "k"],
        _ act: (@escaping @Sendable () -> Void) async -> Void = { _ in },
    ) async throws -> Result<SeamResponse, SeamError> {
        let prepared = try client.prepare(Self.path, parameters)
        let (outcomes, end) = AsyncStream.makeStream(of: Result<SeamResponse, SeamError>.self)
        let cancel = client.start(prepared) { end.yield($0) }
        await act(cancel)
        var iterator = outcomes.makeAsyncIterator()
        return try #require(await iterator.next())
    }

    @Test func `it sends what the same call sends, and answers the same`() async throws {
        let reply = Reply.json(200, headers: "seam-request-id: r1\r\n")
        try await withClient([reply]) { client, server in
            let started = try await outcome(of: client).get()
            let called = try await client.call(Self.path, ["common_code_key": "k"])
            #expect(started.body == called.body)
            #expect(started.requestID == "r1")
            #expect(server.received.count == 2)
            #expect(server.received[0].head == server.received[1].head)
            #expect(server.received[0].body == server.received[1].body)
            #expect(server.connections == 1)
        }
    }

    @Test func `what may be repeated is, with the same waits`() async throws {
        let pauses = TestClient.Pauses()
        let script = [Reply.json(503, Self.failed), .bytes("", .close), .json()]
        try await withClient(script, pauses: pauses) { client, server in
            let response = try await outcome(of: client).get()
            #expect(response.status == 200)
            #expect(server.received.count == 3)
            #expect(pauses.durations == [.milliseconds(200), .milliseconds(400)])
        }
    }

    @Test func `an answer that will not change is the error of the call`() async throws {
        try await withClient([.json(404, Self.failed)]) { client, server in
            guard case .failure(let error) = try await outcome(of: client) else {
                Issue.record("there is no error")
                return
            }
            #expect(error.status == 404)
            #expect(error.path == Self.path)
            #expect(server.received.count == 1)
        }
    }

    @Test func `a cancelled call ends, as one that may still arrive`() async throws {
        // On a machine with much to do the test itself may take longer than a call.
        try await withClient([.silence]) {
            $0.requestTimeout = .seconds(3600)
        } _: { client, server in
            let result = try await outcome(of: client) { cancel in
                await server.until { received, _ in received == 1 }
                cancel()
                cancel()
            }
            guard case .failure(let error) = result else {
                Issue.record("there is no error")
                return
            }
            #expect(error.code == .cancelled)
            #expect(error.delivery == .unanswered)
            #expect(server.received.count == 1)
        }
    }

    @Test func `a wrong parameter is found before anything is sent, unless it was looked for already`() async throws {
        try await withClient([.json()]) { client, server in
            let error = await failure { _ = try client.prepare(Self.path, ["starts_as": "x"]) }
            #expect(error?.code == .invalidInput)
            #expect(server.received.isEmpty)
            let prepared = try client.prepare(Self.path, ["starts_as": "x"], hasChecked: true)
            #expect(prepared.text == #"{"starts_as":"x"}"#)
        }
    }

    @Test func `a client that was shut down calls back with that`() async throws {
        try await withClient([.json()]) { client, server in
            await client.shutdown()
            guard case .failure(let error) = try await outcome(of: client) else {
                Issue.record("there is no error")
                return
            }
            #expect(error.delivery == .notSent)
            #expect(server.received.isEmpty)
        }
    }
}
