import Foundation
import SeamSandbox
import Testing

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

struct BookingCommandTests {
    /// All requests that the server has seen, by its own statistics.
    private func requests(_ program: Program) async throws -> Int {
        let endpoint = try #require(program.environment["SEAM_ENDPOINT"])
        let address = try #require(URL(string: endpoint + "/_sandbox/stats"))
        let (data, _) = try await URLSession.shared.data(from: address)
        let stats = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        return try #require(stats["requests"] as? [String: Int]).values.reduce(0, +)
    }

    private func name(_ program: Program, _ folder: URL) async throws -> String {
        let name = try await program.groups(in: folder).values.sorted().first?.split(separator: "|").first
        return try #require(name).trimmingCharacters(in: .whitespaces)
    }

    @Test func `a booking that the journal knows is moved with seven requests`() async throws {
        try await Program.withServer { program, folder, _ in
            let name = try await name(program, folder)
            let first = try await program.run([
                "extend", name, "--to", "2099-01-01T12:00:00Z", "--max-shift", "999999h", "--allow", "overlap", "--yes",
            ])
            #expect(first.exitCode == 0, "\(first.errors)")
            let before = try await requests(program)
            let word = try #require(name.split(separator: " ").first).description
            let second = try await program.run(
                ["extend", word, "--to", "2099-01-01T13:00:00Z", "--allow", "overlap", "--yes", "--json"]
            )
            #expect(second.exitCode == 0, "\(second.errors)")
            #expect(try second.summary()["applied"] == 1)
            #expect(try await requests(program) - before <= 7)
        }
    }

    @Test func `an extension never shortens a stay`() async throws {
        try await Program.withServer { program, folder, server in
            let name = try await name(program, folder)
            let outcome = try await program.run(["extend", name, "--to", "2020-01-01T12:00:00Z", "--yes", "--json"])
            #expect(outcome.exitCode == 3, "\(outcome.errors)")
            #expect(try outcome.summary()["already"] == 1)
            #expect(server.requests(to: "/access_codes/update_multiple") == 0)
        }
    }

    @Test func `a booking is found by the first words of its name, and times are those of its doors`() async throws {
        try await Program.withServer { program, folder, _ in
            let name = try await name(program, folder)
            let word = try #require(name.split(separator: " ").first).description
            let outcome = try await program.run([
                "move", word, "--ends", "2099-07-01 13:00", "--max-shift", "999999h", "--allow", "overlap", "--yes",
            ])
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("13:00"))
        }
    }

    @Test(arguments: [
        (["move", "NAME"], 64, "--ends 13:00"),
        (["extend", "NAME", "--to", "soon", "--yes"], 1, "13:00"),
        (["extend", "NAMEX", "--to", "13:00", "--yes"], 1, "did you mean"),
        (["move", "NAME", "--ends", "2020-01-01T00:00:00Z", "--yes"], 1, "nothing was sent"),
        (["move", "NAME", "--ends", "2099-01-01T00:00:00Z", "--yes"], 4, "--max-shift"),
        (["move", "NAME", "--ends", "2099-01-01T00:00:00Z", "--max-groups", "3"], 64, "one booking moves"),
    ])
    func `a wrong booking or time is told before anything is sent`(
        arguments: [String],
        code: Int32,
        words: String,
    ) async throws {
        try await Program.withServer { program, folder, server in
            let name = try await name(program, folder)
            let typed = arguments.map { $0.replacing("NAME", with: name) }
            let outcome = try await program.run(typed)
            #expect(outcome.exitCode == code, "\(outcome.errors)")
            #expect(outcome.errors.contains(words), "\(outcome.errors)")
            #expect(server.requests(to: "/access_codes/update_multiple") == 0)
        }
    }

    @Test(arguments: [["extend", "--by", "30m"], ["move", "--ends=+30m"]])
    func `a booking is planned without being sent`(line: [String]) async throws {
        try await Program.withServer { program, folder, server in
            let name = try await name(program, folder)
            let plan = try await program.run([line[0], name] + line.dropFirst() + ["--plan"])
            #expect(plan.exitCode == 2, "\(plan.errors)")
            #expect(plan.output.contains("1 group changes") && plan.output.contains("+30m"), "\(plan.output)")
            #expect(server.requests(to: "/access_codes/update_multiple") == 0)
        }
    }

    @Test(arguments: ["--plan", "--dry-run"])
    func `a run that is only planned sends nothing, also with a yes, and ends as a plan does`(option: String)
        async throws
    {
        try await Program.withServer { program, _, server in
            let line = [Program.automation("extend-all.lua"), "2h"]
            let plan = try await program.run(["plan"] + line)
            let planned = try await program.run(["run"] + line + [option, "--yes"])
            #expect(planned.exitCode == plan.exitCode && plan.exitCode == 2, "\(planned.errors)")
            #expect(planned.output.contains("PLAN  ") && !planned.output.contains("DONE"), "\(planned.output)")
            #expect(server.requests(to: "/access_codes/update_multiple") == 0)
        }
    }

    @Test(arguments: [
        (["extend", "Ito", "13:00"], "needs its option:\n    keyshift extend Ito --to 13:00\n"),
        (["extend", "Ito", "tomorrow", "1pm"], "    keyshift extend Ito --to \"tomorrow 1pm\"\n"),
        (["extend", "Ito", "2h"], "    keyshift extend Ito --by 2h\n"),
        (["extend", "Ito", "--by", "1", "night"], "stand in quotes:\n    keyshift extend Ito --by \"1 night\"\n"),
        (["move", "Ito", "13:00"], "    keyshift move Ito --ends 13:00\n    keyshift move Ito --starts 13:00\n"),
        (["extend", "BK-1", "Ito", "--to", "13:00"], "stands in quotes:\n    keyshift extend \"BK-1 Ito\""),
        (["run", "storm", "2h", "--plan", "-o", "p.json"], "keyshift plan storm 2h -o p.json"),
        (["run", "storm", "2h", "--plan", "--unplanned"], "--unplanned sends each call as it is made"),
    ])
    func `a word without its option is answered with the line that was meant`(line: [String], words: String)
        async throws
    {
        let outcome = try await Program().run(line)
        #expect(outcome.exitCode == 64, "\(outcome.errors)")
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
    }

    @Test func `a start of a guest inside that stays in the past is told`() async throws {
        try await Program.withServer { program, folder, _ in
            let source = "print((groups.all():in_house():list()[1].name))"
            let listed = try await program.run(["run", try Program.write(source, in: folder), "--quiet"])
            let name = try #require(listed.output.split(separator: "\n").first).description
            let plan = try await program.run(["move", name, "--starts=-1h", "--plan"])
            #expect(plan.exitCode == 2, "\(plan.errors)")
            #expect(plan.output.contains("is over as well and changes nothing at the door"), "\(plan.output)")
            let soon = Date(timeIntervalSinceNow: 3600).formatted(.iso8601)
            let ahead = try await program.run(["move", name, "--starts", soon, "--plan"])
            #expect(ahead.exitCode == 4, "\(ahead.errors)")
            #expect(
                ahead.errors.contains("1 guest who can open their door now could not after this change"),
                "\(ahead.errors)"
            )
        }
    }
}
