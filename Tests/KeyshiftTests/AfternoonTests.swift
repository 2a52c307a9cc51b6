import Foundation
import Testing

/// A time without its half of the day, where that of the afternoon is meant.
struct AfternoonTests {
    /// A house in New York in which BK-1 is inside until tomorrow 11:00, and BK-2 comes tomorrow 15:00.
    private static func open(_ body: @escaping @Sendable (NightHouse) async throws -> Void) async throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = try #require(TimeZone(identifier: "America/New_York"))
        let today = calendar.startOfDay(for: Date())
        func at(_ day: Int, _ hour: Int) throws -> String {
            let start = try #require(calendar.date(byAdding: .day, value: day, to: today))
            return try #require(calendar.date(bySettingHour: hour, minute: 0, second: 0, of: start)).ISO8601Format()
        }
        let seed = """
            { "format": 1, "workspaces": [ { "name": "Harbour", "devices": [
              { "name": "Room 1", "time_zone": "America/New_York" }, { "name": "Room 2", "time_zone": "America/New_York" } ],
              "groups": [
                { "name": "BK-1 Ito", "devices": ["Room 1"], "common_code_key": "b-1",
                  "starts_at": "\(try at(-1, 15))", "ends_at": "\(try at(2, 11))" },
                { "name": "BK-2 Nowak", "devices": ["Room 2"], "common_code_key": "b-2",
                  "starts_at": "\(try at(-1, 15))", "ends_at": "\(try at(2, 11))" },
                { "name": "BK-3 Haas", "devices": ["Room 2"], "common_code_key": "b-3",
                  "starts_at": "\(try at(2, 15))", "ends_at": "\(try at(4, 11))" } ] } ] }
            """
        try await NightHouse.open(seed: seed, body)
    }

    private static let lines: [(typed: [String], meant: [String])] = [
        (["move", "Ito", "--ends", "1:30"], ["move", "Ito", "--ends", "13:30"]),
        (["move", "Ito", "--ends=1.30"], ["move", "Ito", "--ends=13:30"]),
        (["end", "Ito", "--at", "1:30"], ["extend", "Ito", "--to", "13:30"]),
        (["move", "Haas", "--starts", "1:30"], ["move", "Haas", "--starts", "13:30"]),
    ]

    @Test(arguments: lines)
    func `where the afternoon may be meant the whole line for it is offered first`(typed: [String], meant: [String])
        async throws
    {
        try await Self.open { house in
            let refused = try await house.run(typed + ["--plan"])
            #expect(refused.exitCode == 4, "\(refused.told)")
            let line = "If 13:30 is meant: keyshift \((meant + ["--plan"]).joined(separator: " "))"
            let place = try #require(refused.errors.range(of: line), "\(refused.errors)")
            let allow = try #require(refused.errors.range(of: "--allow"), "\(refused.errors)")
            #expect(place.lowerBound < allow.lowerBound, "\(refused.errors)")
            #expect(try await house.run(meant + ["--plan"]).exitCode == 2)
        }
    }

    @Test(arguments: [
        ["move", "Ito", "--ends", "10:00"], ["end", "Ito", "--at", "9:00"], ["move", "Ito", "--ends", "01:30"],
        ["move", "Ito", "--ends", "1:30am"], ["move", "Haas", "--starts", "10:30"],
    ])
    func `nobody is offered the night, or the afternoon of who wrote the morning`(line: [String]) async throws {
        try await Self.open { house in
            let refused = try await house.run(line + ["--plan"])
            #expect(refused.exitCode == 4 && !refused.errors.contains(" is meant: "), "\(refused.told)")
        }
    }

    @Test func `an extension up to a time of the morning before the end is told the end, and is offered no night`()
        async throws
    {
        try await Self.open { house in
            let early = try await house.run(["extend", "Ito", "--to", "10:00", "--plan"])
            #expect(early.exitCode == 3 && early.told.contains("11:00 already, later than 10:00"), "\(early.told)")
            #expect(!early.told.contains("afternoon was meant"), "\(early.told)")
            let noon = try await house.run(["extend", "Ito", "--to", "1:30", "--plan"])
            #expect(noon.told.contains("if the afternoon was meant: keyshift extend "), "\(noon.told)")
        }
    }

    @Test(arguments: [
        (["extend", "Nowak", "--to", "16:00"], "To stay until the next guest comes: ", "15:00"),
        (["extend", "Nowak", "--by", "6h"], "To stay until the next guest comes: ", "15:00"),
        (["move", "Haas", "--starts", "10:30"], "To begin when the guest before is out: ", "11:00"),
    ])
    func `who would meet another guest is offered the hour at which nobody is met`(
        typed: [String],
        words: String,
        hour: String,
    ) async throws {
        try await Self.open { house in
            let refused = try await house.run(typed + ["--plan"])
            #expect(refused.exitCode == 4, "\(refused.told)")
            let start = try #require(refused.errors.range(of: "\(words)keyshift "), "\(refused.errors)")
            let line = String(refused.errors[start.upperBound...].prefix { $0 != "\n" })
            #expect(line.hasSuffix(" \(hour)\""), "\(line)")
            let meant = try #require(NightHouse.commands(in: "    keyshift \(line)").first)
            let plan = try await house.run(meant + ["--plan"])
            #expect(plan.exitCode == 2 && plan.output.contains("1 group changes"), "\(plan.told)")
        }
    }
}
