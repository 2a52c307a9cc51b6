import Foundation
import Testing

/// `schedule add` without a zone: no zone is taken, and those of the doors are offered as lines to type.
struct ScheduleZoneTests {
    private static func seed(_ doors: [(name: String, zone: String)]) -> String {
        let devices = doors.map { "{ \"name\": \"\($0.name)\", \"time_zone\": \"\($0.zone)\" }" }
        return
            "{ \"format\": 1, \"workspaces\": [ { \"name\": \"Group\", \"devices\": [\(devices.joined(separator: ","))] } ] }"
    }

    private static let oneZone = [
        ("Hill Inn Room 1", "America/Halifax"), ("Hill Inn Room 2", "America/Halifax"),
    ]
    private static let twoZones =
        oneZone + [
            ("Quay Room 1", "America/Toronto"), ("Quay Room 2", "America/Toronto"), ("Quay Room 3", "America/Toronto"),
        ]

    private static let line = ["schedule", "add", "nightly", "storm", "2h"]

    @Test(arguments: [(oneZone, [], ""), (twoZones, ["house=Hill Inn"], " of Hill Inn")])
    func `where all doors are in one zone, the line with it is offered, and works`(
        doors: [(String, String)],
        arguments: [String],
        place: String,
    ) async throws {
        try await NightHouse.open(seed: Self.seed(doors.map { (name: $0.0, zone: $0.1) })) { house in
            let asked = try await house.run(Self.line + arguments + ["--at", "02:00"])
            #expect(asked.exitCode == 64, "\(asked.told)")
            #expect(asked.errors.contains("all doors\(place) are in America/Halifax:"), "\(asked.errors)")
            let offered = try #require(
                NightHouse.commands(in: asked.errors).first { $0.first == "schedule" },
                "\(asked.errors)"
            )
            #expect(offered == Self.line + arguments + ["--at", "02:00", "--zone", "America/Halifax"])
            #expect(try await house.run(["schedule", "list"]).output.contains("No schedule yet"))
            let added = try await house.run(offered)
            #expect(added.exitCode == 0, "\(added.told)")
        }
    }

    @Test func `of several zones each is offered with its houses, the one of most doors first`() async throws {
        try await NightHouse.open(seed: Self.seed(Self.twoZones.map { (name: $0.0, zone: $0.1) })) { house in
            let asked = try await house.run(Self.line + ["--at", "02:00"])
            #expect(asked.exitCode == 64, "\(asked.told)")
            #expect(asked.errors.contains("America/Toronto (Quay), America/Halifax (Hill Inn):"), "\(asked.errors)")
            let zones = NightHouse.commands(in: asked.errors).filter { $0.first == "schedule" }.compactMap(\.last)
            #expect(zones == ["America/Toronto", "America/Halifax"], "\(asked.errors)")
        }
    }

    @Test func `without a server the zone is asked for, and a wrong expression is told first`() async throws {
        try await Program.withHome { program, _ in
            let asked = try await program.run(Self.line + ["--at", "02:00"])
            #expect(asked.exitCode == 64 && asked.errors.contains("--zone America/Vancouver"), "\(asked.errors)")
            let wrong = try await program.run(Self.line + ["--cron", "61 * * * *"])
            #expect(wrong.exitCode == 64 && wrong.errors.contains("minute"), "\(wrong.errors)")
        }
    }

    @Test func `the hour of a firing is told on the clocks of other zones, with the line that is for one house`()
        async throws
    {
        try await NightHouse.open(seed: Self.seed(Self.twoZones.map { (name: $0.0, zone: $0.1) })) { house in
            let rules = ["--at", "10:00", "--zone", "America/Halifax"]
            let added = try await house.run(Self.line + rules)
            let words =
                "NOTE  10:00 America/Halifax is 09:00 in America/Toronto (Quay): it fires once, for the doors of all of them."
            #expect(added.exitCode == 0 && added.output.contains(words), "\(added.told)")
            #expect(added.output.contains(" of now: each firing looks anew.\n"), "\(added.output)")
            let narrow = try #require(
                NightHouse.commands(in: added.output).first { $0.contains("house=Hill Inn") },
                "\(added.output)"
            )
            let narrowed = try await house.run(narrow)
            #expect(narrowed.exitCode == 0 && !narrowed.output.contains(" is 09:00 in "), "\(narrowed.told)")
            let other = try await house.run(Self.line + ["house=Quay"] + rules + ["--replace"])
            #expect(other.output.contains("NOTE  10:00 America/Halifax is 09:00 in America/Toronto (Quay).\n"))
            let there = try #require(
                NightHouse.commands(in: other.output).first { $0.contains("America/Toronto") },
                "\(other.output)"
            )
            let moved = try await house.run(there)
            #expect(moved.exitCode == 0 && !moved.output.contains(" is 09:00 in "), "\(moved.told)")
            let hourly = try await house.run(
                Self.line + ["--cron", "0 * * * *", "--zone", "America/Halifax", "--replace"]
            )
            #expect(hourly.exitCode == 0 && !hourly.output.contains("for the doors of all"), "\(hourly.told)")
        }
    }

    @Test(arguments: [["--house", "Hill Inn"], ["--house=Hill Inn"]])
    func `a house as an option is answered with the line that has it as the script's argument`(option: [String])
        async throws
    {
        try await NightHouse.open(seed: Self.seed(Self.twoZones.map { (name: $0.0, zone: $0.1) })) { house in
            for words in [
                Self.line + option + ["--at", "10:00"],
                ["schedule", "add"] + option + ["--at=10:00"] + Self.line[2...],
            ] {
                let asked = try await house.run(words + ["--zone", "America/Halifax", "--replace"])
                #expect(asked.exitCode == 64, "\(asked.told)")
                let offered = try #require(NightHouse.commands(in: asked.errors).first, "\(asked.errors)")
                #expect(offered.contains("house=Hill Inn"), "\(offered)")
                let plain = offered.filter { $0 != "--replace" }
                #expect(try await house.run(plain).exitCode == 0, "\(plain)")
                #expect(try await house.run(["schedule", "remove", "nightly"]).exitCode == 0)
            }
            let named = try await house.run(
                Self.line + ["--name", "Ito", "--at", "10:00", "--zone", "America/Halifax"]
            )
            #expect(named.exitCode == 64, "\(named.told)")
            #expect(named.errors.contains("storm has no argument for that; those it has: keyshift run storm --help"))
        }
    }
}
