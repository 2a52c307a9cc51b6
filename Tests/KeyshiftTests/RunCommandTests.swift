import Foundation
import SeamSandbox
import Testing

struct RunCommandTests {
    private static let update = "/access_codes/update_multiple"

    @Test func `the shipped script moves every group of the embedded sandbox once`() async throws {
        try await Program.withHome { program, _ in
            let outcome = try await program.run(
                ["run", Program.automation("extend-all.lua"), "2h", "--sandbox", "--yes", "--json"]
            )
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            let document = try outcome.document()
            #expect(document["state"] as? String == "completed")
            #expect((document["summary"] as? [String: Int])?["applied"] == 200)
            let rows = try #require(document["rows"] as? [[String: Any]])
            #expect(rows.allSatisfy { $0["status"] as? String == "applied" })
        }
    }

    @Test func `a run over the network sends one update for each group and shows it when read back`() async throws {
        try await Program.withServer { program, folder, server in
            let script = Program.automation("extend-all.lua")
            let outcome = try await program.run(["run", script, "2h", "--yes", "--json"])
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(server.requests(to: Self.update) == 8)
            let list = try Program.write("for g in groups.all():each() do print(g.ends_at) end", in: folder)
            let ends = Set(try await program.run(["run", list]).output.split(separator: "\n").map(String.init))
            let rows = try #require(outcome.document()["rows"] as? [[String: Any]])
            for row in rows {
                let after = try #require(row["after"] as? [String: Any])
                #expect(ends.contains(try #require(after["ends_at"] as? String)))
            }
        }
    }

    @Test func `the text of a run has the plan, the progress and the summary`() async throws {
        try await Program.withHome { program, _ in
            let outcome = try await program.run(
                ["run", Program.automation("extend-all.lua"), "2h", "--sandbox", "--yes"]
            )
            #expect(outcome.exitCode == 0)
            #expect(outcome.output.contains("PLAN  extend-all.lua  2h"))
            #expect(outcome.output.contains("200 groups change"))
            #expect(outcome.output.contains("sent next, unless a check refuses it"))
            #expect(outcome.output.contains("DONE  200 moved"))
            #expect(outcome.errors.contains("moved 200/200"))
        }
    }

