import Foundation
import SeamSandbox
import Testing

/// Which run a command means by `last`, and that it says so.
struct LastRunTests {
    /// Calls `body` at a desk with a run that was killed half way, and a newer one that is done; both by their ids.
    private func withBoth(
        _ body: @escaping @Sendable (RefusedDesk, _ stopped: String, _ done: String) async throws -> Void
    ) async throws {
        let options = SandboxOptions(groups: 8, devices: 4, rngSeed: 3, latencyMilliseconds: 10, rateLimits: .off)
        try await Program.withServer(options) { program, folder, server in
            let desk = RefusedDesk(program: program, folder: folder, server: server)
            try await desk.stopHalfWay()
            let stopped = try await newest(desk)
            try desk.write("one.lua", "groups.all():list()[7]:extend('1h')")
            #expect(try await desk.type("keyshift run one.lua --yes --pace off --allow overlap").exitCode == 0)
            let done = try await newest(desk)
            try #require(stopped != done)
            try await body(desk, stopped, done)
        }
    }

    private func newest(_ desk: RefusedDesk) async throws -> String {
        let runs = try await desk.type("keyshift runs list --json").document()["runs"] as? [[String: Any]]
        return try #require(runs?.first?["run_id"] as? String)
    }

    @Test func `resume last is the newest run that is unfinished, and says which`() async throws {
        try await withBoth { desk, stopped, _ in
            let plan = try await desk.type("keyshift resume last --plan")
            #expect(plan.errors.contains("The newest unfinished run is \(stopped), part.lua, of ana"), "\(plan.errors)")
            let resumed = try await desk.type("keyshift resume last --yes --pace off --json")
            #expect(resumed.exitCode == 0, "\(resumed.errors)")
            #expect(try resumed.document()["run_id"] as? String == stopped)
            let again = try await desk.type("keyshift resume last --yes")
            #expect(again.exitCode == 1 && again.errors.contains("No run is unfinished"), "\(again.errors)")
        }
    }

    @Test func `a run of which nothing is left ends without a yes, and sends nothing`() async throws {
        try await withBoth { desk, stopped, _ in
            // What is left is done by somebody else meanwhile.
            let plan = try await desk.type("keyshift resume last --plan --json").document()
            let rows = try #require(plan["rows"] as? [[String: Any]])
            let left = rows.filter { $0["status"] as? String == "planned" }
            #expect(!left.isEmpty)
            let asked = try await desk.type("keyshift resume last --pace off")
            #expect(asked.exitCode == 4 && asked.errors.contains("add --yes"), "\(asked.errors)")
            let calls = try left.map { row in
                let key = try #require(row["common_code_key"] as? String)
                let hours = try #require(row["after"] as? [String: Any])
                let (start, end) = (hours["starts_at"] as? String ?? "", hours["ends_at"] as? String ?? "")
                return
                    "seam.access_codes.update_multiple{ common_code_key = '\(key)', starts_at = '\(start)', ends_at = '\(end)' }"
            }
            try desk.write("other.lua", calls.joined(separator: "\n"))
            let other = try await desk.type("keyshift run other.lua --unplanned --yes")
            #expect(other.exitCode == 0, "\(other.errors)")
            let sent = desk.server.requests(to: "/access_codes/update_multiple")
            let ended = try await desk.type("keyshift resume last --pace off")
            #expect(ended.exitCode == 0, "\(ended.output) \(ended.errors)")
            #expect(ended.errors.contains("Nothing is left to send"), "\(ended.errors)")
            #expect(desk.server.requests(to: "/access_codes/update_multiple") == sent)
            let again = try await desk.type("keyshift resume \(stopped)")
            #expect(again.errors.contains("nothing is left to do"), "\(again.errors)")
        }
    }

    @Test func `abandon last gives up the newest run that is unfinished`() async throws {
        try await withBoth { desk, stopped, _ in
            let given = try await desk.type("keyshift runs abandon last")
            #expect(given.output.contains("Run \(stopped) is over"), "\(given.output) \(given.errors)")
            let again = try await desk.type("keyshift runs abandon last")
            #expect(again.exitCode == 1 && again.errors.contains("No run is unfinished"), "\(again.errors)")
        }
    }

