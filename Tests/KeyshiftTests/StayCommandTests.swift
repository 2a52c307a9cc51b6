import Foundation
import FoundationNetworking
import Testing

/// A booking's whole life through the real binary: what was delivered opens the door, and what has ended does not.
struct StayCommandTests {
    /// A PIN that no number beside it looks like.
    private static let longPIN = "80362751"

    /// The house at the present time, so that both clocks agree: BK-1 is inside, BK-2 comes in two days.
    static func open(_ body: @escaping @Sendable (NightHouse) async throws -> Void) async throws {
        func hours(_ from: Double, _ to: Double) -> String {
            let now = Date()
            let (start, end) = (now.addingTimeInterval(from * 3600), now.addingTimeInterval(to * 3600))
            return "\"starts_at\": \"\(start.ISO8601Format())\", \"ends_at\": \"\(end.ISO8601Format())\""
        }
        let doors = ["Front", "Room 204", "Room 9", "Room 10", "Room 11"].map {
            "{ \"name\": \"\($0)\", \"time_zone\": \"America/New_York\" }"
        }
        let seed = """
            { "format": 1, "workspaces": [ { "name": "Harbour", "devices": [ \(doors.joined(separator: ", ")) ], "groups": [
              { "name": "BK-1 Ito", "devices": ["Front", "Room 204"], "code": "948162", "common_code_key": "booking-1",
                \(hours(-24, 28)) },
              { "name": "BK-2 Nowak", "devices": ["Front", "Room 9"], "code": "535353", "common_code_key": "booking-2",
                \(hours(-2, 90)) },
              { "name": "BK-3 Early", "devices": ["Room 10"], "code": "646464", "common_code_key": "booking-3",
                \(hours(100, 120)) } ],
              "codes": [ { "name": "BK-4 Solo", "device": "Room 11", "code": "\(longPIN)", \(hours(-2, 60)) } ] } ] }
            """
        try await NightHouse.open(seed: seed, body)
    }

