import Foundation
import Testing

/// Lines that are offered whole: what takes a run back, and what a command lacks.
struct WholeLineTests {
    @Test
    func `a run that is named in place of a stay is told with the line that takes it back, while that does something`()
        async throws
    {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["extend", "Ito", "--by", "1h", "--yes"]).exitCode == 0)
            let told = try await house.run(["explain", "last"])
            #expect(told.exitCode == 1 && told.told.contains("keyshift runs show "), "\(told.told)")
            let line = try #require(told.told.split(separator: "\n").first { $0.contains("To take it back") })
            let words = try #require(line.components(separatedBy: "keyshift ").last).split(separator: " ").map(
                String.init
            )
            #expect(words.first == "undo", "\(line)")
            #expect(
                try await house.run(["runs", "show", words[1]]).output.contains(
                    line.trimmingPrefix(while: \.isWhitespace)
                )
            )
            // Half of it is taken back, and then the rest.
            #expect(try await house.run(words + ["--by", "30m", "--yes"]).exitCode == 0)
            #expect(try await house.run(["explain", words[1]]).told.contains("To take it back"))
            #expect(try await house.run(words + ["--yes"]).exitCode == 0)
            for line in [["explain", words[1]], ["runs", "show", words[1]]] {
                #expect(try await !house.run(line).told.contains("To take it back"), "\(line)")
            }
        }
    }

    @Test func `no line takes back a run whose hours a later run or somebody else has changed`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["extend", "Ito", "--by", "1h", "--yes"]).exitCode == 0)
            #expect(try await house.run(["extend", "Nowak", "--by", "1h", "--yes"]).exitCode == 0)
            let runs = try await house.run(["runs", "--json"]).document()
            let ids = try #require(runs["runs"] as? [[String: Any]]).compactMap { $0["run_id"] as? String }
            #expect(ids.count == 2)
            let devices = try await house.devices()
            for door in ["Front", "Room 9"] {
                try await house.set(try await house.code("BK-2 Nowak", on: try #require(devices[door])), to: 80)
            }
            #expect(try await house.run(["find"]).exitCode == 0)
            #expect(try await house.run(["extend", "Ito", "--by", "2h", "--allow", "recent", "--yes"]).exitCode == 0)
            for id in ids {
                #expect(try await !house.run(["explain", id]).told.contains("To take it back"))
            }
            #expect(try await house.run(["explain", "last"]).told.contains("To take it back"))
        }
    }

    @Test func `where it is open which room a stay gives up, there is a whole line for each that works`() async throws {
        let hours = { (hours: Double) in Date(timeIntervalSinceNow: hours * 3600).ISO8601Format() }
        let doors = (1...3).map { "{ \"name\": \"Room \($0)\", \"time_zone\": \"America/New_York\" }" }
        let seed = """
            { "format": 1, "workspaces": [ { "name": "W", "devices": [ \(doors.joined(separator: ", ")) ], "groups": [
              { "name": "BK-1 Ito", "devices": ["Room 1", "Room 2"], "common_code_key": "booking-1",
                "starts_at": "\(hours(-20))", "ends_at": "\(hours(30))" } ] } ] }
            """
        try await NightHouse.open(seed: seed) { house in
            let refused = try await house.run(["change-room", "BK-1", "--to", "Room 3"])
            #expect(refused.exitCode != 0 && refused.told.contains("it is open which of them goes"), "\(refused.told)")
            let lines = NightHouse.commands(in: refused.told)
            #expect(lines.count == 2, "\(refused.told)")
            for line in lines {
                #expect(try await house.run(line + ["--plan"]).exitCode == 2, "\(line)")
            }
            #expect(try await house.run(try #require(lines.last) + ["--yes"]).exitCode == 0)
        }
    }

    @Test(arguments: [
        ["extend", "Ito"], ["move", "Ito"], ["create", "BK-9 Lee", "--door", "Room 10"],
    ])
    func `a command that lacks an option is answered with a whole line`(typed: [String]) async throws {
        try await NightHouse.openNow { house in
            let refused = try await house.run(typed)
            let lines = NightHouse.commands(in: refused.told)
            #expect(!lines.isEmpty, "\(refused.told)")
            for line in lines {
                let outcome = try await house.run(line + ["--plan", "--allow", "lockout", "--allow", "overlap"])
                #expect([0, 2, 3, 4].contains(outcome.exitCode), "\(line) \(outcome.told)")
            }
        }
    }
}
