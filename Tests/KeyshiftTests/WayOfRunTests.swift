import Foundation
import SeamSandbox
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// The same change meets the same checks, whichever command asks for it.
struct WayOfRunTests {
    private static let update = "/access_codes/update_multiple"

    /// A house in which BK-1 is inside for two days, BK-2 follows in the same room four hours later, and one lock is
    /// offline.
    private static func seed() -> String {
        func at(_ hours: Double) -> String {
            Date(timeIntervalSinceNow: hours * 3600).formatted(.iso8601)
        }
        return """
            { "format": 1, "workspaces": [ { "name": "Harbour House",
              "devices": [
                { "name": "Front", "time_zone": "America/Vancouver" }, { "name": "Side", "time_zone": "America/Vancouver" },
                { "name": "Room 1", "time_zone": "America/Vancouver" },
                { "name": "Room 2", "time_zone": "America/Vancouver", "offline": true }
              ],
              "groups": [
                { "name": "BK-1 Ito", "devices": ["Front", "Room 1"], "common_code_key": "ito",
                  "starts_at": "\(at(-6))", "ends_at": "\(at(48))" },
                { "name": "BK-2 Haas", "devices": ["Side", "Room 1"], "common_code_key": "haas",
                  "starts_at": "\(at(52))", "ends_at": "\(at(90))" },
                { "name": "BK-3 Mori", "devices": ["Side", "Room 2"], "common_code_key": "mori",
                  "starts_at": "\(at(-6))", "ends_at": "\(at(48))" }
              ] } ] }
            """
    }

    private static func inHouse<Result: Sendable>(
        _ body: @escaping @Sendable (Program, URL, SandboxServer) async throws -> Result
    ) async throws -> Result {
        var options = SandboxOptions(rngSeed: 7)
        options.seed = try SandboxSeed(text: seed(), source: "house")
        return try await Program.withServer(options, body)
    }

    private static func at(_ hours: Double) -> String {
        Date(timeIntervalSinceNow: hours * 3600).formatted(.iso8601)
    }

    /// Puts the server's clock forward.
    private static func pass(hours: Int, _ program: Program) async throws {
        let endpoint = try #require(program.environment["SEAM_ENDPOINT"])
        var request = URLRequest(url: try #require(URL(string: endpoint + "/_sandbox/clock")))
        request.httpMethod = "POST"
        request.httpBody = Data("{\"advance_seconds\":\(hours * 3600)}".utf8)
        let (_, response) = try await URLSession.shared.data(for: request)
        try #require((response as? HTTPURLResponse)?.statusCode == 200)
    }

    /// The codes of a document's warnings.
    private static func warnings(_ outcome: Program.Outcome) throws -> [String] {
        let warnings = try #require(try outcome.document()["warnings"] as? [[String: Any]])
        return warnings.compactMap { $0["code"] as? String }
    }

    @Test func `a stay is not extended into the next guest's unless that is meant`() async throws {
        try await Self.inHouse { program, _, server in
            let refused = try await program.run(["extend", "BK-1", "--to", Self.at(53), "--yes"])
            #expect(refused.exitCode == 4)
            #expect(refused.errors.contains("BK-2 Haas gets in at"))
            #expect(refused.errors.contains("--allow overlap"))
            // There are no others that could be sent without it.
            #expect(!refused.errors.contains("--leave-out"))
            #expect(server.requests(to: Self.update) == 0)
            let meant = try await program.run(
                ["extend", "BK-1", "--to", Self.at(53), "--yes", "--allow", "overlap", "--json"]
            )
            #expect(meant.exitCode == 0, "\(meant.errors)")
            #expect(try Self.warnings(meant).contains("overlap"))
            #expect(server.requests(to: Self.update) == 1)
        }
    }

    @Test func `a stay on an offline lock is extended with a warning`() async throws {
        try await Self.inHouse { program, _, server in
            let outcome = try await program.run(["extend", "BK-3", "--to", Self.at(50), "--yes"])
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("Room 2 offline"))
            #expect(server.requests(to: Self.update) == 1)
        }
    }

