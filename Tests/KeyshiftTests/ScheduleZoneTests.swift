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
}
