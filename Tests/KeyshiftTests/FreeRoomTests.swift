import Foundation
import Testing

/// Rooms that are offered in the place of one that is missing, is not there, or is another guest's.
struct FreeRoomTests {
    /// The lines behind a colon, as their words.
    static func lines(in text: String) -> [[String]] {
        text.split(separator: "\n").flatMap { line in
            line.components(separatedBy: ": keyshift ").dropFirst().map { part in
                let line = part.components(separatedBy: "   ")[0]
                return NightHouse.commands(in: "    keyshift \(line)").first ?? []
            }
        }
    }

    @Test(arguments: [
        (["create", "BK-9 Lee"], "Room 10"), (["create", "BK-9 Lee", "--ends", "tomorrow 10:00"], "Room 10"),
        (["create", "BK-9 Lee", "--door", "Room 99", "--ends", "tomorrow 10:00"], "Room 10"),
        (["create", "BK-9 Lee", "--door", "Room 204", "--ends", "tomorrow 10:00"], "Room 10"),
        (["create", "BK-9 Lee", "--door", "Front", "--door", "Room 9", "--ends", "tomorrow 10:00"], "Room 10"),
        (["change-room", "Ito"], "Room 10"), (["change-room", "Ito", "--to", "Room 99"], "Room 10"),
        (["change-room", "Ito", "--to", "Room 9"], "Room 10"), (["change-room", "Ito", "--to", "Room 11"], "Room 10"),
    ])
    func `a door that is missing, is not there or is taken is told with one that is free, and the line passes`(
        typed: [String],
        room: String,
    ) async throws {
        try await NightHouse.openNow { house in
            let refused = try await house.run(typed)
            #expect(![0, 2].contains(refused.exitCode), "\(refused.told)")
            let lines = Self.lines(in: refused.told).filter { $0.first == typed[0] && $0.contains(room) }
            let line = try #require(lines.first, "\(refused.told)")
            #expect(lines.count == 1, "\(refused.told)")
            let planned = try await house.run(line + ["--plan"])
            #expect(planned.exitCode == 2, "\(line): \(planned.told)")
            #expect(try await house.run(line + ["--yes"]).exitCode == 0, "\(line)")
        }
    }

    @Test(arguments: [
        ["create", "BK-9 Lee"], ["create", "BK-9 Lee", "--ends", "tomorrow 10:00"], ["change-room", "Ito"],
    ])
    func `a door that is missing is a mistake of the line, with a free room where a server is known`(
        typed: [String]
    ) async throws {
        try await NightHouse.openNow { house in
            let refused = try await house.run(typed)
            #expect(refused.exitCode == 64, "\(refused.told)")
            #expect(refused.told.contains("nothing was sent (exit 64): Give the "), "\(refused.told)")
            let json = try await house.run(typed + ["--json"])
            #expect(json.exitCode == 64, "\(json.told)")
            #expect(try json.failure().code == "usage")
            let away = try await house.run(typed + [typed[0] == "create" ? "--door" : "--to", "Room 99"])
            #expect(away.exitCode == (typed[0] == "create" && typed.count == 2 ? 64 : 4), "\(away.told)")
        }
    }

    @Test func `where no room of the house is free in the hours of the stay, that is said and none is offered`()
        async throws
    {
        try await NightHouse.openNow { house in
            let end = Date(timeIntervalSinceNow: 110 * 3600).ISO8601Format()
            let rest = "room is free in the hours of the stay."
            for (door, words) in [("Room 204", "No other \(rest)"), ("Room 99", "; no \(rest)")] {
                let refused = try await house.run(["create", "BK-9 Lee", "--door", door, "--ends", end])
                #expect(refused.exitCode == 4 && refused.told.contains(words), "\(refused.told)")
                #expect(!Self.lines(in: refused.told).contains { $0.first == "create" }, "\(refused.told)")
            }
        }
    }

    @Test
    func `the nearest room by its name in the same house is offered, and one line for each house where none is told`()
        async throws
    {
        let doors = ["Harbour House", "Cedar Lodge"].flatMap { house in
            (201...204).map { "{ \"name\": \"\(house) Room \($0)\", \"time_zone\": \"America/New_York\" }" }
        }
        let hours = { (hours: Double) in Date(timeIntervalSinceNow: hours * 3600).ISO8601Format() }
        let seed = """
            { "format": 1, "workspaces": [ { "name": "W", "devices": [ \(doors.joined(separator: ", ")) ], "groups": [
              { "name": "BK-1 Ito", "devices": ["Harbour House Room 202"], "code": "948162", "common_code_key": "b-1",
                "starts_at": "\(hours(-20))", "ends_at": "\(hours(60))" },
              { "name": "BK-2 Haas", "devices": ["Harbour House Room 203"], "code": "948163", "common_code_key": "b-2",
                "starts_at": "\(hours(-20))", "ends_at": "\(hours(60))" } ] } ] }
            """
        try await NightHouse.open(seed: seed) { house in
            let ends = ["--ends", "tomorrow 10:00"]
            for (door, room) in [("202", "201"), ("203", "204"), ("299", "204")] {
                let refused = try await house.run(
                    ["create", "BK-9 Lee", "--door", "Harbour House Room \(door)"] + ends
                )
                let lines = Self.lines(in: refused.told).filter { $0.first == "create" && !$0.contains("--allow") }
                #expect(
                    lines == [["create", "BK-9 Lee", "--door", "Harbour House Room \(room)"] + ends],
                    "\(refused.told)"
                )
            }
            let open = try await house.run(["create", "BK-9 Lee"] + ends)
            let lines = NightHouse.commands(in: open.told)
            #expect(lines.map { $0[3] } == ["Cedar Lodge Room 201", "Harbour House Room 201"], "\(open.told)")
            for line in lines { #expect(try await house.run(line + ["--plan"]).exitCode == 2, "\(line)") }
        }
    }
}