    @Test func `a stay with different hours on its doors is not shortened as if it had one end`() async throws {
        try await Self.inHouse { program, folder, server in
            let source = """
                local g = groups.get("haas")
                seam.access_codes.update({ access_code_id = g.members[1].access_code_id, ends_at = g.ends_at + "1h" },
                    { allow = "mixed" })
                """
            let mix = try await program.run(["run", try Program.write(source, in: folder), "--yes"])
            #expect(mix.exitCode == 0, "\(mix.errors)")
            let outcome = try await program.run(["move", "BK-2", "--ends", Self.at(80), "--yes", "--json"])
            #expect(outcome.exitCode == 4)
            #expect(try outcome.failure().code == "mixed")
            #expect(server.requests(to: Self.update) == 0)
        }
    }

    @Test func `with a clock that is far off only one named booking that gains time goes through`() async throws {
        try await Self.inHouse { program, folder, server in
            let source = "groups.get('mori'):extend('1h')"
            let script = try Program.write(source, in: folder)
            let done = try await program.run(["run", script, "--yes", "--json"])
            #expect(done.exitCode == 0, "\(done.errors)")
            let run = try #require(try done.document()["run_id"] as? String)
            let other = try Program.write("groups.get('ito'):extend('1h')", in: folder, name: "other.lua")
            let file = folder.appending(path: "plan.json").path()
            let planned = try await program.run(["plan", other, "-o", file])
            #expect(planned.exitCode == 2, "\(planned.errors)")
            // A plan is good for two hours by this machine's clock, which stays where it is.
            try await Self.pass(hours: 2, program)
            let before = server.requests(to: Self.update)
            let refused = [
                ["move", "BK-2", "--ends", Self.at(80), "--yes"], ["undo", run, "--yes"], ["apply", file, "--yes"],
                ["run", other, "--yes"],
            ]
            for line in refused {
                let outcome = try await program.run(line + ["--json"])
                #expect(outcome.exitCode == 4, "\(line)")
                #expect(try outcome.failure().code == "clock", "\(line)")
            }
            #expect(server.requests(to: Self.update) == before)
            let spared = try await program.run(["extend", "BK-1", "--to", Self.at(50), "--yes", "--json"])
            #expect(spared.exitCode == 0, "\(spared.errors)")
            #expect(try Self.warnings(spared).contains("clock"))
            #expect(server.requests(to: Self.update) == before + 1)
        }
    }

    @Test func `a resume shows its plan, and sends nothing where nobody says yes`() async throws {
        try await Program.withServer(SandboxOptions(groups: 40, devices: 4, rngSeed: 3)) { program, _, server in
            let endpoint = try #require(program.environment["SEAM_ENDPOINT"])
            var request = URLRequest(url: try #require(URL(string: endpoint + "/_sandbox/faults")))
            request.httpMethod = "POST"
            request.httpBody = Data(
                #"{"path":"/access_codes/update_multiple","kind":"status","status":400,"probability":1}"#.utf8
            )
            _ = try await URLSession.shared.data(for: request)
            let stopped = try await program.run(
                [
                    "run", Program.automation("extend-all.lua"), "2h", "--yes", "--stop-at", "1%", "--concurrency", "1",
                    "--json",
                ]
            )
            #expect(stopped.exitCode == 3, "\(stopped.errors)")
            let left = try #require(try stopped.summary()["planned"])
            #expect(left > 0)
            let before = server.requests(to: Self.update)
            let resumed = try await program.run(["resume", "last"])
            #expect(resumed.exitCode == 4)
            #expect(resumed.output.contains("PLAN  resume"))
            #expect(resumed.errors.contains("nothing was sent; add --yes"))
            #expect(server.requests(to: Self.update) == before)
        }
    }
}
