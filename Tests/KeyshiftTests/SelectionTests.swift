import Foundation
import SeamSandbox
import Testing

struct SelectionTests {
    private static let update = "/access_codes/update_multiple"

    private func name(_ program: Program, _ folder: URL) async throws -> String {
        let names = try await program.groups(in: folder).values.compactMap { $0.split(separator: "|").first }
        return try #require(names.min()).trimmingCharacters(in: .whitespaces)
    }

    @Test func `run, plan, a plan file and undo take the rows of a name`() async throws {
        try await Program.withServer { program, folder, server in
            let name = try await name(program, folder)
            let script = Program.automation("extend-all.lua")
            let plan = try await program.run(["plan", script, "2h", "--name", name, "--json"])
            #expect(try plan.summary()["groups"] == 1, "\(plan.errors)")
            let leftOut = try #require(try plan.document()["left_out"] as? [[String: String]])
            #expect(leftOut.map(\.["what"]) == ["7 other groups"])
            let file = folder.appending(path: "tonight.json").path()
            _ = try await program.run(["plan", script, "2h", "-o", file])
            let applied = try await program.run(["apply", file, "--name", name, "--yes", "--json"])
            #expect(try applied.summary()["applied"] == 1, "\(applied.errors)")
            #expect(server.requests(to: Self.update) == 1)
            let undone = try await program.run(["undo", "last", "--name", name, "--yes", "--json"])
            #expect(try undone.summary()["applied"] == 1, "\(undone.errors)")
            let run = try await program.run(["run", script, "2h", "--name", name, "--yes", "--json"])
            #expect(try run.summary()["applied"] == 1, "\(run.errors)")
        }
    }

    @Test func `a door takes the groups on it, and a wrong one is refused with the nearest`() async throws {
        try await Program.withServer { program, folder, server in
            let script = try Program.write(
                "for g in groups.all():each() do g:extend('2h') print(g.doors[1]) end",
                in: folder
            )
            let all = try await program.run(["plan", script])
            let door = try #require(all.output.split(separator: "\n").first).description
            let plan = try await program.run(["plan", script, "--door", door, "--json"])
            let groups = try #require(try plan.summary()["groups"])
            #expect((1..<8).contains(groups), "\(plan.output)")
            let wrong = try await program.run(["run", script, "--door", door + "x", "--yes", "--json"])
            #expect(wrong.exitCode == 4)
            #expect(try wrong.failure().code == "no_match")
            #expect(try wrong.failure().message.contains("did you mean \"\(door)\"?"))
            #expect(server.requests(to: Self.update) == 0)
        }
    }

