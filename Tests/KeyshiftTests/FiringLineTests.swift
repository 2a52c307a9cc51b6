import Foundation
import SeamSandbox
import Testing

/// A firing that a check refuses, wherever it is told: what is wrong, and a whole line that works when it is typed.
struct FiringLineTests {
    private static let add = [
        "schedule", "add", "the night", "storm", "2h", "--at", "02:00", "--zone", "America/New_York",
    ]
    private static let anew =
        "schedule add \"the night\" storm 2h --at 02:00 --zone America/New_York --replace --leave-out recent"

    @Test func `the line of a refused firing adds its schedule anew, and works wherever it is read`() async throws {
        try await NightHouse.openNow { house in
            #expect(try await house.run(Self.add).exitCode == 0)
            for guest in ["Ito", "Nowak", "Solo"] {
                #expect(try await house.run(["extend", guest, "--by", "30m", "--yes"]).exitCode == 0)
            }
            let fired = try await house.run(["schedule", "trigger", "the night"])
            #expect(fired.exitCode == 4, "\(fired.told)")
            let places = [
                fired, try await house.run(["schedule", "show", "the night"]),
                try await house.run(["schedule", "history", "the night"]), try await house.run(["status"]),
                try await house.run(["alarms"]),
            ]
            for place in places {
                #expect(place.told.contains("To have it leave such stays out: keyshift \(Self.anew)"), "\(place.told)")
                #expect(!place.told.contains("If you mean it"), "\(place.told)")
                #expect(!place.told.contains("--allow recent"), "\(place.told)")
            }
            // A line for each thing that is said, and the command where it can be picked up.
            for place in places.prefix(4) {
                let lines = place.output.split(separator: "\n")
                let head = try #require(lines.first { $0.contains("refused (exit 4), by hand") }, "\(place.told)")
                #expect(!head.contains("--leave-out"), "\(place.told)")
                let way = try #require(lines.first { $0.contains(Self.anew) }, "\(place.told)")
                #expect(way.drop { $0 == " " }.hasPrefix("To have it leave such stays out: "), "\(place.told)")
                #expect(!lines.contains { $0.contains(" · ") && $0.contains("recent") }, "\(place.told)")
            }
            let logged = try #require(
                fired.errors.split(separator: "\n").first { $0.contains(" is refused: recent: ") }
            )
            #expect(!logged.contains(Self.anew), "\(logged)")
            #expect(places[4].told.contains("keyshift schedule history \"the night\""), "\(places[4].told)")
            let logs = fired.told.split(separator: "\n").compactMap {
                $0.split(separator: "log: ").last.map(String.init)
            }
            let log = try String(contentsOfFile: try #require(logs.last { $0.hasPrefix("/") }), encoding: .utf8)
            #expect(log.contains("keyshift \(Self.anew)") && !log.contains("If you mean it"), "\(log)")

            var shell = house.program
            shell.launcher = ["/bin/sh", "-c", "keyshift() { \"$0\" \"$@\"; }; keyshift \(Self.anew)"]
            let added = try await shell.run([])
            #expect(added.exitCode == 0, "\(added.told)")
            let again = try await house.run(["schedule", "trigger", "the night"])
            #expect(again.exitCode == 3, "\(again.told)")
        }
    }

    @Test func `a schedule whose first firing is refused says all the same that each later one would add up`()
        async throws
    {
        try await NightHouse.openNow { house in
            #expect(try await house.run(["extend", "Nowak", "--by", "30m", "--yes"]).exitCode == 0)
            let added = try await house.run(Self.add)
            #expect(added.exitCode == 0, "\(added.told)")
            #expect(
                added.output.contains("WARNING  if it fired now, it would be refused (recent): "),
                "\(added.output)"
            )
            let warning =
                #/\nWARNING  \d groups of its plan last beyond the firing after that, which adds once more: BK-/#
            #expect(added.output.contains(warning), "\(added.output)")
            #expect(added.output.contains("BK-2 Nowak"), "\(added.output)")
            let lines = NightHouse.commands(in: added.output)
            #expect(lines.contains { $0.starts(with: ["schedule", "add", "the night", "checkout-at"]) }, "\(lines)")
            for line in lines {
                let typed = try await house.run(line)
                #expect(typed.exitCode == 0, "\(line): \(typed.told)")
                #expect(!typed.output.contains("adds once more") || !line.contains("checkout-at"), "\(typed.told)")
            }
            let list = try await house.run(["schedule", "list", "--json"]).document()
            #expect((list["schedules"] as? [Any])?.isEmpty == true)
        }
    }

    @Test func `where a script that ships stops, no place in it is told, and in one of one's own it is`() async throws {
        try await NightHouse.openNow { house in
            for line in [["run", "storm", "0h"], ["plan", "storm", "0h"]] {
                let stopped = try await house.run(line)
                #expect(stopped.exitCode == 1 && stopped.errors.contains("STOPPED"), "\(stopped.told)")
                #expect(!stopped.told.contains("storm.lua:"), "\(stopped.told)")
            }
            #expect(try await house.run(["run", "storm", "0h", "--verbose"]).told.contains("storm.lua:"))
            let own = try Program.write(
                "error('not today')",
                in: FileManager.default.temporaryDirectory,
                name: "own-\(UUID().uuidString).lua"
            )
            defer { try? FileManager.default.removeItem(atPath: own) }
            let stopped = try await house.run(["run", own])
            #expect(stopped.errors.contains(#/\n  own-.*\.lua:1/#), "\(stopped.told)")
        }
    }
}
