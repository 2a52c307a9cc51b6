import Foundation
import Testing

/// What a firing did, wherever it is told: how many stays, and the command that shows each.
struct FiringResultTests {
    private static let rules = ["--at", "02:00", "--zone", "America/New_York"]

    @Test func `a firing says how many it moved and how many failed, with the line that shows each`() async throws {
        try await NightHouse.openNow { house in
            let added = try await house.run(["schedule", "add", "the night", "storm", "2h"] + Self.rules)
            #expect(added.exitCode == 0, "\(added.told)")
            let fired = try await house.run(["schedule", "trigger", "the night"])
            #expect(fired.exitCode == 0, "\(fired.told)")
            let line = try #require(
                fired.output.firstMatch(of: #/\n  [1-9]\d* moved.*, none failed: keyshift (runs show \w+)\n/#),
                "\(fired.told)"
            )
            let run = line.1.split(separator: " ").map(String.init)
            let shown = try await house.run(run)
            #expect(shown.exitCode == 0 && shown.output.contains(" moved"), "\(shown.told)")
            for place in ["history", "show"] {
                let told = try await house.run(["schedule", place, "the night"])
                #expect(told.output.contains(", none failed: keyshift \(line.1)\n"), "\(told.told)")
            }
            let document = try await house.run(["schedule", "history", "the night", "--json"]).document()
            let firing = try #require((document["firings"] as? [[String: Any]])?.first)
            #expect(firing["run_id"] as? String == run.last, "\(document)")
        }
    }

    @Test func `serve --once says of each firing how many it moved, with the line that shows each`() async throws {
        try await NightHouse.openNow { house in
            let added = try await house.run([
                "schedule", "add", "hourly", "storm", "2h", "--cron", "0 * * * *", "--zone", "UTC",
            ])
            #expect(added.exitCode == 0, "\(added.told)")
            let hour = Date(timeIntervalSince1970: (Date().timeIntervalSince1970 / 3600).rounded(.down) * 3600 + 3600)
            let fired = try await house.run(["serve", "--once", "--now", hour.ISO8601Format()])
            let line = try #require(
                fired.output.firstMatch(of: #/\n  [1-9]\d* moved.*, none failed: keyshift (runs show \w+)\n/#),
                "\(fired.told)"
            )
            #expect(try await house.run(line.1.split(separator: " ").map(String.init)).exitCode == 0)
        }
    }

    @Test func `a firing by which nothing was to change says so, and names no run that is not kept`() async throws {
        try await Program.withServer { program, folder, _ in
            let script = try Program.write("print(#groups.all():list() > 0)", in: folder)
            #expect(try await program.run(["schedule", "add", "nightly", script] + Self.rules).exitCode == 0)
            let fired = try await program.run(["schedule", "trigger", "nightly"])
            #expect(fired.exitCode == 0, "\(fired.told)")
            #expect(fired.output.contains("\n  no stay moved: nothing was sent\n"), "\(fired.told)")
        }
    }

    @Test func `the help of trigger names the plan first`() async throws {
        let help = try await Program().run(["schedule", "trigger", "--help"])
        let text = help.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(text.contains("To see that plan first, and send nothing: keyshift schedule trigger NAME --plan"))
    }
}
