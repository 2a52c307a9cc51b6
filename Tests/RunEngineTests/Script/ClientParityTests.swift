import Model
import RunEngine
import Seam
import SeamSandbox
import Testing

/// The typed client and the Lua binding, each on a sandbox of its own that is like the other's, for every function of
/// access_codes.
struct ClientParityTests {
    /// What a call came to: the objects that it gave, or the code and the status of its error.
    private enum Outcome: Equatable {
        case codes([Seen])
        case generated(device: String, digits: Int)
        case void
        case failed(code: String, status: Int?)
    }

    /// A code without the instant at which it was made, which no two sandboxes share.
    private struct Seen: Equatable {
        let ids: [String?]
        let names: [String?]
        let hours: [String?]
        let mutations: [PendingMutation]
        let flags: [Bool?]
        let codes: [String]

        init(_ code: AccessCode) {
            ids = [code.accessCodeID, code.deviceID, code.commonCodeKey]
            names = [code.name, code.code, code.type, code.status]
            hours = [code.startsAt, code.endsAt]
            mutations = code.pendingMutations
            flags = [code.isManaged, code.isOfflineAccessCode, code.isScheduledOnDevice]
            codes = code.errorCodes + code.warningCodes
        }
    }

    /// What the cases need of a sandbox.
    struct World: Sendable {
        let client: SeamClient
        let deviceIDs: [String]
        /// A member of a group, on a door with a backup pool.
        let code: AccessCode
        /// The id of a code that was made at the lock.
        let unmanaged: String
        /// The id of a door whose code lengths can be reported.
        let reportable: String

        var device: String { code.deviceID ?? "" }
    }

    /// One function: its name in Lua, the typed call, and the parameters in Lua for the same.
    struct Call: Sendable, CustomTestStringConvertible {
        let method: String
        let typed: @Sendable (World) async throws -> Any
        let lua: @Sendable (World) -> String

        var testDescription: String { method }
    }

    private static let starts = "2031-01-01T11:00:00Z"
    private static let ends = "2031-01-03T11:00:00Z"
    private static let frame = "starts_at = '\(starts)', ends_at = '\(ends)'"

    private static let calls: [Call] = [
        Call(method: "create") { world in
            try await world.client.accessCodes
                .create(deviceID: world.device, name: "Late", code: "918273", startsAt: starts, endsAt: ends)
        } lua: {
            "device_id = '\($0.device)', name = 'Late', code = '918273', \(frame)"
        },
        Call(method: "create_multiple") { world in
            try await world.client.accessCodes
                .createMultiple(deviceIDs: world.deviceIDs, name: "Late", startsAt: starts, endsAt: ends)
        } lua: { world in
            let ids = world.deviceIDs.map { "'\($0)'" }.joined(separator: ", ")
            return "device_ids = { \(ids) }, name = 'Late', \(frame)"
        },
        Call(method: "delete") { world in
            try await world.client.accessCodes.delete(accessCodeID: world.code.accessCodeID)
        } lua: {
            "access_code_id = '\($0.code.accessCodeID)'"
        },
        Call(method: "generate_code") { world in
            try await world.client.accessCodes.generateCode(deviceID: world.device)
        } lua: {
            "device_id = '\($0.device)'"
        },
        Call(method: "get") { world in
            try await world.client.accessCodes.get(accessCodeID: world.code.accessCodeID)
        } lua: {
            "access_code_id = '\($0.code.accessCodeID)'"
        },
        Call(method: "list") { world in
            try await world.client.accessCodes.list(deviceID: world.device)
        } lua: {
            "device_id = '\($0.device)'"
        },
        Call(method: "pull_backup_access_code") { world in
            try await world.client.accessCodes.pullBackupAccessCode(accessCodeID: world.code.accessCodeID)
        } lua: {
            "access_code_id = '\($0.code.accessCodeID)'"
        },
        Call(method: "report_device_constraints") { world in
            try await world.client.accessCodes
                .reportDeviceConstraints(deviceID: world.reportable, supportedCodeLengths: [4, 6])
        } lua: {
            "device_id = '\($0.reportable)', supported_code_lengths = { 4, 6 }"
        },
        Call(method: "simulate.create_unmanaged_access_code") { world in
            try await world.client.accessCodes.simulate
                .createUnmanagedAccessCode(deviceID: world.device, name: "Keypad", code: "4711")
        } lua: {
            "device_id = '\($0.device)', name = 'Keypad', code = '4711'"
        },
        Call(method: "unmanaged.convert_to_managed") { world in
            try await world.client.accessCodes.unmanaged.convertToManaged(accessCodeID: world.unmanaged)
        } lua: {
            "access_code_id = '\($0.unmanaged)'"
        },
        Call(method: "unmanaged.delete") { world in
            try await world.client.accessCodes.unmanaged.delete(accessCodeID: world.unmanaged)
        } lua: {
            "access_code_id = '\($0.unmanaged)'"
        },
        Call(method: "unmanaged.get") { world in
            try await world.client.accessCodes.unmanaged.get(deviceID: world.device, code: "1111")
        } lua: {
            "device_id = '\($0.device)', code = '1111'"
        },
        Call(method: "unmanaged.list") { world in
            try await world.client.accessCodes.unmanaged.list(deviceID: world.device)
        } lua: {
            "device_id = '\($0.device)'"
        },
        Call(method: "unmanaged.update") { world in
            try await world.client.accessCodes.unmanaged
                .update(accessCodeID: world.unmanaged, isManaged: true)
        } lua: {
            "access_code_id = '\($0.unmanaged)', is_managed = true"
        },
        Call(method: "update") { world in
            try await world.client.accessCodes
                .update(
                    accessCodeID: world.code.accessCodeID,
                    name: "Ito",
                    code: "918273",
                    startsAt: starts,
                    endsAt: ends
                )
        } lua: {
            "access_code_id = '\($0.code.accessCodeID)', name = 'Ito', code = '918273', \(frame)"
        },
        Call(method: "update_multiple") { world in
            try await world.client.accessCodes.updateMultiple(
                commonCodeKey: world.code.commonCodeKey ?? "",
                startsAt: starts,
                endsAt: ends,
                name: "Ito",
            )
        } lua: {
            "common_code_key = '\($0.code.commonCodeKey ?? "")', name = 'Ito', \(frame)"
        },
    ]

