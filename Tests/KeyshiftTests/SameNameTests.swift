import Foundation
import Testing

/// Stays of one name in two houses: `why` and `explain` have a line for each, with the house or the door and without a key.
struct SameNameTests {
    private static func open(_ rooms: [String], _ body: @escaping @Sendable (NightHouse) async throws -> Void)
        async throws
    {
        let hours = { (hours: Double) in Date(timeIntervalSinceNow: hours * 3600).ISO8601Format() }
        let all = ["Hill Inn Room 1", "Hill Inn Room 2", "Lake House Room 1", "Lake House Room 2", "Lake House Room 3"]
        let doors = all.map { "{ \"name\": \"\($0)\", \"time_zone\": \"America/New_York\" }" }
        let groups = rooms.enumerated().map { place, room in
            """
            { "name": "Vargas", "devices": ["\(room)"], "common_code_key": "booking-\(place)",
              "starts_at": "\(hours(-20))", "ends_at": "\(hours(50))" }
            """
        }
        let seed = """
            { "format": 1, "workspaces": [ { "name": "W", "devices": [ \(doors.joined(separator: ", ")) ],
              "groups": [ \(groups.joined(separator: ", ")) ] } ] }
            """
        try await NightHouse.open(seed: seed, body)
    }

    @Test(arguments: [
        ["--plan"], ["--plan", "--max-shift", "3h"], ["--reason", "late flight", "--plan"],
        ["--house", "Lake House", "--plan"],
    ])
    func `the line that names one of several stays keeps the options that were typed`(options: [String]) async throws {
        try await Self.open(["Lake House Room 1", "Lake House Room 2"]) { house in
            let several = try await house.run(["extend", "Vargas", "--by", "1h"] + options)
            #expect(several.exitCode == 1, "\(several.told)")
            let line = ["extend", "Vargas", "--by", "1h"] + options + ["--door", "Lake House Room 1"]
            let text = line.map { $0.contains(" ") ? "\"\($0)\"" : $0 }.joined(separator: " ")
            #expect(several.errors.contains("such as: keyshift \(text)\n"), "\(several.errors)")
            #expect(try await house.run(line).exitCode == 2)
        }
    }

    @Test(arguments: ["why", "explain"])
    func `each stay of a name has a line with its house or its door, and each line chooses that one`(command: String)
        async throws
    {
        let rooms = ["Hill Inn Room 1", "Lake House Room 1", "Lake House Room 2", "Lake House Room 3"]
        try await Self.open(rooms) { house in
            // Also once a run has changed them.
            for isChanged in [false, true] {
                if isChanged { #expect(try await house.run(["run", "storm", "1h", "--yes"]).exitCode == 0) }
                for text in ["Vargas", "Room 1"] where command == "explain" || text == "Vargas" {
                    let several = try await house.run([command, text])
                    #expect(several.exitCode == 1, "\(several.told)")
                    let lines = NightHouse.commands(in: several.errors)
                    let meant = text == "Vargas" ? rooms : Array(rooms.prefix(2))
                    #expect(lines.count == meant.count && Set(lines).count == lines.count, "\(several.errors)")
                    #expect(lines.first == [command, "Vargas", "--house", "Hill Inn"], "\(lines)")
                    #expect(!lines.joined().contains { $0.hasPrefix("booking") }, "\(lines)")
                    for (line, room) in zip(lines, meant) {
                        let one = try await house.run(line)
                        let heads = one.output.split(separator: "\n").filter { $0.contains("Vargas   ") }
                        #expect(one.exitCode == 0 && heads.count == 1, "\(line): \(one.told)")
                        #expect(one.output.contains(room), "\(line): \(one.output)")
                        #expect(one.output.contains("storm.lua 1h") == isChanged, "\(line): \(one.output)")
                        let document = try await house.run(line + ["--json"]).document()
                        let told = (document["answers"] ?? document["changes"]) as? [Any]
                        #expect(told?.count == (command == "why" || isChanged ? 1 : 0), "\(line): \(document)")
                    }
                }
            }
        }
    }

    @Test func `a place that the stay has not is refused, and one that several have lists these`() async throws {
        try await Self.open(["Hill Inn Room 1", "Lake House Room 1", "Lake House Room 2"]) { house in
            let none = try await house.run(["explain", "Vargas", "--door", "Lake House Room 3"])
            #expect(none.exitCode == 4, "\(none.told)")
            #expect(none.errors.contains("known by \"Vargas\" is of door \"Lake House Room 3\""), "\(none.told)")
            #expect(none.errors.contains("keyshift find Vargas"), "\(none.told)")
            let unknown = try await house.run(["explain", "Vargas", "--house", "Lake Hose"])
            #expect(unknown.exitCode == 4 && unknown.errors.contains("did you mean \"Lake House\"?"), "\(unknown.told)")
            let two = try await house.run(["explain", "Vargas", "--house", "Lake"])
            let rooms = NightHouse.commands(in: two.errors).compactMap(\.last)
            #expect(two.exitCode == 1 && rooms == ["Lake House Room 1", "Lake House Room 2"], "\(two.told)")
        }
    }

    @Test func `words of a room do not offer a line that other stays of the name fit as well`() async throws {
        let rooms = ["Hill Inn Room 2", "Lake House Room 1", "Lake House Room 2"]
        try await Self.open(rooms) { house in
            // The line of one booking and the one of a look alike: two of the name are in the house.
            for line in [["extend", "Room 2", "--by", "1h", "--plan"], ["explain", "Room 2"]] {
                let several = try await house.run(line)
                #expect(several.exitCode == 1, "\(several.told)")
                #expect(!several.errors.contains("Vargas --house \"Lake House\""), "\(several.errors)")
                for offered in NightHouse.commands(in: several.errors) {
                    #expect(try await house.run(offered).exitCode == 0, "\(offered)")
                }
            }
        }
    }

    @Test func `the way back of one stay takes no other stay of its name with it`() async throws {
        try await Self.open(["Hill Inn Room 1", "Lake House Room 1"]) { house in
            #expect(try await house.run(["run", "storm", "1h", "--yes"]).exitCode == 0)
            let story = try await house.run(["explain", "Vargas", "--house", "Lake House"])
            let line = try #require(NightHouse.commands(in: story.output).last, "\(story.told)")
            #expect(line.first == "undo" && !line.contains { $0.hasPrefix("booking") }, "\(line)")
            let rows = try await house.run(line + ["--yes", "--json"]).rows()
            #expect(rows.count == 1, "\(rows)")
            let left = try await house.run(["explain", "Vargas", "--house", "Hill Inn"])
            #expect(left.output.contains("keyshift undo "), "\(left.told)")
            let taken = try await house.run(["explain", "Vargas", "--house", "Lake House"])
            #expect(taken.exitCode == 0 && !taken.output.contains("keyshift undo "), "\(taken.told)")
        }
    }
}
