import Seam
import Testing

struct PoolingTests {
    typealias Reply = ScriptedServer.Reply

    private func call(_ client: SeamClient) async throws {
        _ = try await client.call("/unlisted", [:], retries: .none)
    }

    @Test func `calls one after the other share a connection`() async throws {
        try await withClient([.json()]) { client, server in
            for _ in 0..<5 { try await call(client) }
            #expect(server.connections == 1)
            #expect(server.received.count == 5)
        }
    }

    @Test func `calls at the same time never open more connections than allowed`() async throws {
        try await withClient([.json()], { $0.maxConnections = 3 }) { client, server in
            try await withThrowingTaskGroup { group in
                for _ in 0..<100 { group.addTask { try await call(client) } }
                try await group.waitForAll()
            }
            #expect(server.received.count == 100)
            #expect((1...3).contains(server.connections))
        }
    }

    @Test func `a connection that the server closed while idle is not used again`() async throws {
        try await withClient([.json()]) { client, server in
            try await call(client)
            server.dropConnections()
            await server.until { _, open in open == 0 }
            // The close may still be on its way to the client; then the call fails with an open fate, and never hangs.
            let error = await failure { try await call(client) }
            #expect(error == nil || error?.delivery != .answered)
            try await call(client)
        }
    }

    @Test func `a read meets a connection closed at the moment of reuse and is repeated`() async throws {
        try await withClient([.json(), .bytes("", .close), .json(200, #"{"devices":[]}"#)]) { client, server in
            try await call(client)
            let isEmpty = try await client.devices.list().isEmpty
            #expect(isEmpty)
            #expect(server.connections == 2)
            #expect(server.received.count == 3)
        }
    }

    @Test func `a reset after a whole answer costs nothing`() async throws {
        let answer = #"{"devices":[]}"#
        let reset = Reply.bytes("HTTP/1.1 200 OK\r\ncontent-length: \(answer.utf8.count)\r\n\r\n\(answer)", .reset)
        try await withClient([reset, .json(200, answer)]) { client, _ in
            for _ in 0..<2 {
                let devices = try await client.devices.list()
                #expect(devices.isEmpty)
            }
        }
    }

    @Test func `bytes that nobody asked for end the connection`() async throws {
        try await withClient([.json()]) { client, server in
            try await call(client)
            server.send("HTTP/1.1 408 Timeout\r\ncontent-length: 0\r\n\r\n")
            await server.until { _, open in open == 0 }
            try await call(client)
            #expect(server.connections == 2)
        }
    }

    @Test func `a second answer to one call is not taken for the answer to the next`() async throws {
        try await withClient([.silence, .json(200, #"{"a":2}"#)], { $0.maxConnections = 1 }) { client, server in
            let first = Task { try await client.call("/unlisted", [:]).body["a"] }
            await server.until { received, _ in received == 1 }
            let waiting = (0..<20).map { _ in Task { try await client.call("/unlisted", [:]).body["a"] } }
            // When this one has come and gone, the others are likely to wait in the queue.
            let last = Task { await failure { try await call(client) } }
            last.cancel()
            _ = await last.value
            let answer = "HTTP/1.1 200 OK\r\ncontent-length: 7\r\n\r\n{\"a\":1}"
            server.send(answer + answer)
            let value = try await first.value
            #expect(value == 1)
            for task in waiting {
                let value = try await task.value
                #expect(value == 2)
            }
            #expect(server.connections == 2)
        }
    }

    @Test func `a cancelled call ends at once and gives back its connection`() async throws {
        try await withClient([.silence, .json()], { $0.maxConnections = 1 }) { client, server in
            let task = Task { await failure { try await call(client) } }
            await server.until { received, _ in received == 1 }
            task.cancel()
            let error = await task.value
            #expect(error?.code == .cancelled)
            #expect(error?.delivery == .unanswered)
            try await call(client)
            await server.until { _, open in open == 1 }
        }
    }

    @Test func `a cancelled call that waits for a connection was not sent`() async throws {
        try await withClient([.silence, .json()], { $0.maxConnections = 1 }) { client, server in
            let first = Task { await failure { try await call(client) } }
            await server.until { received, _ in received == 1 }
            let second = Task { await failure { try await call(client) } }
            second.cancel()
            let error = await second.value
            #expect(error?.code == .cancelled)
            #expect(error?.delivery == .notSent)
            first.cancel()
            _ = await first.value
            #expect(server.received.count == 1)
        }
    }

    @Test func `a task that is cancelled before its call sends nothing`() async throws {
        try await withClient([.json()]) { client, server in
            let task = Task {
                unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
                return await failure { try await call(client) }
            }
            #expect(await task.value?.delivery == .notSent)
            #expect(server.received.isEmpty)
        }
    }

    @Test func `a shutdown lets calls under way end and refuses new ones`() async throws {
        try await withClient([.silence], { $0.maxConnections = 1 }) { client, server in
            let running = Task { try await client.call("/unlisted", [:]).status }
            await server.until { received, _ in received == 1 }
            async let stopped: Void = client.shutdown()
            // It waits for the only connection until the shutdown begins, or comes after that.
            #expect(await failure { try await call(client) }?.code == .shutDown)
            server.send("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}")
            let status = try await running.value
            #expect(status == 200)
            await stopped
            await server.until { _, open in open == 0 }
            let error = await failure { try await call(client) }
            #expect(error?.code == .shutDown)
            #expect(error?.delivery == .notSent)
        }
    }

    @Test func `a client that was never used shuts down`() async throws {
        let client = try TestClient.make("http://127.0.0.1:9")
        await client.shutdown()
        await client.shutdown()
        #expect(await failure { try await call(client) }?.code == .shutDown)
    }

    @Test func `a client that is dropped closes its connections`() async throws {
        try await ScriptedServer.with([.json()]) { server, port in
            try await call(TestClient.make("http://127.0.0.1:\(port)"))
            await server.until { _, open in open == 0 }
            #expect(server.connections == 1)
        }
    }
}
