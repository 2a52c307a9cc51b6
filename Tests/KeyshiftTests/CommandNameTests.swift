import Foundation
import Testing

struct CommandNameTests {
    @Test(arguments: [
        (["extnd", "x"], "keyshift has no command \"extnd\"; did you mean keyshift extend?"),
        (["runs", "shwo", "last"], "keyshift runs has no command \"shwo\"; did you mean keyshift runs show?"),
        (["schedule", "nxt"], "did you mean keyshift schedule next?"),
        (["schedule", "stop", "night"], "did you mean keyshift schedule pause night?"),
        (["schedule", "delete", "night"], "did you mean keyshift schedule remove night?"),
        (["people", "delete", "ana"], "did you mean keyshift people remove ana?"),
        (["late.lua", "2h"], "to run a script: keyshift run late.lua 2h"),
        (["storm", "2h"], "it is a script: keyshift run storm 2h"),
        (["plan", "extend", "Ito", "--by", "1h"], "\n    keyshift extend Ito --by 1h --plan"),
        (["plan", "change-room", "Ito"], "\n    keyshift change-room Ito --plan"),
        (["run", "extend", "Ito", "--by", "1h"], "\n    keyshift extend Ito --by 1h\n"),
        (["run", "runs", "show", "last"], "\n    keyshift runs show last\n"),
        (["plan", "why", "Ito"], "\n    keyshift help why"),
        (["qqqqqqqq"], "there are run, plan, apply"),
    ])
    func `a command that was typed wrong ends with 64 and the nearest one`(
        arguments: [String],
        words: String,
    ) async throws {
        let outcome = try await Program().run(arguments)
        #expect(outcome.exitCode == 64)
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
        #expect(outcome.output.isEmpty)
    }

    @Test(arguments: [["help"], ["help", "run"], ["--help"], ["runs", "--help"], ["--version"]])
    func `help is no command that was typed wrong`(arguments: [String]) async throws {
        let outcome = try await Program().run(arguments)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        #expect(!outcome.output.isEmpty)
    }

    @Test(arguments: [["resume", "nope"], ["undo", "nope"], ["undo", "nope", "--plan"], ["verify", "nope"]])
    func `a run that is not there is told before a credential is asked for`(arguments: [String]) async throws {
        try await Program.withHome { program, _ in
            let outcome = try await program.run(arguments)
            #expect(outcome.exitCode == 1)
            #expect(outcome.errors.contains("There is no run \"nope\""), "\(outcome.errors)")
            #expect(!outcome.errors.contains("SEAM_API_KEY"))
            let document = try await program.run(arguments + ["--json"])
            #expect(try document.failure().message.contains("There is no run \"nope\""))
        }
    }
}
