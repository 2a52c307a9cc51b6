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
}
