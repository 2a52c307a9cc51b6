import HTTPTypes
import HummingbirdTesting
import NIOCore
import Testing

@testable import SeamSandbox

/// The counts of `/_sandbox/stats` against what clients counted themselves, over real connections.
struct StatsPropertyTests {
    /// A fault on update_multiple, and what it means for an update that it hits.
    struct Trouble: Sendable, CustomTestStringConvertible {
        let fault: String
        var unanswered = LoadClient.Unanswered.lost
        var limits = SandboxRateLimits.off

        var testDescription: String { "\(fault), limits \(limits.rawValue)" }

        static let all = [
            Trouble(fault: ""),
            Trouble(fault: "", limits: .documented),
            Trouble(fault: "\"kind\":\"status\",\"status\":503", limits: .documented),
            Trouble(fault: "\"kind\":\"status\",\"status\":500,\"after_effect\":true", unanswered: .made),
            Trouble(fault: "\"kind\":\"reset\"", limits: .documented),
            Trouble(fault: "\"kind\":\"reset\",\"after_effect\":true", unanswered: .made),
            Trouble(fault: "\"kind\":\"garbage\"", limits: .documented),
            Trouble(fault: "\"kind\":\"garbage\",\"after_effect\":true", unanswered: .made),
            Trouble(fault: "\"kind\":\"late\",\"delay_ms\":40000", unanswered: .made),
            Trouble(fault: "\"kind\":\"stale\",\"delay_ms\":40000", limits: .documented),
            Trouble(fault: "\"kind\":\"delay\",\"delay_ms\":2", limits: .documented),
            Trouble(fault: "\"kind\":\"delay\",\"delay_ms\":2,\"after_effect\":true", limits: .documented),
        ]
    }

    private static let connections = 8
    private static let requestsPerConnection = 20

    @Test(arguments: Array(Trouble.all.enumerated()))
    func `the counts are exactly those of the clients`(number: Int, trouble: Trouble) async throws {
        let server = try SandboxServer(
            options: TestSandbox.options(groups: 12, devices: 8, limits: trouble.limits)
        )
        try await server.withServer { address in
            let port = try #require(address.split(separator: ":").last.flatMap { Int($0) })
            let control = TestClient(host: "127.0.0.1", port: port)
            control.connect()
            let groups = try await groups(control)
            try await post(control, "/_sandbox/reset", "{}")
            var expected = LoadTally()
            // The second round begins with the limits free again and without the fault.
            for round in 0..<2 {
                if round == 0, !trouble.fault.isEmpty {
                    let body = "{\"path\":\"\(LoadClient.updateMultiple)\",\"probability\":0.4,\(trouble.fault)}"
                    try await post(control, "/_sandbox/faults", body)
                }
                let seed = UInt64(number * 2 + round) * 100
                expected.add(try await load(port, groups, trouble.unanswered, seed: seed))
                _ = try await control.execute(.init("/_sandbox/faults", method: .delete, headers: [:]))
                // What comes late has come by then.
                try await post(control, "/_sandbox/clock", "{\"advance_seconds\":61}")
                let stats = try await stats(control)
                #expect(LoadTally(stats: stats) == expected)
                let most = try #require(stats["max_in_flight"]?.double)
                #expect((1...Double(Self.connections)).contains(most))
            }
            #expect(expected.requests.values.reduce(0, +) > Self.connections * Self.requestsPerConnection)
            #expect((trouble.limits == .documented) == (expected.rateLimited > 0))
            try await control.shutdown()
        }
    }

    /// Sends from all connections at once.
    private func load(
        _ port: Int,
        _ groups: [LoadClient.Group],
        _ unanswered: LoadClient.Unanswered,
        seed: UInt64
    ) async throws -> LoadTally {
        try await withThrowingTaskGroup(of: LoadTally.self) { tasks in
            for connection in 0..<Self.connections {
                tasks.addTask {
                    var client = LoadClient(
                        port: port,
                        groups: groups,
                        unanswered: unanswered,
                        seed: seed + UInt64(connection)
                    )
                    try await client.run(Self.requestsPerConnection)
                    return client.tally
                }
            }
            return try await tasks.reduce(into: LoadTally()) { $0.add($1) }
        }
    }

    /// The groups of the first workspace with the devices of their members.
    private func groups(_ control: TestClient) async throws -> [LoadClient.Group] {
        var devices: [String: [String]] = [:]
        for device in try await post(control, "/devices/list", "{}")["devices"]?.elements ?? [] {
            let id = try #require(device["device_id"]?.text)
            let codes = try await post(control, "/access_codes/list", "{\"device_id\":\"\(id)\"}")
            for code in codes["access_codes"]?.elements ?? [] {
                if let key = code["common_code_key"]?.text { devices[key, default: []].append(id) }
            }
        }
        #expect(devices.count == 12)
        return devices.sorted { $0.key < $1.key }.map { (key: $0.key, devices: $0.value) }
    }

    @discardableResult
    private func post(_ client: TestClient, _ path: String, _ body: String) async throws -> JSON {
        let answer = try await client.execute(
            .init(
                path,
                method: .post,
                authority: "127.0.0.1",
                headers: [.authorization: "Bearer \(World.apiKey)", .contentType: "application/json"],
                body: ByteBuffer(string: body)
            )
        )
        #expect(answer.status == .ok)
        return try #require(answer.body.flatMap { JSONParser.parse(Array($0.readableBytesView)) })
    }

    private func stats(_ control: TestClient) async throws -> JSON {
        let answer = try await control.execute(.init("/_sandbox/stats", method: .get, headers: [:]))
        return try #require(answer.body.flatMap { JSONParser.parse(Array($0.readableBytesView)) })
    }
}
