import Foundation
import Testing

/// One word names the same stays to every command, each once, and near names are offered by all of them.
struct SameCountTests {
    private static func open(_ names: [String], _ body: @escaping @Sendable (NightHouse) async throws -> Void)
        async throws
    {
        let now = Date()
        let (start, end) = (
            now.addingTimeInterval(-7200).ISO8601Format(), now.addingTimeInterval(90_000).ISO8601Format()
        )
        let doors = names.indices.map { #"{ "name": "Room \#($0 + 1)", "time_zone": "America/New_York" }"# }
        let groups = names.enumerated().map { place, name in
            """
            { "name": "\(name)", "devices": ["Room \(place + 1)"], "starts_at": "\(start)", "ends_at": "\(end)" }
            """
        }
        let seed = """
            { "format": 1, "workspaces": [ { "name": "Harbour", "devices": [ \(doors.joined(separator: ", ")) ],
              "groups": [ \(groups.joined(separator: ", ")) ] } ] }
            """
        try await NightHouse.open(seed: seed, body)
    }

    @Test func `find, why and explain count the same stays for a word, also once runs have changed some of them`()
        async throws
    {
        let names = ["BK-1 Vargas", "BK-2 Vargas", "BK-3 Vargas", "BK-4 Vargas", "BK-5 Vargas", "BK-6 Ito"]
        try await Self.open(names) { house in
            for changed in [[], ["BK-1"], ["BK-2", "BK-3"]] {
                for name in changed {
                    let extended = try await house.run(["extend", name, "--by", "1h", "--yes"])
                    #expect(extended.exitCode == 0, "\(extended.told)")
                }
                let found = try await house.run(["find", "Vargas", "--json"]).document()["stays"] as? [Any]
                #expect(found?.count == 5)
                for command in ["why", "explain"] {
                    let several = try await house.run([command, "Vargas"])
                    #expect(several.errors.contains("5 stays are known by \"Vargas\":"), "\(changed): \(several.told)")
                    #expect(!several.errors.contains("auto_set"), "\(several.told)")
                    for name in names.prefix(5) { #expect(several.errors.contains(name), "\(several.told)") }
                    let line = try #require(several.errors.firstMatch(of: #/such as: keyshift (\w+) "([^"]+)"/#))
                    let one = try await house.run([String(line.1), String(line.2)])
                    #expect(line.1 == command && one.exitCode == 0, "\(one.told)")
                }
            }
        }
    }

    @Test func `a stay with a new PIN is one stay to find, why and explain`() async throws {
        try await Self.open(["BK-1 Ito"]) { house in
            let renewed = try await house.run(["new-pin", "Ito", "--yes"])
            #expect(renewed.exitCode == 0, "\(renewed.told)")
            let found = try await house.run(["find", "Ito", "--json"]).document()["stays"] as? [Any]
            #expect(found?.count == 1)
            let why = try await house.run(["why", "Ito"])
            #expect(why.output.split(separator: "\n").count { $0.hasPrefix("WHY  ") } == 1, "\(why.told)")
            let story = try await house.run(["explain", "Ito"])
            #expect(story.exitCode == 0, "\(story.told)")
        }
    }

    @Test(arguments: [
        ["find", "Müller"], ["why", "Müller"], ["explain", "Muller"], ["extend", "Müller", "--by", "1h", "--yes"],
        ["move", "MULLER", "--ends", "+1h", "--yes"], ["resend", "Muller", "--yes"], ["readmit", "Müller", "--yes"],
        ["end", "Müller", "--yes"], ["cancel", "Muller", "--yes"], ["new-pin", "Müller", "--yes"],
        ["change-room", "Müller", "--to", "Room 2", "--yes"], ["plan", "storm", "2h", "--name", "Müller"],
    ])
    func `a name that nobody has is answered with the one that is spelled out, before others that are near`(
        line: [String]
    )
        async throws
    {
        try await Self.open(["BK-1 Mueller", "BK-2 Miller", "BK-3 Ito"]) { house in
            let outcome = try await house.run(line)
            #expect(outcome.exitCode != 0, "\(outcome.told)")
            #expect(outcome.told.lowercased().contains("did you mean \"mueller\"?"), "\(outcome.told)")
            #expect(try await house.sandbox.stats().updates == 0)
        }
    }
}
