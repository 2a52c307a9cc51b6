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
            let wrong = try await program.run(["run", script, "--house", "Annex", "--yes", "--json"])
            #expect(wrong.exitCode == 4)
            #expect(try wrong.failure().message.contains("in a house \"Annex\"; did you mean \"Annexe\"?"))
            #expect(server.requests(to: Self.update) == 0)
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