    /// Whether a lock opens for a PIN, as its keypad has it.
    func opens(_ house: NightHouse, _ device: String, _ pin: String) async throws -> Bool {
        try await house.call("locks/lock_door", #"{"device_id":"\#(device)"}"#)
        try await house.advance(5)
        try await house.call("locks/simulate/keypad_code_entry", #"{"device_id":"\#(device)","code":"\#(pin)"}"#)
        try await house.advance(5)
        let answer = try await house.ask("devices/get", #"{"device_id":"\#(device)"}"#)
        let properties = (answer["device"] as? [String: Any])?["properties"] as? [String: Any]
        return try #require(properties?["locked"] as? Bool) == false
    }

    /// The PINs of a stay's codes on the doors, by the ids of the devices.
    private func pins(_ house: NightHouse, _ name: String, _ devices: [String]) async throws -> [String: [String]] {
        var pins: [String: [String]] = [:]
        for device in devices {
            let answer = try await house.ask("access_codes/list", #"{"device_id":"\#(device)"}"#)
            let codes = answer["access_codes"] as? [[String: Any]] ?? []
            pins[device] = codes.filter { $0["name"] as? String == name }.compactMap { $0["code"] as? String }
        }
        return pins
    }

    @Test func `a new stay has one PIN that opens each of its doors, and an undo takes it off`() async throws {
        try await Self.open { house in
            let doors = try await house.devices()
            let (front, room) = (try #require(doors["Front"]), try #require(doors["Room 204"]))
            let line = ["create", "BK-7 Okafor", "--door", "Front", "--door", "Room 204", "--ends", "+20h"]
            let overlap = try await house.run(line + ["--yes"])
            #expect(overlap.exitCode == 4 && overlap.told.contains("BK-1 Ito"), "\(overlap.told)")
            let made = try await house.run(line + ["--yes", "--allow", "overlap"])
            #expect(made.exitCode == 0, "\(made.output) \(made.errors)")
            let pins = try await pins(house, "BK-7 Okafor", [front, room])
            let pin = try #require(pins[front]?.first)
            #expect(pins == [front: [pin], room: [pin]])
            for device in [front, room] { #expect(try await opens(house, device, pin)) }
            let twice = try await house.run(line + ["--yes", "--allow", "overlap"])
            #expect(twice.exitCode == 4 && twice.told.contains("is there already"), "\(twice.told)")
            let undone = try await house.run(["undo", "last", "--yes", "--allow", "lockout"])
            #expect(undone.exitCode == 0, "\(undone.output) \(undone.errors)")
            for device in [front, room] { #expect(try await !opens(house, device, pin)) }
        }
    }

    @Test func `another room opens for the same PIN, the old one no more, and an undo gives it back`() async throws {
        try await Self.open { house in
            let doors = try await house.devices()
            let (old, new) = (try #require(doors["Room 204"]), try #require(doors["Room 10"]))
            let front = try #require(doors["Front"])
            let moved = try await house.run(["change-room", "Ito", "--to", "Room 10", "--yes"])
            #expect(moved.exitCode == 0, "\(moved.output) \(moved.errors)")
            #expect(moved.output.contains("Room 204 → Room 10"), "\(moved.output)")
            #expect(try await opens(house, new, "948162"))
            #expect(try await opens(house, front, "948162"))
            #expect(try await !opens(house, old, "948162"))
            let undone = try await house.run(["undo", "last", "--yes"])
            #expect(undone.exitCode == 0, "\(undone.output) \(undone.errors)")
            #expect(try await opens(house, old, "948162"))
            #expect(try await !opens(house, new, "948162"))
        }
    }

    @Test func `a new PIN opens each door, the old one none, and nobody can take that back`() async throws {
        try await Self.open { house in
            let doors = try await house.devices()
            let (front, room) = (try #require(doors["Front"]), try #require(doors["Room 204"]))
            let renewed = try await house.run(["new-pin", "Ito", "--yes"])
            #expect(renewed.exitCode == 0, "\(renewed.output) \(renewed.errors)")
            #expect(
                renewed.output.contains("cannot be") && !renewed.output.contains("To take it back"),
                "\(renewed.output)"
            )
            let pins = try await pins(house, "BK-1 Ito", [front, room])
            let pin = try #require(pins[front]?.first)
            #expect(pins == [front: [pin], room: [pin]] && pin != "948162")
            for device in [front, room] {
                #expect(try await opens(house, device, pin))
                #expect(try await !opens(house, device, "948162"))
            }
            let undone = try await house.run(["undo", "last", "--yes"])
            #expect(undone.told.contains("the old PIN is gone"), "\(undone.told)")
        }
    }

    @Test func `a guest who can open now is cancelled only where that is meant, and let in again by one command`()
        async throws
    {
        try await Self.open { house in
            let doors = try await house.devices()
            let room = try #require(doors["Room 204"])
            let refused = try await house.run(["cancel", "Ito", "--yes"])
            #expect(refused.exitCode == 4 && refused.told.contains("--allow lockout"), "\(refused.told)")
            #expect(try await opens(house, room, "948162"))
            let cancelled = try await house.run(["cancel", "Ito", "--yes", "--allow", "lockout"])
            #expect(cancelled.exitCode == 0, "\(cancelled.output) \(cancelled.errors)")
            #expect(try await !opens(house, room, "948162"))
            let back = try await house.run(["readmit", "Ito", "--to", "+20h", "--yes"])
            #expect(back.exitCode == 0, "\(back.output) \(back.errors)")
            let pin = try #require(try await pins(house, "BK-1 Ito", [room])[room]?.first)
            #expect(try await opens(house, room, pin))
        }
    }

    @Test func `what why says of a guest whose code is gone lets the guest in`() async throws {
        try await Self.open { house in
            let room = try #require(try await house.devices()["Room 204"])
            #expect(try await house.run(["cancel", "Ito", "--yes", "--allow", "lockout"]).exitCode == 0)
            let step = try #require(try await house.steps(["why", "Ito"]).first { $0.first == "readmit" })
            let back = try await house.run(step + ["--yes"])
            #expect(back.exitCode == 0, "\(step): \(back.output) \(back.errors)")
            let pin = try #require(try await pins(house, "BK-1 Ito", [room])[room]?.first)
            #expect(try await opens(house, room, pin))
        }
    }

    @Test func `an offline lock that has a cancelled PIN still is told, and clean when it is back`() async throws {
        try await Self.open { house in
            let room = try #require(try await house.devices()["Room 9"])
            try await house.unplug("Room 9")
            let cancelled = try await house.run(["cancel", "Nowak", "--yes", "--allow", "lockout"])
            #expect(cancelled.exitCode == 3, "\(cancelled.output) \(cancelled.errors)")
            #expect(cancelled.output.contains("the old PIN still opens Room 9"), "\(cancelled.output)")
            try await house.plugBack(room)
            try await house.advance(5)
            let resumed = try await house.run(["resume", "last", "--yes"])
            #expect(resumed.exitCode == 0, "\(resumed.output) \(resumed.errors)")
            #expect(try await !opens(house, room, "535353"))
        }
    }

    @Test func `a stay that ends earlier ends when it says, and asks for a guest inside`() async throws {
        try await Self.open { house in
            let doors = try await house.devices()
            let room = try #require(doors["Room 204"])
            let refused = try await house.run(["end", "Ito", "--at", "now", "--yes"])
            #expect(refused.exitCode == 4, "\(refused.output)")
            let later = try await house.run(["end", "Ito", "--at", "+1h", "--yes"])
            #expect(later.exitCode == 1 && (later.output + later.errors).contains("keyshift extend"), "\(later.output)")
            let ended = try await house.run(["end", "Ito", "--yes", "--allow", "lockout"])
            #expect(ended.exitCode == 0, "\(ended.output) \(ended.errors)")
            #expect(try await opens(house, room, "948162"))
            try await house.advance(180)
            #expect(try await !opens(house, room, "948162"))
        }
    }

    @Test func `a code without a key takes its PIN along, and no file and no answer has it`() async throws {
        try await Self.open { house in
            let doors = try await house.devices()
            let (old, new) = (try #require(doors["Room 11"]), try #require(doors["Room 10"]))
            let line = ["change-room", "Solo", "--to", "Room 10", "--from", "Room 11", "--yes", "--json"]
            let moved = try await house.run(line)
            #expect(moved.exitCode == 0, "\(moved.told)")
            #expect(try await opens(house, new, Self.longPIN))
            #expect(try await !opens(house, old, Self.longPIN))
            let story = try await house.run(["explain", "Solo", "--json"])
            for text in [moved.told, story.told] { #expect(!text.contains(Self.longPIN), "\(text)") }
            let home = URL(filePath: try #require(house.program.environment["KEYSHIFT_HOME"]))
            let files = try FileManager.default.subpathsOfDirectory(atPath: home.path())
            let written = files.compactMap { file in
                (try? Data(contentsOf: home.appending(path: file))).map { (file: file, data: $0) }
            }
            #expect(written.contains { $0.data.range(of: Data("BK-4 Solo".utf8)) != nil })
            for (file, data) in written {
                #expect(data.range(of: Data(Self.longPIN.utf8)) == nil, "the PIN is in \(file)")
            }
        }
    }
}

extension Program.Outcome {
    /// All that it said.
    var told: String { output + errors }
}