    @Test func `a house takes the groups of its doors, in a command and in a script`() async throws {
        try await Program.withServer { program, folder, server in
            let script = try Program.write(
                "for g in groups.all():each() do g:extend('2h') print(g.doors[1]) end",
                in: folder
            )
            let door = try #require(try await program.run(["plan", script]).output.split(separator: "\n").first)
                .description
            let settings = "{ \"houses\": { \"Annexe\": { \"doors\": [\"\(door)\"] } } }"
            _ = try Program.write(settings, in: folder, name: "keyshift.json")
            let byDoor = try await program.run(["plan", script, "--door", door, "--json"])
            let byHouse = try await program.run(["plan", script, "--house", "ANNEXE", "--json"])
            #expect(try byHouse.summary()["groups"] == byDoor.summary()["groups"], "\(byHouse.errors)")
            let query = try Program.write(
                "print(groups.all():of_house('annexe'):stays():count())",
                in: folder,
                name: "q.lua"
            )
            let count = try await program.run(["run", query, "--quiet"])
            #expect(
                count.output.hasPrefix("\(try byDoor.summary()["groups"] ?? -1)\n"),
                "\(count.output) \(count.errors)"
            )
            let wrong = try await program.run(["run", script, "--house", "Anexe", "--yes", "--json"])
            #expect(wrong.exitCode == 4)
            #expect(try wrong.failure().message.contains("in a house \"Anexe\"; did you mean \"Annexe\"?"))
            #expect(try wrong.rows().isEmpty)
            #expect(server.requests(to: Self.update) == 0)
        }
    }

    private static let doors = ["Fort House Room 1", "Fort House Room 2", "Bay House Room 1", "Bay House Room 2"]

    /// Two houses with a stay each, of which only the first can open now.
    private static func houses() throws -> SandboxOptions {
        func hours(_ hours: Double) -> String { Date(timeIntervalSinceNow: hours * 3600).formatted(.iso8601) }
        let devices = doors.map { "{ \"name\": \"\($0)\", \"time_zone\": \"America/Vancouver\" }" }
        let text = """
            { "format": 1, "workspaces": [ { "name": "Two Houses", "devices": [ \(devices.joined(separator: ", ")) ],
              "groups": [
                { "name": "BK-1 Ito", "devices": ["Fort House Room 1", "Fort House Room 2"], "common_code_key": "ito",
                  "starts_at": "\(hours(-24))", "ends_at": "\(hours(48))" },
                { "name": "BK-2 Haas", "devices": ["Bay House Room 1", "Bay House Room 2"], "common_code_key": "haas",
                  "starts_at": "\(hours(96))", "ends_at": "\(hours(120))" } ] } ] }
            """
        var options = SandboxOptions(rateLimits: .off)
        options.seed = try SandboxSeed(text: text, source: "houses")
        return options
    }

    @Test func `what is there and has nothing to change is no mistake, for every command and option`() async throws {
        try await Program.withServer(try Self.houses()) { program, folder, server in
            let script = try Program.write(
                "local g = groups.get('ito') g:extend('2h', { allow = 'recent' })",
                in: folder
            )
            let filters = [["--house", "bay house"], ["--door", "Bay House Room 2"], ["--name", "Haas"]]
            let file = folder.appending(path: "p.json").path()
            #expect(try await program.run(["plan", script, "-o", file]).exitCode == 2)
            for filter in filters {
                for line in [["run", script, "--yes"], ["plan", script], ["apply", file, "--yes"]] {
                    let outcome = try await program.run(line + filter)
                    #expect(outcome.exitCode == 0, "\(line) \(filter): \(outcome.output) \(outcome.errors)")
                    #expect(!outcome.output.contains("Ito"), "\(outcome.output)")
                    #expect(
                        outcome.output.contains("ONLY  \(filter[0].dropFirst(2)) \"\(filter[1])\""),
                        "\(outcome.output)"
                    )
                }
            }
            #expect(server.requests(to: Self.update) == 0)
            #expect(try await program.run(["run", script, "--yes", "--pace", "off"]).exitCode == 0)
            for filter in filters {
                let undone = try await program.run(["undo", "last", "--yes"] + filter)
                #expect(undone.exitCode == 1, "\(filter): \(undone.told)")
                let words = "changed no stay of \(filter[0].dropFirst(2)) \"\(filter[1])\"; it changed BK-1 Ito."
                #expect(undone.errors.contains(words), "\(undone.errors)")
                let shown = try await program.run(try #require(NightHouse.commands(in: undone.errors).first))
                #expect(shown.exitCode == 0 && shown.output.contains("BK-1 Ito"), "\(shown.told)")
            }
            #expect(server.requests(to: Self.update) == 1)
            let fort = try await program.run(["undo", "last", "--yes", "--house", "Fort House", "--pace", "off"])
            #expect(fort.exitCode == 0 && server.requests(to: Self.update) == 2, "\(fort.errors)")
        }
    }

    @Test(arguments: [
        ("--house", "Fort Hose", "did you mean \"Fort House\"?"), ("--name", "Itoo", "did you mean \"Ito\"?"),
        ("--door", "Fort House Rom 1", "did you mean \"Fort House Room 1\"?"),
        ("--house", "Zzz", "there are \"Bay House\", \"Fort House\""),
    ])
    func `what is not there is refused before a script runs, also where nothing would change`(
        option: String,
        text: String,
        words: String,
    ) async throws {
        try await Program.withServer(try Self.houses()) { program, folder, _ in
            for source in ["print('it ran') groups.get('ito'):extend('2h')", "print('it ran', groups.all():count())"] {
                let script = try Program.write(source, in: folder)
                for verb in ["plan", "run"] {
                    let outcome = try await program.run([verb, script, option, text])
                    #expect(outcome.exitCode == 4, "\(outcome.errors)")
                    #expect(outcome.errors.contains(words), "\(outcome.errors)")
                    #expect(!outcome.output.contains("it ran") && !outcome.output.contains("Ito"), "\(outcome.output)")
                }
            }
        }
    }

    @Test func `what a script leaves out elsewhere is counted, and not listed`() async throws {
        try await Program.withServer(try Self.houses()) { program, folder, _ in
            let source = "for g in groups.all():each() do g:leave_out('not tonight') end"
            let plan = try await program.run(["plan", try Program.write(source, in: folder), "--house", "Bay House"])
            #expect(plan.exitCode == 0, "\(plan.errors)")
            #expect(plan.output.contains("BK-2 Haas  not tonight"), "\(plan.output)")
            #expect(!plan.output.contains("Ito"), "\(plan.output)")
            #expect(plan.output.contains("1 other group  not of house \"Bay House\""), "\(plan.output)")
        }
    }

    @Test func `an empty name asks for nothing and is a wrong command line`() async throws {
        let outcome = try await Program().run(["run", "x.lua", "--name", " ", "--yes"])
        #expect(outcome.exitCode == 64)
        #expect(outcome.errors.contains("--name needs a text"))
    }

    @Test func `a script that expects another number of groups is refused whole`() async throws {
        try await Program.withServer { program, folder, _ in
            let name = try await name(program, folder)
            let source = "run.expect{ groups = COUNT } for g in groups.all():each() do g:extend('2h') end"
            for (count, code) in [("8", Int32(2)), ("1", 4)] {
                let script = try Program.write(source.replacing("COUNT", with: "{ \(count), \(count) }"), in: folder)
                let outcome = try await program.run(["plan", script, "--name", name])
                #expect(outcome.exitCode == code, "\(outcome.errors)")
            }
        }
    }
}
