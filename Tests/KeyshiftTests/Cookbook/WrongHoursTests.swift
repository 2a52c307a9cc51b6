import Foundation
import Testing

/// The report of hours that are off by a clock change, through the real binary: its lines mend what it lists.
struct WrongHoursTests {
    /// Two stays in a zone whose clocks do not change, that end at ten the day after tomorrow.
    private static var house: String {
        let tokyo = Date.ISO8601FormatStyle(timeZone: TimeZone(identifier: "Asia/Tokyo") ?? .gmt).year().month().day()
        let now = Date()
        let day = now.addingTimeInterval(48 * 3600).formatted(tokyo)
        let groups = [("BK-1 Ito", 1), ("BK-2 O'Hara $5", 2)].map {
            """
            { "name": "\($0.0)", "devices": ["Room \($0.1)"], "common_code_key": "key-\($0.1)",
              "starts_at": "\(now.addingTimeInterval(-3600).ISO8601Format())", "ends_at": "\(day)T01:00:00Z" }
            """
        }
        let doors = (1...2).map { "{ \"name\": \"Room \($0)\", \"time_zone\": \"Asia/Tokyo\" }" }
        return """
            { "format": 1, "workspaces": [ { "name": "W", "devices": [\(doors.joined(separator: ","))],
              "groups": [\(groups.joined(separator: ","))] } ] }
            """
    }

    @Test func `each line that the report of a clock change offers mends what it stands below`() async throws {
        try await NightHouse.open(seed: Self.house) { house in
            let report = ["run", "wrong-hours", "check_out=11:00"]
            let first = try await house.run(report)
            #expect(first.exitCode == 0, "\(first.told)")
            #expect(first.output.contains("2 of 2 stays are off by the clock change"), "\(first.output)")
            let lines = first.output.split(separator: "\n").filter { $0.hasPrefix("    keyshift ") }
            #expect(lines.count == 3 && lines.last?.contains("what=mend") == true, "\(first.output)")
            for line in lines.dropLast() {
                var shell = house.program
                shell.launcher = ["/bin/sh", "-c", "keyshift() { \"$0\" \"$@\"; }; \(line) --yes"]
                let moved = try await shell.run([])
                #expect(moved.exitCode == 0, "\(line): \(moved.told)")
            }
            let second = try await house.run(report)
            #expect(second.output.contains("0 of 2 stays are off by the clock change"), "\(second.output)")
        }
    }

    @Test func `what=mend moves all of them at once`() async throws {
        try await NightHouse.open(seed: Self.house) { house in
            let mended = try await house.run(["run", "wrong-hours", "what=mend", "check_out=11:00", "--yes", "--json"])
            #expect(try mended.summary()["applied"] == 2, "\(mended.told)")
        }
    }
}
