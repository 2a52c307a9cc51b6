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
}