    @Test func `verify last is the newest run that sent something, and show last the newest of all`() async throws {
        try await withBoth { desk, _, done in
            // A newer run of which the server took nothing has nothing at the doors.
            try await desk.refuseUpdates()
            try desk.write("no.lua", "groups.all():list()[8]:extend('1h')")
            #expect(try await desk.type("keyshift run no.lua --yes --pace off --allow overlap").exitCode == 3)
            let failed = try await newest(desk)
            let verified = try await desk.type("keyshift verify last")
            #expect(
                verified.errors.contains("The newest run that sent something is \(done), one.lua"),
                "\(verified.errors)"
            )
            let shown = try await desk.type("keyshift runs show last")
            #expect(failed != done && shown.output.contains("RUN  \(failed)"), "\(shown.output)")
        }
    }

    @Test func `undo last is a firing that was triggered by hand, and says of a newer run of somebody else its line`()
        async throws
    {
        try await withBoth { desk, _, done in
            try desk.write("night.lua", "groups.all():list()[8]:extend('1h')")
            let rules = "--at 02:00 --zone America/Toronto --allow overlap --skip-check"
            let added = try await desk.type("keyshift schedule add night night.lua \(rules)")
            #expect(added.exitCode == 0, "\(added.errors)")
            let fired = try await desk.type("keyshift schedule trigger night")
            #expect(fired.exitCode == 0, "\(fired.output) \(fired.errors)")
            let triggered = try await newest(desk)
            try #require(triggered != done)
            let undo = try await desk.type("keyshift undo last --plan")
            #expect(undo.errors.contains("is \(triggered), "), "\(undo.errors)")
            #expect(!undo.errors.contains("A newer run"), "\(undo.errors)")
            let verified = try await desk.type("keyshift verify last")
            #expect(verified.errors.contains("is \(triggered), "), "\(verified.errors)")
            try desk.write("one.lua", "groups.all():list()[6]:extend('1h')")
            let line = "keyshift run one.lua --yes --pace off --allow overlap --operator ben"
            #expect(try await desk.type(line).exitCode == 0)
            let newer = try await newest(desk)
            let again = try await desk.type("keyshift undo last --plan")
            #expect(again.errors.contains("is \(triggered), "), "\(again.errors)")
            #expect(again.errors.contains("A newer run sent something, \(newer), one.lua, of ben"), "\(again.errors)")
            #expect(again.errors.contains("If that one is meant: keyshift undo \(newer)"), "\(again.errors)")
        }
    }

    @Test func `a script whose own run stopped is refused with the line that finishes it, and with no other`()
        async throws
    {
        try await withBoth { desk, stopped, _ in
            let again = try await desk.type("keyshift run part.lua --yes --pace off")
            #expect(again.exitCode == 4, "\(again.output) \(again.errors)")
            #expect(again.errors.contains("the same script has an unfinished run: \(stopped)"), "\(again.errors)")
            #expect(!again.errors.contains("Also refused"), "\(again.errors)")
            let lines = RefusedDesk.commands(in: again.errors)
            #expect(lines.first == "keyshift resume \(stopped)", "\(again.errors)")
            #expect(lines.allSatisfy { $0.hasSuffix(stopped) }, "\(again.errors)")
        }
    }

    @Test func `explain is told a run, and names the command that shows it`() async throws {
        try await withBoth { desk, _, done in
            for name in ["last", done] {
                let refused = try await desk.type("keyshift explain \(name)")
                #expect(refused.exitCode == 1, "\(refused.output)")
                let line = try #require(RefusedDesk.commands(in: refused.errors).first)
                let shown = try await desk.type(line)
                #expect(shown.output.contains("RUN  \(done)"), "\(line): \(shown.output) \(shown.errors)")
            }
        }
    }
}
