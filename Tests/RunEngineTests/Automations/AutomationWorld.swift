import CivilTime
import Foundation
import Model
import RunEngine
import Seam
import SeamSandbox
import Testing

/// A small world whose clock stands still, in which an automation that ships is run.
struct AutomationWorld: Sendable {
    struct Door: Sendable {
        let name: String
        var house: String?
        var zone = "America/New_York"
        var isOffline = false
        var type = "schlage_lock"
        var battery: Double?
        /// The most codes that the lock holds, nil for as many as come.
        var room: Int?
        /// Whether the lock answers, and takes nothing.
        var refuses = false
    }

    struct Stay: Sendable {
        let name: String
        let doors: [String]
        let starts: String
        let ends: String
        var pin: String?
    }

    /// What an automation made of a world.
    struct Outcome: Sendable {
        let report: RunReport
        let lines: [String]

        /// The new start and end of each stay that changes, in UTC, by its name.
        var hours: [String: String] {
            Dictionary(
                report.plan.rows.map { row in
                    let after = row.members.first?.after
                    return (row.handle, "\(after?.startsAt?.iso8601 ?? "") \(after?.endsAt?.iso8601 ?? "")")
                }
            ) { first, _ in first }
        }

        /// Why each stay was left out, by its name.
        var leftOut: [String: String] {
            Dictionary(report.plan.leftOut.map { ($0.what, $0.why) }) { first, _ in first }
        }
    }

    /// The present instant, in ISO 8601.
    let now: String
    let doors: [Door]
    let stays: [Stay]

    private var seed: String {
        let devices: [[String: Any]] = doors.map { door in
            var fields: [String: Any] = [
                "name": door.name, "type": door.type, "time_zone": door.zone, "offline": door.isOffline,
            ]
            fields["location"] = door.house
            fields["battery"] = door.battery
            fields["max_codes"] = door.room
            if door.refuses { fields["refuses"] = true }
            return fields
        }
        let groups: [[String: Any]] = stays.map { stay in
            var fields: [String: Any] = [
                "name": stay.name, "devices": stay.doors, "starts_at": stay.starts, "ends_at": stay.ends,
            ]
            fields["code"] = stay.pin
            return fields
        }
        let world: [String: Any] = [
            "format": 1, "workspaces": [["name": "Small world", "devices": devices, "groups": groups]],
        ]
        let data = try? JSONSerialization.data(withJSONObject: world)
        return String(bytes: data ?? Data(), encoding: .utf8) ?? ""
    }

    /// Calls `body` with the engine over the world, in which every door does at once what it is told.
    func with<Result: Sendable>(
        _ options: Engine.Options = Engine.Options(),
        _ body: @escaping @Sendable (ScriptFixture) async throws -> Result,
    ) async throws -> Result {
        var sandbox = SandboxOptions(rngSeed: 7, rateLimits: .off, settleMilliseconds: 0)
        sandbox.startInstant = try Instant(iso8601: now).milliseconds
        sandbox.clockStandsStill = true
        sandbox.seed = try SandboxSeed(text: seed, source: "world")
        return try await ScriptFixture.with(options, sandbox: sandbox, body)
    }

    /// The plan of an automation that ships.
    func plan(_ name: String, _ arguments: [String] = []) async throws -> Outcome {
        try await with { fixture in try await Self.plan(name, arguments, fixture) }
    }

    /// The text of an automation that ships.
    static func source(_ name: String) throws -> String {
        let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let file = package.appending(path: "scripts/automations/\(name).lua")
        return try String(contentsOf: file, encoding: .utf8)
    }

    /// The plan of an automation that ships, after a part of a test has changed the world.
    static func plan(_ name: String, _ arguments: [String], _ fixture: ScriptFixture) async throws -> Outcome {
        let before = fixture.printed.lines.count
        let report = await fixture.plan(try source(name), arguments: arguments)
        // A plan of many hours may be refused; the script has run to its end.
        #expect(report.failure?.code != .script, "\(name): \(report.failure?.message ?? "")")
        return Outcome(report: report, lines: Array(fixture.printed.lines.dropFirst(before)))
    }
}

extension ScriptFixture {
    /// Types a PIN at a door.
    func type(_ pin: String, at door: String) async throws {
        let source = """
            for _, door in ipairs(seam.devices.list()) do
                if door.properties.name == "\(door)" then
                    seam.locks.simulate.keypad_code_entry{ device_id = door.device_id, code = "\(pin)" }
                end
            end
            """
        let report = await run(source, id: "typed-\(pin)-\(door.filter(\.isLetter).lowercased())")
        #expect(report.failure == nil, "\(report.failure?.message ?? "")")
    }

    /// Moves the clock of the world.
    func advance(hours: Double) async throws {
        let seconds = JSONValue.int(Int64(hours * 3600))
        _ = try await environment.connection.client.call("/_sandbox/clock", ["advance_seconds": seconds])
    }

    /// The ids of doors by their names.
    func doorIDs() async throws -> [String: JSONValue] {
        let client = environment.connection.client
        let devices = try await client.call("/devices/list", ["limit": .int(1000)]).body["devices"]?.array ?? []
        let pairs = devices.compactMap { device in
            device["properties"]?["name"]?.string.map { ($0, device["device_id"] ?? .null) }
        }
        return Dictionary(pairs) { first, _ in first }
    }

    /// Makes a code for a stay of one door, as a program beside this one would.
    func make(_ stay: AutomationWorld.Stay, on door: JSONValue?) async throws {
        _ = try await environment.connection.client.call(
            "/access_codes/create",
            [
                "device_id": door ?? .null, "name": .string(stay.name), "starts_at": .string(stay.starts),
                "ends_at": .string(stay.ends),
            ],
        )
    }

    /// Takes a code away by its name.
    func removeCode(named name: String, on door: JSONValue?) async throws {
        let client = environment.connection.client
        let codes = try await client.call("/access_codes/list", ["device_id": door ?? .null]).body["access_codes"]
        for code in codes?.array ?? [] where code["name"]?.string == name {
            _ = try await client.call("/access_codes/delete", ["access_code_id": code["access_code_id"] ?? .null])
        }
    }
}
