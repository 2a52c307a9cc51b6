import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import SeamSandbox

struct ServerTests {
    private static let headers: HTTPFields = [
        .authorization: "Bearer seam_sandbox_key", .contentType: "application/json",
    ]

    private func server(_ options: SandboxOptions = TestSandbox.options()) throws -> SandboxServer {
        try SandboxServer(options: options)
    }

    private func client(_ address: String) throws -> TestClient {
        let port = try #require(address.split(separator: ":").last.flatMap { Int($0) })
        let client = TestClient(host: "127.0.0.1", port: port)
        client.connect()
        return client
    }

    @Test func `answers go over the wire with their headers and the sandbox's date`() async throws {
        try await server().application().test(.live) { client in
            let body = ByteBuffer(string: "{\"limit\":1}")
            let answer = try await client.execute(
                uri: "/devices/list",
                method: .post,
                headers: Self.headers,
                body: body
            )
            #expect(answer.status == .ok)
            #expect(answer.headers[.contentType] == "application/json; charset=utf-8")
            #expect(answer.headers[.date]?.hasPrefix("Mon, 23 Nov 2026 18:0") == true)
            #expect(answer.headers[values: .date].count == 1)
            #expect(answer.headers[try #require(HTTPField.Name("seam-request-id"))] == "request1")
            let json = try #require(JSONParser.parse(Array(answer.body.readableBytesView)))
            #expect(json["devices"]?.elements?.count == 1)
            #expect(json["pagination"]?["next_page_url"]?.text?.hasPrefix("http://localhost") == true)
        }
    }

    @Test func `queries and a token's workspace go through`() async throws {
        let server = try server()
        try await server.application().test(.live) { client in
            var headers: HTTPFields = [.authorization: "Bearer seam_at_sandbox"]
            headers[try #require(HTTPField.Name("seam-workspace"))] = server.workspaceID
            let answer = try await client.execute(
                uri: "/devices/list?limit=2&_strict=true",
                method: .get,
                headers: headers
            )
            #expect(answer.status == .ok)
            let json = try #require(JSONParser.parse(Array(answer.body.readableBytesView)))
            #expect(json["devices"]?.elements?.count == 2)
        }
    }

    @Test func `a body over the limit is refused and the connection goes on`() async throws {
        try await server().application().test(.live) { client in
            let body = ByteBuffer(repeating: UInt8(ascii: " "), count: SandboxRequest.bodyLimit + 1)
            let large = try await client.execute(
                uri: "/devices/list",
                method: .post,
                headers: Self.headers,
                body: body
            )
            #expect(large.status == .contentTooLarge)
            let next = try await client.execute(uri: "/workspaces/get", method: .get, headers: Self.headers)
            #expect(next.status == .ok)
        }
    }

    @Test func `a reset closes the connection without an answer`() async throws {
        try await server().withServer { address in
            let client = try client(address)
            let fault = ByteBuffer(string: "{\"kind\":\"reset\",\"path\":\"/workspaces/get\",\"count\":1}")
            let added = try await client.execute(
                .init("/_sandbox/faults", method: .post, authority: "localhost", headers: [:], body: fault)
            )
            #expect(added.status == .ok)
            await #expect(throws: (any Error).self) {
                try await client.execute(
                    .init("/workspaces/get", method: .get, authority: "localhost", headers: Self.headers)
                )
            }
            try? await client.shutdown()
            let second = try self.client(address)
            let answer = try await second.execute(
                .init("/workspaces/get", method: .get, authority: "localhost", headers: Self.headers)
            )
            #expect(answer.status == .ok)
            try await second.shutdown()
        }
    }

    @Test func `the server stops after its body and gives its result back`() async throws {
        let server = try server()
        let address = try await server.withServer { $0 }
        #expect(address.hasPrefix("http://127.0.0.1:"))
        let client = try client(address)
        await #expect(throws: (any Error).self) {
            try await client.execute(.init("/workspaces/get", method: .get, headers: Self.headers))
        }
    }

    @Test func `a request that is still waiting does not keep the server from stopping`() async throws {
        let waiting = try await server().withServer { address in
            let client = try client(address)
            let fault = ByteBuffer(string: "{\"kind\":\"delay\",\"delay_ms\":600000,\"path\":\"/workspaces/get\"}")
            _ = try await client.execute(
                .init("/_sandbox/faults", method: .post, authority: "localhost", headers: [:], body: fault)
            )
            let other = try self.client(address)
            // Awaited below, once the server is gone.
            let request = Task {
                try? await other.execute(.init("/workspaces/get", method: .get, headers: Self.headers))
            }
            var arrived = false
            while !arrived {
                let stats = try await client.execute(.init("/_sandbox/stats", method: .get, headers: [:]))
                arrived = String(buffer: stats.body ?? ByteBuffer()).contains("/workspaces/get")
            }
            try await client.shutdown()
            return request
        }
        #expect(await waiting.value?.status != .ok)
    }

    @Test func `an error of the body comes out`() async throws {
        struct Expected: Error {}
        await #expect(throws: Expected.self) {
            try await server().withServer { _ in throw Expected() }
        }
    }

    @Test func `a port that is taken is an error, not a wait`() async throws {
        try await server().withServer { address in
            var options = TestSandbox.options()
            options.port = try #require(address.split(separator: ":").last.flatMap { Int($0) })
            let second = try server(options)
            await #expect(throws: (any Error).self) {
                try await second.withServer { _ in }
            }
        }
    }

    @Test func `running ends when its task is cancelled`() async throws {
        let server = try server()
        await withTaskGroup(of: Void.self) { tasks in
            let (addresses, listening) = AsyncStream.makeStream(of: String.self)
            tasks.addTask { try? await server.run { listening.yield($0) } }
            for await address in addresses {
                #expect(address.hasPrefix("http://127.0.0.1:"))
                break
            }
            tasks.cancelAll()
            await tasks.waitForAll()
        }
    }

    @Test func `the clock starts at the instant given, or at the machine's time`() throws {
        let fixed = try server().now()
        #expect((TestSandbox.start..<TestSandbox.start + 60_000).contains(fixed))
        let real = try SandboxServer(options: SandboxOptions(groups: 1)).now()
        #expect(real > 1_700_000_000_000)
    }

    @Test(arguments: [
        (SandboxOptions(port: 70_000), "the port is 70000; it must be from 0 to 65535"),
        (SandboxOptions(groups: -1), "the number of groups is -1; it must be from 0 to 200000"),
        (SandboxOptions(devices: 0), "the number of devices is 0; it must be from 1 to 20000"),
        (SandboxOptions(devicesPerGroup: 0), "the number of devices per group is 0; it must be from 1 to 50"),
        (
            SandboxOptions(devices: 2, devicesPerGroup: 3),
            "3 devices per group need at least as many devices, but there are 2"
        ),
        (
            SandboxOptions(devicesPerGroup: 1, sharedDoors: true),
            "shared doors need at least 2 devices per group: the front door and a room"
        ),
        (SandboxOptions(latencyMilliseconds: -5), "the latency in milliseconds is -5; it must be from 0 to 600000"),
        (
            SandboxOptions(startInstant: 1_795_456_800),
            "the start 1795456800 is not in the years 1972 to 9000; give milliseconds since 1970"
        ),
        (SandboxOptions(host: ""), "the host is empty; write an address such as 127.0.0.1"),
    ])
    func `options that cannot be are refused with the value and the way out`(options: SandboxOptions, message: String) {
        let error = #expect(throws: SandboxError.self) { try SandboxServer(options: options) }
        #expect(error?.code == .invalidOption)
        #expect(error?.description == message)
    }
}
