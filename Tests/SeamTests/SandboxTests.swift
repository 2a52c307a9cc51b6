import Seam
import SeamSandbox
import Testing

struct SandboxTests {
    private func with(_ body: @escaping @Sendable (SeamClient) async throws -> Void) async throws {
        let server = try SandboxServer(options: SandboxOptions(groups: 6, devices: 4, rngSeed: 11))
        try await server.withServer { endpoint in
            let client = try SeamClient(credentials: .apiKey(server.apiKey), endpoint: endpoint)
            try await body(client)
            await client.shutdown()
        }
    }

    @Test func `the typed client moves a group that it has found, and reads the new hours back`() async throws {
        try await with { client in
            let device = try #require(try await client.devices.list().first)
            let code = try #require(try await client.accessCodes.list(deviceID: device.deviceID).first)
            let key = try #require(code.commonCodeKey)
            let starts = try #require(code.startsAt)
            try await client.accessCodes.updateMultiple(
                commonCodeKey: key,
                startsAt: starts,
                endsAt: "2031-01-01T11:00:00Z"
            )
            let moved = try await client.accessCodes.get(accessCodeID: code.accessCodeID)
            #expect(moved.startsAt == starts)
            #expect(moved.endsAt == "2031-01-01T11:00:00.000Z")
        }
    }

    @Test func `codes that are made together share a key`() async throws {
        try await with { client in
            let devices = try await client.devices.list().map(\.deviceID)
            let codes = try await client.accessCodes.createMultiple(
                deviceIDs: Array(devices.prefix(2)),
                name: "Late guest",
                startsAt: "2031-01-01T11:00:00Z",
                endsAt: "2031-01-02T11:00:00Z"
            )
            #expect(codes.map(\.deviceID) == Array(devices.prefix(2)))
            #expect(Set(codes.map(\.commonCodeKey)).count == 1)
            #expect(try await client.workspaces.get().isSandbox)
        }
    }

    @Test func `an unknown key is the API's own error with its request id`() async throws {
        try await with { client in
            let error = await #expect(throws: SeamError.self) {
                try await client.accessCodes.updateMultiple(commonCodeKey: "nobody", name: "x")
            }
            #expect(error?.code.rawValue == "access_code_not_found")
            #expect(error?.status == 404)
            #expect(error?.requestID != nil)
            #expect(error?.delivery == .answered)
        }
    }
}
