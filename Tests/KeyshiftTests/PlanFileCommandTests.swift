import Foundation
import SeamSandbox
import Testing

struct PlanFileCommandTests {
    private static let update = "/access_codes/update_multiple"

    /// Writes a plan of all groups, and answers its file.
    private func plan(_ program: Program, _ folder: URL) async throws -> String {
        let file = folder.appending(path: "plan.json").path()
        let outcome = try await program.run(
            ["plan", Program.automation("extend-all.lua"), "2h", "-o", file, "--reason", "storm"]
        )
        #expect(outcome.exitCode == 2, "\(outcome.errors)")
        #expect(outcome.errors.contains("keyshift apply"))
        #expect(outcome.output.contains("good until"))
        return file
    }

    /// Changes the text of a file.
    private func edit(_ file: String, _ change: (String) -> String) throws {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let changed = change(text)
        #expect(changed != text)
        try Data(changed.utf8).write(to: URL(filePath: file))
    }

    @Test func `a plan that was written is applied as it was written, once`() async throws {
        try await Program.withServer { program, folder, server in
            let file = try await plan(program, folder)
            #expect(server.requests(to: Self.update) == 0)
            let applied = try await program.run(["apply", file, "--yes", "--json"])
            #expect(applied.exitCode == 0, "\(applied.errors)")
            #expect(try applied.summary()["applied"] == 8)
            let again = try await program.run(["apply", file, "--yes", "--json"])
            #expect(again.exitCode == 0, "\(again.errors)")
            #expect(try again.summary()["already"] == 8)
            #expect(server.requests(to: Self.update) == 8)
            let shown = try await program.run(["runs", "show", "last"])
            #expect(shown.output.contains("\"storm\""))
        }
    }

    @Test(arguments: [["--max-groups", "3"], ["--name", "Nobody Whom"]])
    func `a plan that did not come about says that its file was not written, and what stands there`(
        option: [String]
    ) async throws {
        try await Program.withServer { program, folder, _ in
            let file = folder.appending(path: "plan.json").path()
            let line = ["plan", Program.automation("extend-all.lua"), "2h", "-o", file] + option
            let first = try await program.run(line)
            #expect(first.exitCode == 4 && !FileManager.default.fileExists(atPath: file), "\(first.told)")
            #expect(first.errors.contains("No plan was written: there is no file \(file)."), "\(first.errors)")
            _ = try await plan(program, folder)
            let older = try Data(contentsOf: URL(filePath: file))
            let again = try await program.run(line)
            #expect(
                again.errors.contains("No plan was written: \(file) is still the older file of "),
                "\(again.errors)"
            )
            #expect(try Data(contentsOf: URL(filePath: file)) == older)
        }
    }

    @Test func `the file tells a person what it does, and a program when it was made and for whom`() async throws {
        try await Program.withServer { program, folder, server in
            let file = try await plan(program, folder)
            let data = try Data(contentsOf: URL(filePath: file))
            let document = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
            #expect(document["keyshift_plan"] as? Int == 4)
            #expect(document["workspace_id"] as? String == server.workspaceID)
            #expect(document["endpoint"] as? String == program.environment["SEAM_ENDPOINT"])
            #expect((document["script_hash"] as? String)?.count == 64)
            #expect((document["hash"] as? String)?.count == 64)
            for name in ["made_at", "expires_at", "zone_data", "limits", "operator", "rows", "script", "args"] {
                #expect(document[name] != nil, "\(name)")
            }
            #expect((document["rows"] as? [Any])?.count == 8)
            let attributes = try FileManager.default.attributesOfItem(atPath: file)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test func `a file that was changed has sent nothing`() async throws {
        try await Program.withServer { program, folder, server in
            let file = try await plan(program, folder)
            try edit(file) { $0.replacing("America/", with: "Amerika/") }
            let outcome = try await program.run(["apply", file, "--yes", "--json"])
            #expect(outcome.exitCode == 4)
            #expect(try outcome.failure().code == "tampered")
            #expect(server.requests(to: Self.update) == 0)
            #expect(server.requests(to: "/workspaces/get") == 1, "only the plan has asked for the workspace")
        }
    }

    @Test func `a file with other spaces is the same plan`() async throws {
        try await Program.withServer { program, folder, _ in
            let file = try await plan(program, folder)
            try edit(file) { $0.replacing("\n  ", with: "\n\t\t") }
            let outcome = try await program.run(["apply", file, "--yes", "--json"])
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
        }
    }

    @Test func `a plan of another server or workspace is refused`() async throws {
        try await Program.withServer { program, folder, server in
            let file = try await plan(program, folder)
            var other = program
            other.environment["SEAM_API_KEY"] = "seam_sandbox_key_2"
            let workspace = try await other.run(["apply", file, "--yes", "--json"])
            #expect(workspace.exitCode == 4)
            #expect(try workspace.failure().code == "stale_plan")
            let endpoint = try await program.run(["apply", file, "--yes", "--json", "--endpoint", "http://127.0.0.1:1"])
            #expect(endpoint.exitCode == 4)
            #expect(try endpoint.failure().code == "stale_plan")
            #expect(server.requests(to: Self.update) == 0)
        }
    }

    @Test func `a plan is refused where a group has moved since, unless the others may go on`() async throws {
        try await Program.withServer { program, folder, server in
            let file = try await plan(program, folder)
            let script = try Program.write("groups.all():list()[1]:extend('30m')", in: folder)
            _ = try await program.run(["run", script, "--yes"])
            let refused = try await program.run(["apply", file, "--yes", "--json"])
            #expect(refused.exitCode == 4)
            #expect(try refused.failure().code == "stale_plan")
            #expect(try refused.failure().message.contains("--allow-partial"))
            #expect(server.requests(to: Self.update) == 1)
            let partial = try await program.run(["apply", file, "--yes", "--json", "--allow-partial"])
            #expect(partial.exitCode == 3)
            #expect(try partial.summary()["applied"] == 7)
            #expect(try partial.summary()["conflict"] == 1)
            #expect(server.requests(to: Self.update) == 8)
        }
    }

    @Test func `a plan that nobody can agree to has sent nothing`() async throws {
        try await Program.withServer { program, folder, server in
            let file = try await plan(program, folder)
            let outcome = try await program.run(["apply", file, "--json"])
            #expect(outcome.exitCode == 4)
            #expect(try outcome.failure().code == "unconfirmed")
            #expect(server.requests(to: Self.update) == 0)
        }
    }

    @Test(arguments: ["{}", "no JSON", "{\"keyshift_plan\": 99}", "{\"keyshift_plan\": 1, "])
    func `what is no plan of ours is told in a sentence`(text: String) async throws {
        try await Program.withServer { program, folder, _ in
            let file = try Program.write(text, in: folder, name: "other.json")
            let outcome = try await program.run(["apply", file, "--yes", "--json"])
            #expect([1, 4].contains(outcome.exitCode))
            #expect(try outcome.failure().message.contains("other.json"))
        }
    }
}