    @Test func `every function of access_codes is here`() {
        let names = SeamCatalogue.endpoints.filter { $0.namespace.split(separator: ".").first == "access_codes" }.map {
            String($0.name.dropFirst("seam.access_codes.".count))
        }
        #expect(Self.calls.map(\.method).sorted() == names.sorted())
    }

    @Test(arguments: calls)
    func `the typed client and Lua give the same, and leave the same behind`(call: Call) async throws {
        let typed = try await Self.inWorld { fixture, world in
            try await Self.outcome { try await call.typed(world) }
        }
        let lua = try await Self.inWorld { fixture, world in
            try await Self.outcome(of: call, in: fixture, world)
        }
        if case .failed(let code, let status) = typed.outcome {
            Issue.record("the call failed with \(code), status \(status ?? 0)")
        }
        #expect(typed.outcome == lua.outcome)
        #expect(typed.codes == lua.codes)
    }

    // MARK: -

    /// Calls `body` with a sandbox that is the same each time, and adds which codes there are afterwards.
    private static func inWorld(
        _ body: @escaping @Sendable (ScriptFixture, World) async throws -> Outcome
    ) async throws -> (outcome: Outcome, codes: [Seen]) {
        var options = Engine.Options()
        options.allowsDirectEffects = true
        options.showsPINs = true
        options.limits = Limits(maxGroups: 5, maxShift: PlanFixture.span(hours: 99_999), allowed: [.lockout])
        var sandbox = SandboxOptions(rngSeed: 11, startInstant: 1_795_514_400_000, settleMilliseconds: 0)
        sandbox.seed = try SandboxSeed(text: seed, source: "seed")
        return try await ScriptFixture.with(options, sandbox: sandbox) { fixture in
            let client = fixture.environment.connection.client
            let devices = try await client.devices.list().map(\.deviceID)
            let pool: JSONValue = .object([
                "device_id": .string(devices[0]), "backup_access_code_pool_enabled": .bool(true),
            ])
            _ = try await client.call("/devices/update", pool)
            let world = World(
                client: client,
                deviceIDs: Array(devices.prefix(2)),
                code: try #require(try await client.accessCodes.list(deviceID: devices[0]).first),
                unmanaged: try #require(try await client.accessCodes.unmanaged.list(deviceID: devices[0]).first)
                    .accessCodeID,
                reportable: try #require(devices.last)
            )
            let outcome = try await body(fixture, world)
            var codes: [AccessCode] = []
            for device in devices { codes += try await client.accessCodes.list(deviceID: device) }
            return (outcome, codes.sorted { $0.accessCodeID < $1.accessCodeID }.map(Seen.init))
        }
    }

    private static let seed = """
        {
          "format": 1,
          "workspaces": [
            {
              "name": "W",
              "devices": [
                { "name": "Front" }, { "name": "Room", "type": "yale_lock" }, { "name": "Shed", "type": "smartthings_lock" }
              ],
              "groups": [
                {
                  "name": "BK-1", "devices": ["Front", "Room"],
                  "starts_at": "2026-11-24T09:00:00Z", "ends_at": "2026-11-28T11:00:00Z"
                }
              ],
              "codes": [{ "name": "Old key", "device": "Front", "code": "1111", "managed": false }]
            }
          ]
        }
        """

    private static func outcome(_ call: () async throws -> Any) async throws -> Outcome {
        do {
            switch try await call() {
            case let code as AccessCode: return .codes([Seen(code)])
            case let codes as [AccessCode]: return .codes(codes.map(Seen.init))
            case let code as GeneratedCode: return .generated(device: code.deviceID, digits: code.code.count)
            default: return .void
            }
        } catch let error as SeamError {
            return .failed(code: error.code.rawValue, status: error.status)
        }
    }

    private static func outcome(of call: Call, in fixture: ScriptFixture, _ world: World) async throws -> Outcome {
        let report = await fixture.run(
            """
            local ok, result = pcall(seam.access_codes.\(call.method), { \(call.lua(world)) })
            if ok then print(json.encode(result == nil and json.null or result)) else print(json.encode{ failed = result.code, status = result.status }) end
            """
        )
        #expect(report.failure == nil, "\(report.failure?.message ?? "")")
        let json = try JSONValue(parsing: fixture.printed.lines.joined())
        if let code = json["failed"]?.string { return .failed(code: code, status: json["status"]?.int.map { Int($0) }) }
        if json.isNull { return .void }
        if call.method == "generate_code" {
            let code = try GeneratedCode(json)
            return .generated(device: code.deviceID, digits: code.code.count)
        }
        // An empty list and an empty object are the same table.
        if json.object?.isEmpty ?? false { return .codes([]) }
        return .codes(try (json.array ?? [json]).map { Seen(try AccessCode($0)) })
    }
}
