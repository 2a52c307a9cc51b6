import Foundation
import Testing

struct CheckCommandTests {
    @Test func `a mistake is told with its file, line and column, and the exit code is 1`() async throws {
        try await Program.withHome { program, folder in
            let script = try Program.write("local stay = groups.all():one()\nstay:extnd('2h')", in: folder)
            let outcome = try await program.run(["check", script])
            #expect(outcome.exitCode == 1)
            let expected =
                "\(script):2:6: a group has no field \"extnd\"; did you mean \"extend\"?\n1 script, 1 mistake\n"
            #expect(outcome.output == expected)
        }
    }

    @Test func `several scripts are checked at once, as one document`() async throws {
        try await Program.withHome { program, folder in
            let wrong = try Program.write("print(time.parse('2026-11-24T11:00:00'))", in: folder, name: "wrong.lua")
            let right = try Program.write("print(time.now())", in: folder, name: "right.lua")
            let outcome = try await program.run([
                "check", "--json", right, wrong, folder.appending(path: "missing.lua").path(),
            ])
            #expect(outcome.exitCode == 1)
            let document = try outcome.document()
            #expect(document["scripts"] as? Int == 3)
            let findings = try #require(document["findings"] as? [[String: Any]])
            #expect(findings.count == 1)
            #expect(findings[0]["script"] as? String == wrong)
            #expect(findings[0]["line"] as? Int == 1)
            #expect(findings[0]["column"] as? Int == 18)
            #expect(findings[0]["end_column"] as? Int == 39)
            #expect(findings[0]["kind"] as? String == "time")
            let unreadable = try #require(document["unreadable"] as? [[String: Any]])
            #expect((unreadable.first?["message"] as? String)?.contains("missing.lua") == true)
        }
    }

    @Test func `nothing is run, and nothing found ends with 0`() async throws {
        try await Program.withHome { program, folder in
            let script = try Program.write("print('it ran') error('it ran')", in: folder)
            let outcome = try await program.run(["check", script])
            #expect(outcome.exitCode == 0)
            #expect(outcome.output == "1 script, nothing found\n")
        }
    }

    /// A mistake behind letters of several bytes, and a script that is not there.
    private static func checked(as form: String) async throws -> (Program.Outcome, script: String, missing: String) {
        try await Program.withHome { program, folder in
            let script = try Program.write("local s = groups.all():one()\nlocal n = 'Zoë, ねこ' s:extnd(n)", in: folder)
            let missing = folder.appending(path: "not here.lua").path(percentEncoded: false)
            return (try await program.run(["check", "--format", form, script, missing]), script, missing)
        }
    }

    @Test func `SARIF has the place in letters, the kind, and what could not be read`() async throws {
        let (outcome, script, missing) = try await Self.checked(as: "sarif")
        #expect(outcome.exitCode == 1)
        let document = try outcome.document()
        #expect(document["version"] as? String == "2.1.0")
        let run = try #require((document["runs"] as? [[String: Any]])?.first)
        #expect(run["columnKind"] as? String == "unicodeCodePoints")
        let result = try #require((run["results"] as? [[String: Any]])?.first)
        #expect(result["ruleId"] as? String == "unknown_name")
        let location = try #require(
            (result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any]
        )
        #expect((location["artifactLocation"] as? [String: String])?["uri"] == "file://" + script)
        let region = try #require(location["region"] as? [String: Int])
        #expect(region == ["startLine": 2, "startColumn": 23, "endLine": 2, "endColumn": 28])
        let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
        let rules = try #require(driver["rules"] as? [[String: Any]])
        #expect(rules.contains { $0["id"] as? String == "unknown_name" })
        let invocation = try #require((run["invocations"] as? [[String: Any]])?.first)
        #expect(invocation["executionSuccessful"] as? Bool == false)
        let notices = try #require(invocation["toolExecutionNotifications"] as? [[String: Any]])
        let text = try #require((notices.first?["message"] as? [String: String])?["text"])
        #expect(text.contains("not here.lua"), "\(missing)")
        #expect(outcome.output.contains("not%20here.lua"))
    }

    @Test func `a job of GitHub gets a line for each mistake`() async throws {
        let (outcome, script, missing) = try await Self.checked(as: "github")
        #expect(outcome.exitCode == 1)
        let lines = outcome.output.split(separator: "\n").map(String.init)
        try #require(lines.count == 2)
        let place = "file=\(script),line=2,col=23,endLine=2,endColumn=28,title=unknown_name"
        #expect(lines[0] == "::error \(place)::a group has no field \"extnd\"; did you mean \"extend\"?")
        #expect(lines[1].hasPrefix("::error file=\(missing)::"))
    }

    @Test(arguments: [
        (["--format", "text"], 0, "1 script, nothing found\n"),
        (["--format", "json"], 0, "{\"scripts\":1,"),
        (["--format", "github"], 0, ""),
        (["--json", "--format", "sarif"], 64, ""),
        (["--format", "xml"], 64, ""),
    ])
    func `forms of what was found`(options: [String], code: Int, beginning: String) async throws {
        try await Program.withHome { program, folder in
            let script = try Program.write("print(1)", in: folder)
            let outcome = try await program.run(["check"] + options + [script])
            #expect(Int(outcome.exitCode) == code, "\(outcome.errors)")
            if options != ["--json", "--format", "sarif"] { #expect(outcome.output.hasPrefix(beginning)) }
        }
    }
}
