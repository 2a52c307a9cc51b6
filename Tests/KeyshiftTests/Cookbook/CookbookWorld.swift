import Foundation
import SeamSandbox
import Testing

/// What is on the doors of a sandbox, on their own clocks.
struct CookbookWorld: Sendable {
    struct Stay: Sendable {
        let name: String
        let zone: String
        let starts: String
        let ends: String
        let isInHouse: Bool
        let doors: Int

        /// The number of the booking, without the guest.
        var booking: String { String(name.prefix { $0 != " " }) }
        var startDate: String { String(starts.prefix(10)) }
        var endDate: String { String(ends.prefix(10)) }
    }

    let stays: [Stay]
    let folder: URL

    /// The day on which most stays end.
    var busiestEnd: String { Self.mostFrequent(stays.map(\.endDate)) }

    /// The day on which most stays begin that are still to come.
    var busiestStart: String { Self.mostFrequent(stays.filter { !$0.isInHouse }.map(\.startDate)) }

    private static func mostFrequent(_ days: [String]) -> String {
        let counts = Dictionary(grouping: days) { $0 }.mapValues(\.count)
        return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
    }

    /// Writes a file beside the scripts and answers its path.
    func write(_ text: String, _ name: String) throws -> String {
        try Program.write(text, in: folder, name: name)
    }

    /// Starts a sandbox with stays in several zones and one door that is offline.
    static func with(_ body: @escaping @Sendable (Program, CookbookWorld) async throws -> Void) async throws {
        let options = SandboxOptions(groups: 45, devices: 30, rngSeed: 5, rateLimits: .off)
        try await Program.withServer(options) { program, folder, _ in
            try await body(program, try await read(program, folder))
        }
    }

    private static func read(_ program: Program, _ folder: URL) async throws -> CookbookWorld {
        let source = """
            for g in groups.all():uniform():each() do
                local form = "%Y-%m-%d %H:%M"
                print(g.name, g.zone, g.starts_at:format(form, g.zone), g.ends_at:format(form, g.zone),
                    g.in_house, #g.doors)
            end
            """
        let outcome = try await program.run(["run", try Program.write(source, in: folder, name: "world.lua")])
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        let stays = outcome.output.split(separator: "\n").compactMap { line -> Stay? in
            let fields = line.split(separator: "\t").map(String.init)
            guard fields.count == 6 else { return nil }
            return Stay(
                name: fields[0],
                zone: fields[1],
                starts: fields[2],
                ends: fields[3],
                isInHouse: fields[4] == "true",
                doors: Int(fields[5]) ?? 0,
            )
        }
        #expect(stays.count == 45)
        return CookbookWorld(stays: stays, folder: folder)
    }
}
