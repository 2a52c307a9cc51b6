import Foundation
import SeamSandbox
import Subprocess
import Testing

struct ResumeCommandTests {
    private static let update = "/access_codes/update_multiple"

    @Test func `a run that was killed is not started again but resumed, and every group has moved once`() async throws {
        let options = SandboxOptions(groups: 60, devices: 30, rngSeed: 5, latencyMilliseconds: 10)
        try await Program.withServer(options) { program, folder, server in
            let list = try Program.write(
                "for g in groups.all():each() do print(g.key, g.starts_at, g.ends_at) end",
                in: folder
            )
            let before = try await program.run(["run", list]).output
            let script = Program.automation("extend-all.lua")
            try await kill(program, ["run", script, "2h", "--yes", "--concurrency", "2"], at: server)
            let sent = server.requests(to: Self.update)
            #expect((5..<60).contains(sent))

            let again = try await program.run(["run", script, "2h", "--yes"])
            #expect(again.exitCode == 4)
            #expect(again.errors.contains("keyshift resume"))
            let interrupted = try await program.run(["runs", "list", "--json"]).document()["runs"] as? [[String: Any]]
            #expect(interrupted?.first?["state"] as? String == "interrupted")

            let resumed = try await program.run(["resume", "last", "--yes", "--json"])
            #expect(resumed.exitCode == 0, "\(resumed.errors)")
            #expect((try resumed.document()["summary"] as? [String: Int])?["groups"] == 60)
            let after = try await program.run(["run", list]).output
            try expectTwoHoursLater(before, after)
        }
    }

    @Test func `a resume says how many it will send, and sends so many`() async throws {
        let options = SandboxOptions(groups: 60, devices: 30, rngSeed: 5, latencyMilliseconds: 10, rateLimits: .off)
        try await Program.withServer(options) { program, _, server in
            let line = [
                "run", Program.automation("extend-all.lua"), "2h", "--yes", "--pace", "off", "--concurrency", "1",
            ]
            try await kill(program, line, at: server)
            let plan = try await program.run(["resume", "last", "--plan", "--json"])
            #expect(plan.exitCode == 2, "\(plan.errors)")
            let counts = try plan.summary()
            let left = try #require(counts["planned"])
            #expect(left < 60 && counts["groups"] == 60)
            let asked = try await program.run(["resume", "last"])
            #expect(asked.exitCode == 4)
            #expect(asked.output.contains("\(left) groups change"), "\(asked.output)")
            #expect(asked.output.contains("already so") || asked.output.contains("moved before"), "\(asked.output)")
            let sent = server.requests(to: Self.update)
            let resumed = try await program.run(["resume", "last", "--yes", "--json", "--pace", "off"])
            #expect(resumed.exitCode == 0, "\(resumed.errors)")
            #expect(server.requests(to: Self.update) == sent + left)
        }
    }

    /// Starts the program and kills it once the server has seen five updates.
    private func kill(_ program: Program, _ arguments: [String], at server: SandboxServer) async throws {
        let result = try await Subprocess.run(
            program.configuration(arguments),
            input: .none,
            output: .discarded,
            error: .discarded,
        ) { execution in
            try await server.wait(for: 5, of: Self.update)
            try execution.send(signal: .kill)
        }
        #expect(result.terminationStatus == .signaled(9))
    }

    private func expectTwoHoursLater(_ before: String, _ after: String) throws {
        let old = before.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }.filter {
            $0.count == 3
        }
        let new = after.split(separator: "\n").map { $0.split(separator: "\t").map(String.init) }.filter {
            $0.count == 3
        }
        #expect(old.count == 60)
        #expect(old.map(\.[0]) == new.map(\.[0]))
        #expect(old.map(\.[1]) == new.map(\.[1]))
        let format = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        for (old, new) in zip(old, new) {
            let end = try format.parse(old[2])
            #expect(try format.parse(new[2]) == end.addingTimeInterval(7200))
        }
    }
}
