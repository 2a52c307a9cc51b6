import Foundation
import SeamSandbox
import Testing

struct ServeCommandTests {
    private static let update = "/access_codes/update_multiple"

    @Test func `a schedule fires once, in a process of its own, and its history says so`() async throws {
        try await Program.withServer { program, _, server in
            let script = Program.automation("extend-all.lua")
            let added = try await program.run(
                ["schedule", "add", "nightly", script, "1h", "--cron", "* * * * *", "--zone", "America/Toronto"]
            )
            #expect(added.exitCode == 0, "\(added.errors)")
            #expect(added.output.contains("nightly is scheduled"))
            let soon = Date.now.addingTimeInterval(3600).formatted(.iso8601)
            let first = try await program.run(["serve", "--once", "--now", soon])
            #expect(first.exitCode == 0, "\(first.errors)")
            #expect(first.output.contains("done (exit 0)"), "\(first.errors)")
            #expect(server.requests(to: Self.update) == 8)
            let second = try await program.run(["serve", "--once", "--now", soon])
            #expect(second.output == "nothing is due\n")
            #expect(server.requests(to: Self.update) == 8)
            let history = try await program.run(["schedule", "history", "nightly"])
            #expect(history.output.split(separator: "\n").count == 1)
            let runs = try await program.run(["runs", "list", "--json"]).document()["runs"] as? [[String: Any]]
            #expect(runs?.first?["schedule"] as? String == "nightly")
        }
    }

    @Test func `a firing whose script fails is recorded as failed`() async throws {
        try await Program.withServer { program, folder, _ in
            let script = try Program.write("error('broken')", in: folder)
            _ = try await program.run(["schedule", "add", "broken", script, "--cron", "@hourly", "--zone", "UTC"])
            let later = Date.now.addingTimeInterval(7200).formatted(.iso8601)
            let outcome = try await program.run(["serve", "--once", "--now", later])
            #expect(outcome.output.contains("failed (exit 1)"))
            #expect(outcome.errors.contains("broken"))
        }
    }

    @Test func `the next instants are told in UTC`() async throws {
        try await Program.withHome { program, _ in
            let outcome = try await program.run([
                "schedule", "next", "--cron", "30 1 * * *", "--zone", "America/New_York",
                "--after", "2026-10-31T12:00:00Z", "--count", "2", "--json",
            ])
            let next = try outcome.document()["next"] as? [String]
            #expect(next == ["2026-11-01T05:30:00.000Z", "2026-11-02T06:30:00.000Z"])
        }
    }
}