    @Test func `late checkout moves the stays that end on the date and no other`() async throws {
        try await Program.withServer { program, folder, server in
            let first = try Program.write(
                "local g = groups.all():list()[1] print(g.ends_at:date(g.zone))",
                in: folder,
                name: "first.lua"
            )
            let date = try await program.run(["run", first]).output.split(separator: "\n").first.map(String.init)
            let script = Program.automation("late-checkout.lua")
            let outcome = try await program.run(["plan", script, try #require(date), "90m", "--json"])
            #expect(outcome.exitCode == 2, "\(outcome.errors)")
            let rows = try #require(outcome.document()["rows"] as? [[String: Any]])
            let count = try Program.write(
                "print(groups.all():ending_on('\(date ?? "")'):count())",
                in: folder,
                name: "count.lua"
            )
            #expect(try await program.run(["run", count]).output.hasPrefix("\(rows.count)\n"))
            #expect(!rows.isEmpty)
            #expect(server.requests(to: Self.update) == 0)
        }
    }

    @Test func `without a yes nothing is sent where nobody can be asked`() async throws {
        try await Program.withServer { program, _, server in
            let outcome = try await program.run(["run", Program.automation("extend-all.lua"), "2h"])
            #expect(outcome.exitCode == 4)
            #expect(outcome.errors.contains("nothing was sent; add --yes"))
            #expect(server.requests(to: Self.update) == 0)
        }
    }

    @Test func `a plan over a limit is shown, refused, and not sent`() async throws {
        try await Program.withServer { program, _, server in
            let script = Program.automation("extend-all.lua")
            let outcome = try await program.run(["run", script, "2h", "--yes", "--max-groups", "7"])
            #expect(outcome.exitCode == 4)
            #expect(outcome.output.contains("8 groups change"))
            #expect(outcome.errors.contains("REFUSED, nothing was sent (exit 4)"))
            #expect(outcome.errors.contains("--max-groups 8"))
            #expect(server.requests(to: Self.update) == 0)
        }
    }

    @Test(arguments: [
        ("error('no luck')", "script_error", "test.lua:1"),
        ("groups.all():list()[1]:extend('2h')\nlocal x = nil + 1", "script_error", "test.lua:2"),
        ("local = 5", "load_error", "test.lua:1"),
    ])
    func `a script that fails ends with exit 1, its line, and nothing sent`(
        source: String,
        code: String,
        position: String,
    ) async throws {
        try await Program.withServer { program, folder, server in
            let script = try Program.write(source, in: folder)
            let outcome = try await program.run(["run", script, "--yes", "--json"])
            #expect(outcome.exitCode == 1)
            let error = try #require(outcome.document()["error"] as? [String: Any])
            #expect(error["code"] as? String == code)
            #expect(error["position"] as? String == position)
            #expect(outcome.errors.contains("nothing was sent (exit 1)"))
            #expect(server.requests(to: Self.update) == 0)
        }
    }

    @Test func `what is wrong with a script stands before its line, which is told of one's own`() async throws {
        try await Program.withServer { program, folder, _ in
            let own = try Program.write("local given = args{ date = args.date{} }", in: folder, name: "own.lua")
            let outcome = try await program.run(["plan", own, "2030-13-01"])
            let lines = outcome.errors.split(separator: "\n")
            let sentence = "STOPPED, nothing was sent (exit 1): the argument \"date\": \"2030-13-01\" is no day"
            let place = try #require(lines.firstIndex { $0.hasPrefix(sentence) }, "\(outcome.errors)")
            let next = try #require(lines.dropFirst(place + 1).first, "\(outcome.errors)")
            #expect(next.hasPrefix("  own.lua:1"), "\(outcome.errors)")
            let shipped = try await program.run(["plan", "late-checkout", "2030-13-01"])
            #expect(!shipped.errors.contains("late-checkout.lua:"), "\(shipped.errors)")
        }
    }

    @Test(arguments: [
        (["SEAM_API_KEY": "seam_wrong_key"], "unauthorized", "SEAM_API_KEY"),
        (["SEAM_API_KEY": ""], "unauthorized", "SEAM_API_KEY"),
        (["SEAM_API_KEY": "seam_at_token"], "unauthorized", "SEAM_PERSONAL_ACCESS_TOKEN"),
        (["SEAM_ENDPOINT": "http://127.0.0.1:1"], "connection", "http://127.0.0.1:1"),
    ])
    func `a wrong key and a server that is down are told from each other`(
        changes: [String: String],
        code: String,
        words: String,
    ) async throws {
        try await Program.withServer { program, folder, _ in
            var program = program
            program.environment.merge(changes) { _, new in new }
            let script = Program.automation("extend-all.lua")
            let outcome = try await program.run(["run", script, "2h", "--yes", "--json"])
            #expect(outcome.exitCode == 1)
            let error = try #require(outcome.document()["error"] as? [String: Any])
            #expect(error["code"] as? String == code)
            #expect((error["message"] as? String)?.contains(words) == true, "\(error)")
            #expect(!outcome.errors.contains("seam_wrong_key"))
        }
    }

    @Test func `a script that is not there is named`() async throws {
        try await Program.withHome { program, _ in
            let outcome = try await program.run(["run", "nowhere.lua", "--sandbox", "--json"])
            #expect(outcome.exitCode == 1)
            let error = try #require(outcome.document()["error"] as? [String: Any])
            #expect(error["code"] as? String == "load_error")
            #expect(outcome.errors.contains("nowhere.lua cannot be read"))
        }
    }

    @Test(arguments: [
        ["run"], ["fly"], ["run", "x.lua", "--concurrency", "0"], ["run", "x.lua", "--max-shift", "1d"],
        ["run", "x.lua", "--sandbox", "--endpoint", "http://x"], ["sandbox", "--groups", "-1"],
        ["schedule", "next", "--cron", "61 * * * *", "--zone", "UTC"],
    ])
    func `a command line that makes no sense ends with exit 64`(arguments: [String]) async throws {
        try await Program.withHome { program, _ in
            let outcome = try await program.run(arguments)
            #expect(outcome.exitCode == 64, "\(outcome.errors)")
            #expect(!outcome.errors.isEmpty)
        }
    }

    @Test func `a command line that makes no sense is one JSON document where one was asked for`() async throws {
        try await Program.withHome { program, _ in
            let outcome = try await program.run(["run", "x.lua", "--json", "--max-shift", "1d"])
            #expect(outcome.exitCode == 64)
            #expect(try outcome.failure().code == "usage")
            #expect(try outcome.failure().message.contains("24h"))
        }
    }

    @Test func `print of a script goes to stdout, and to stderr beside a JSON document`() async throws {
        try await Program.withHome { program, folder in
            let script = try Program.write("print('hello', 1)", in: folder)
            let text = try await program.run(["run", script, "--sandbox"])
            #expect(text.exitCode == 0)
            #expect(text.output.hasPrefix("hello\t1\n"))
            let json = try await program.run(["run", script, "--sandbox", "--json"])
            #expect(json.errors.contains("hello\t1"))
            #expect(try json.document()["state"] as? String == "completed")
        }
    }

    @Test func `a run that was applied is in the journal`() async throws {
        try await Program.withServer { program, _, _ in
            let script = Program.automation("extend-all.lua")
            let runID = try await program.run(["run", script, "2h", "--yes", "--json"]).document()["run_id"] as? String
            let outcome = try await program.run(["runs", "list", "--json"])
            let runs = try #require(outcome.document()["runs"] as? [[String: Any]])
            #expect(runs.map { $0["run_id"] as? String } == [runID])
            #expect(runs.first?["state"] as? String == "completed")
            #expect(runs.first?["operator"] as? String == "ana")
        }
    }
}
