import Foundation
import SeamSandbox
import Testing

struct HistoryCommandTests {
    @Test func `explain tells one story of a group over all its runs`() async throws {
        try await Program.withServer { program, folder, _ in
            let run = try await program.extendAll(["--reason", "storm"])
            let key = try #require(try await program.groups(in: folder).keys.sorted().first)
            let undone = try await program.run(["undo", run, "--yes", "--operator", "ben"])
            #expect(undone.exitCode == 0, "\(undone.errors)")
            let story = try await program.run(["explain", key])
            #expect(story.exitCode == 0, "\(story.errors)")
            for words in ["by ana, run \(run), extend-all.lua 2h, \"storm\"", "by ben", "undo of run \(run)", key] {
                #expect(story.output.contains(words), "\(words): \(story.output)")
            }
            let document = try await program.run(["explain", key, "--json"]).document()
            let changes = try #require(document["changes"] as? [[String: Any]])
            #expect(changes.count == 2)
            #expect((changes[1]["run"] as? [String: Any])?["undo_of"] as? String == run)
        }
    }

    @Test func `a group that the journal has not seen is answered with the nearest name`() async throws {
        try await Program.withServer { program, folder, _ in
            _ = try await program.extendAll()
            let name = try await program.groups(in: folder).values.sorted().first?.split(separator: "|").first
            let typed = try #require(name).trimmingCharacters(in: .whitespaces)
            let outcome = try await program.run(["explain", typed + "x"])
            #expect(outcome.exitCode == 1)
            #expect(outcome.errors.contains("did you mean \"\(typed)\"?"), "\(outcome.errors)")
        }
    }

    @Test func `status is quiet without runs, and after a run that went well`() async throws {
        try await Program.withServer { program, _, _ in
            let quiet = try await program.run(["status"])
            #expect(quiet.exitCode == 0)
            #expect(quiet.output.contains("All quiet"))
            _ = try await program.extendAll()
            let status = try await program.run(["status"])
            #expect(status.exitCode == 0 && status.output.contains("All quiet"), "\(status.output)")
            let document = try await program.run(["status", "--json"]).document()
            #expect((document["not_on_doors"] as? [Any])?.isEmpty == true)
        }
    }

    /// Doors that take changes at once have those of stays that have begun; doors that take an hour have none yet.
    @Test(arguments: [0, 3_600_000])
    func `verify says which doors have the new hours`(settleMilliseconds: Int) async throws {
        var options = SandboxOptions(groups: 8, devices: 4, rngSeed: 3)
        options.settleMilliseconds = settleMilliseconds
        try await Program.withServer(options) { program, _, _ in
            let run = try await program.extendAll()
            let verified = try await program.run(["verify", run, "--json"])
            let summary = try verified.summary()
            let onDoors = summary["on_device"] ?? 0
            #expect(settleMilliseconds == 0 ? onDoors > 0 : onDoors == 0, "\(summary)")
            #expect(onDoors + (summary["applied"] ?? 0) == 8)
            #expect(verified.exitCode == (onDoors == 8 ? 0 : 3), "\(verified.errors)")
            let text = try await program.run(["verify", run])
            #expect(text.output.contains("ON THE DOORS  \(onDoors)/8"), "\(text.output)")
            let shown = try await program.run(["runs", "show", run, "--json"])
            #expect(try shown.summary()["on_device"] ?? 0 == onDoors)
        }
    }

    @Test func `when a run began is told on the clock of its doors, else on that of the machine`() async throws {
        try await NightHouse.openNow { house in
            let moved = try await house.run(["extend", "Ito", "--by", "1h", "--yes"])
            #expect(moved.exitCode == 0, "\(moved.told)")
            let list = try await house.run(["runs"])
            #expect(list.output.contains("started (America/New_York)"), "\(list.output)")
            let shown = try await house.run(["runs", "show", "last"])
            #expect(shown.output.contains(" America/New_York") && !shown.output.contains("UTC"), "\(shown.output)")
            let report = try await house.run(["report", "--since", "1h"])
            #expect(report.output.contains("   times of America/New_York"), "\(report.output)")
            #expect(!report.output.contains("UTC"), "\(report.output)")
            let json = try await house.run(["runs", "list", "--json"]).output
            #expect(json.contains("Z\"") && !json.contains("New_York"), "\(json)")
        }
        try await Program.withHome { program, _ in
            var program = program
            program.environment["TZ"] = "America/Vancouver"
            let report = try await program.run(["report"])
            #expect(report.output.contains("   times of America/Vancouver"), "\(report.output)")
            for zone in ["UTC", "", "Nowhere/Town", ":Etc/UTC"] {
                program.environment["TZ"] = zone
                let report = try await program.run(["report"])
                #expect(report.output.contains("   times of UTC"), "\(zone): \(report.output)")
            }
        }
    }

    @Test func `runs are shown, exported as JSON lines, and named by their first signs`() async throws {
        try await Program.withServer { program, _, _ in
            let run = try await program.extendAll()
            let shown = try await program.run(["runs", "show", String(run.prefix(5))])
            #expect(shown.output.contains("8 moved"), "\(shown.errors)")
            #expect(shown.output.contains("keyshift undo \(run)"))
            let exported = try await program.run(["runs", "export", run])
            let types = try exported.output.split(separator: "\n").map { line in
                try (JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])?["type"] as? String
            }
            #expect(types.filter { $0 == "run" }.count == 1)
            #expect(types.filter { $0 == "row" }.count == 8)
            #expect(types.filter { $0 == "event" }.count == 16)
            let wrong = try await program.run(["runs", "show", "nosuchrun"])
            #expect(wrong.exitCode == 1)
            #expect(wrong.errors.contains("There is no run \"nosuchrun\""))
        }
    }

    @Test(arguments: [
        ["resume", "last", "--unplanned"], ["undo", "last", "--max-groups", "3"],
        ["apply", "x.json", "--allow-direct"],
        ["status", "--sandbox"], ["explain", "x", "--yes"], ["runs", "list", "--pace", "off"],
        ["verify", "last", "--reason=x"], ["plan", "x.lua", "--unplanned"], ["repl", "--unplanned"],
        ["resume", "last", "--reason", "x"],
    ])
    func `a shared option that makes no sense is refused with the reason`(arguments: [String]) async throws {
        try await Program.withHome { program, _ in
            let outcome = try await program.run(arguments)
            #expect(outcome.exitCode == 64)
            #expect(outcome.errors.contains("makes no sense for keyshift"), "\(outcome.errors)")
        }
    }
}
