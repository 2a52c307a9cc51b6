import Foundation
import Testing

/// A storm after many single late checkouts of the day.
struct ManyMovedTests {
    private static let storm = ["run", "storm", "2h", "--yes"]

    /// Twelve guests inside, each with a room, whose codes have keys that no person reads.
    private static var house: String {
        let doors = (1...12).map { "{ \"name\": \"Room \($0)\", \"time_zone\": \"UTC\" }" }
        let now = Date()
        let (start, end) = (now.addingTimeInterval(-20 * 3600).ISO8601Format(), now.addingTimeInterval(30 * 3600))
        let groups = (1...12).map {
            """
            { "name": "BK-\($0 + 100) Guest", "devices": ["Room \($0)"], "starts_at": "\(start)",
              "common_code_key": "auto_set_by_create_multiple_\(UUID().uuidString.lowercased())",
              "ends_at": "\(end.ISO8601Format())" }
            """
        }
        return """
            { "format": 1, "workspaces": [ { "name": "W", "devices": [\(doors.joined(separator: ","))],
              "groups": [\(groups.joined(separator: ","))] } ] }
            """
    }

    @Test func `the others go by the first line, and all who had time already by one more that names each of them`()
        async throws
    {
        try await NightHouse.open(seed: Self.house) { house in
            for number in 101...109 {
                let late = try await house.run(["extend", "BK-\(number)", "--by", "30m", "--yes"])
                #expect(late.exitCode == 0, "\(late.told)")
            }
            let refused = try await house.run(Self.storm)
            #expect(refused.exitCode == 4, "\(refused.told)")
            #expect(
                refused.errors.contains("Moved all the same, they would end (UTC): BK-101 Guest "),
                "\(refused.errors)"
            )
            let ways = NightHouse.commands(in: refused.errors)
            #expect(ways == [Self.storm + ["--leave-out", "recent"], Self.storm + ["--allow", "recent"]], "\(ways)")

            let others = try await house.run(try #require(ways.first) + ["--json"])
            #expect(try others.summary()["applied"] == 3, "\(others.told)")
            let again = try await house.run(Self.storm)
            #expect(again.exitCode == 4, "\(again.told)")
            let lines = NightHouse.commands(in: again.errors)
            let line = try #require(lines.first)
            #expect(lines.count == 1 && line.suffix(2) == ["--allow", "recent"], "\(lines)")
            let names = line.indices.filter { line[$0] == "--name" }.map { line[$0 + 1] }
            #expect(names == (101...109).map { "BK-\($0) Guest" }, "\(line)")

            let sent = try await house.run(line + ["--json"])
            #expect(try sent.summary()["applied"] == 9, "\(sent.told)")
            let whole = try await house.run(Self.storm)
            #expect(whole.exitCode == 4 && whole.errors.contains("Nothing is left to do"), "\(whole.told)")
            #expect(NightHouse.commands(in: whole.errors).isEmpty, "\(whole.errors)")
        }
    }

    @Test func `the end of a run counts those who were left out once, and names each with its run`() async throws {
        try await NightHouse.open(seed: Self.house) { house in
            for number in 101...104 {
                #expect(try await house.run(["extend", "BK-\(number)", "--by", "30m", "--yes"]).exitCode == 0)
            }
            let others = try await house.run(Self.storm + ["--leave-out", "recent"])
            #expect(
                others.output.contains("8 moved · 4 left out (4 moved by 4 other runs of the last 12 hours)"),
                "\(others.output)"
            )
            #expect(others.output.contains("LEFT OUT  1 moved by extend BK-103 --by 30m "), "\(others.output)")
        }
    }
}
