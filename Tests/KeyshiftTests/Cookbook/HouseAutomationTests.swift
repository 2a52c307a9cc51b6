import Foundation
import SeamSandbox
import Testing

/// Automations in two houses of two zones, with a front door, a cleaner and a guest who has not arrived.
struct HouseAutomationTests {
    private static func at(_ hours: Double) -> String {
        Date(timeIntervalSinceNow: hours * 3600).formatted(.iso8601)
    }

    private static func seed() -> String {
        func device(_ name: String, _ house: String, _ zone: String) -> String {
            "{ \"name\": \"\(name)\", \"type\": \"schlage_lock\", \"time_zone\": \"\(zone)\", \"location\": \"\(house)\" }"
        }
        func group(_ name: String, _ doors: [String], _ start: Double, _ end: Double) -> String {
            let list = doors.map { "\"\($0)\"" }.joined(separator: ", ")
            return
                "{ \"name\": \"\(name)\", \"devices\": [\(list)], \"starts_at\": \"\(at(start))\", \"ends_at\": \"\(at(end))\" }"
        }
        let devices = [
            device("Mill front", "Mill", "Europe/Lisbon"), device("Mill 1", "Mill", "Europe/Lisbon"),
            device("Mill 2", "Mill", "Europe/Lisbon"), device("Quay 1", "Quay", "Asia/Tokyo"),
        ]
        let groups = [
            group("BK-1001 Ito", ["Mill front", "Mill 1"], -20, 30),
            group("BK-1002 Haas", ["Mill front", "Mill 2"], -20, 30),
            group("BK-1003 Mori", ["Mill front", "Mill 1"], 40, 90), group("BK-1004 Kim", ["Quay 1"], -20, 30),
            group("Cleaner Ana", ["Mill 1", "Mill 2", "Mill front"], -2, 31),
        ]
        return """
            { "format": 1, "workspaces": [ { "name": "Two houses", "devices": [\(devices.joined(separator: ", "))],
              "groups": [\(groups.joined(separator: ", "))] } ] }
            """
    }

    private static func inHouses(_ body: @escaping @Sendable (Program) async throws -> Void) async throws {
        var options = SandboxOptions(rngSeed: 7, rateLimits: .off)
        options.seed = try SandboxSeed(text: seed(), source: "houses")
        try await Program.withServer(options) { program, _, _ in try await body(program) }
    }

    private static func names(_ outcome: Program.Outcome) throws -> [String] {
        try outcome.rows().compactMap { $0["name"] as? String }.sorted()
    }

    @Test(arguments: [
        ([], ["BK-1001 Ito", "BK-1002 Haas", "BK-1004 Kim"]), (["house=mill"], ["BK-1001 Ito", "BK-1002 Haas"]),
        (["house=Quay"], ["BK-1004 Kim"]),
    ])
    func `a storm keeps in who is inside, and no cleaner`(arguments: [String], expected: [String]) async throws {
        try await Self.inHouses { program in
            let outcome = try await program.run(["plan", "storm", "2h", "--json"] + arguments)
            #expect(outcome.exitCode == 2, "\(outcome.errors)")
            #expect(try Self.names(outcome) == expected)
            let guests = expected.count == 1 ? "1 guest" : "\(expected.count) guests"
            #expect(outcome.errors.contains("\(guests) can open a door now"), "\(outcome.errors)")
        }
    }

    @Test(arguments: ["Mil", "Mull"])
    func `a house that is not there is refused with the nearest`(typed: String) async throws {
        try await Self.inHouses { program in
            let outcome = try await program.run(["plan", "storm", "2h", "house=\(typed)"])
            #expect(outcome.exitCode == 1)
            #expect(NightHouse.commands(in: outcome.errors) == [["plan", "storm", "2h", "house=Mill"]])
            #expect(outcome.errors.contains("has no house \"\(typed)\"; did you mean \"Mill\"?"), "\(outcome.errors)")
        }
    }

    @Test func `one checkout is given to one house, on its own clock`() async throws {
        try await Self.inHouses { program in
            let form = "yyyy-MM-dd"
            let formatter = DateFormatter()
            formatter.locale = Locale(identifier: "en_US_POSIX")
            formatter.timeZone = TimeZone(identifier: "Europe/Lisbon")
            formatter.dateFormat = form
            let day = formatter.string(from: Date(timeIntervalSinceNow: 30 * 3600))
            let outcome = try await program.run([
                "plan", "checkout-at", day, "23:59", "house=Mill", "--json", "--allow", "overlap",
            ])
            #expect(outcome.exitCode == 2, "\(outcome.errors)")
            #expect(try Self.names(outcome) == ["BK-1001 Ito", "BK-1002 Haas"])
            #expect(outcome.errors.contains("2 of 3 stays end on \(day)"), "\(outcome.errors)")
        }
    }
}
