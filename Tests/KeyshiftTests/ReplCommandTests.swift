import Foundation
import Model
import SeamSandbox
import Testing

struct ReplCommandTests {
    private static let update = "/access_codes/update_multiple"

    @Test func `statements from a pipe print their values and no prompt`() async throws {
        try await Program.withHome { program, _ in
            let outcome = try await program.run(
                ["repl", "--sandbox"],
                input: """
                    1+1
                    seam.workspaces.get().is_sandbox
                    x = 20
                    for i = 1, 2 do
                      x = x + i
                    end
                    x
                    { a = 1, 'b' }
                    groups.all():count()
                    """
            )
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(outcome.output == "2\ntrue\n23\n{ a = 1, [1] = \"b\" }\n200\n")
            #expect(!outcome.errors.contains("seam>"))
        }
    }

    @Test func `a change is planned, shown, dropped, and sent only by apply`() async throws {
        try await Program.withServer { program, _, server in
            let outcome = try await program.run(
                ["repl", "--yes"],
                input: """
                    g = groups.all():list()[1]
                    g:extend("2h")
                    :plan
                    :drop
                    g:extend("1h")
                    :apply
                    :plan
                    """
            )
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("+2h"))
            #expect(outcome.output.contains("dropped 1 change"))
            #expect(outcome.output.contains("DONE  1 moved"))
            #expect(outcome.output.hasSuffix("nothing is recorded\n"))
            #expect(server.requests(to: Self.update) == 1)
        }
    }

    @Test func `an error says its line, and ends the input only when asked to`() async throws {
        try await Program.withHome { program, _ in
            let input = "error('first')\nprint('second')\n"
            let lenient = try await program.run(["repl", "--sandbox"], input: input)
            #expect(lenient.exitCode == 0)
            #expect(lenient.errors.contains("repl:1: first"))
            #expect(lenient.output == "second\n")
            let strict = try await program.run(["repl", "--sandbox", "--strict"], input: input)
            #expect(strict.exitCode == 1)
            #expect(strict.output.isEmpty)
        }
    }

    @Test func `a sum and the name of the workspace come from a pipe, and nothing else`() async throws {
        try await Program.withHome { program, _ in
            let outcome = try await program.run(["repl", "--sandbox"], input: "1+1\nseam.workspaces.get().name\n")
            #expect(outcome.exitCode == 0)
            #expect(outcome.output == "2\nHarbour Group\n")
            #expect(outcome.errors.isEmpty)
        }
    }

    @Test func `a list of records comes from a pipe as a whole table, without colour`() async throws {
        try await Program.withHome { program, _ in
            let list = "l = {} for i = 1, 300 do l[i] = { name = 'n' .. i, text = ('x'):rep(200) } end\nl\n"
            let outcome = try await program.run(["repl", "--sandbox"], input: list)
            let lines = outcome.output.split(separator: "\n")
            #expect(lines.count == 301)
            #expect(lines[0] == "name  text")
            #expect(lines[300].count == 206)
            #expect(!outcome.output.contains("\u{1B}"))
        }
    }

    @Test func `a syntax error is pointed at, and a command that is none gets the nearest one`() async throws {
        try await Program.withHome { program, _ in
            let outcome = try await program.run(
                ["repl", "--sandbox"],
                input: "x = = 3\n:plam\nhelp(groups.get)\n:more\n"
            )
            #expect(outcome.exitCode == 0)
            #expect(outcome.errors.contains("repl:1:5: "))
            #expect(outcome.errors.contains("\n  x = = 3\n      ^\n"))
            #expect(outcome.errors.contains("did you mean :plan?"))
            #expect(outcome.output.hasPrefix("groups.get(key)\n"))
        }
    }

    @Test func `the last recorded statement is taken back, then the last apply`() async throws {
        try await Program.withServer { program, _, server in
            let outcome = try await program.run(
                ["repl", "--yes"],
                input: """
                    l = groups.all():list()
                    l[1]:extend("2h")
                    l[2]:extend("2h")
                    :undo
                    :apply
                    :undo
                    :undo
                    """
            )
            #expect(outcome.exitCode == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("taken back; 1 change is left"))
            #expect(outcome.output.components(separatedBy: "DONE  1 moved").count == 3, "\(outcome.output)")
            #expect(server.requests(to: Self.update) == 2)
            #expect(outcome.errors.contains("nothing to take back"))
        }
    }
}
