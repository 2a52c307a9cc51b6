import Foundation
import Subprocess
import SystemPackage
import Testing

struct CompletionScriptTests {
    /// What a shell is offered for the last word of a line.
    private func offered(_ program: Program, _ argument: String, _ words: [String]) async throws -> [String] {
        let prefix = words.last ?? ""
        let call =
            ["---completion", words[1], "--", argument, "\(words.count - 1)", "\(prefix.utf8.count)"] + words
        let outcome = try await program.run(call)
        #expect(outcome.exitCode == 0, "\(outcome.errors)")
        return outcome.output.split(separator: "\n").map(String.init)
    }

    @Test func `a script is completed by its name, or by its path`() async throws {
        try await Program.withHome { program, folder in
            let names = try await offered(program, "positional@0", ["keyshift", "run", "late"])
            #expect(names == ["late-checkout", "late-checkout-list"])
            let own = try Program.write("", in: folder, name: "own.lua")
            _ = try Program.write("", in: folder, name: "own.csv")
            let paths = try await offered(program, "positional@0", ["keyshift", "check", String(own.dropLast(4))])
            #expect(paths == [own])
        }
    }

    @Test(arguments: [
        (["keyshift", "run", "late-checkout", ""], ["date=", "by=2h", "house="]),
        (["keyshift", "run", "late-checkout", "date=2026-11-24", ""], ["by=2h", "house="]),
        (["keyshift", "plan", "--sandbox", "reconcile", "w"], ["what=report", "what=move"]),
        (["keyshift", "plan", "reconcile", "what=m"], ["what=move"]),
        (["keyshift", "run", "late-checkout", "x=1"], []),
    ])
    func `the arguments of a script are completed from what it says of them`(
        words: [String],
        expected: [String],
    ) async throws {
        try await Program.withHome { program, _ in
            let offered = try await offered(program, "positional@1", words)
            #expect(offered.filter { !$0.contains(".") && !$0.contains("/") } == expected)
        }
    }

    @Test(arguments: ["bash", "zsh", "fish"])
    func `there is a script for each shell, which the shell can read`(shell: String) async throws {
        try await Program.withHome { program, folder in
            let outcome = try await program.run(["--generate-completion-script", shell])
            #expect(outcome.exitCode == 0)
            #expect(outcome.output.contains("---completion run"))
            let script = try Program.write(outcome.output, in: folder, name: "completion.\(shell)")
            guard FileManager.default.isExecutableFile(atPath: "/usr/bin/\(shell)") else { return }
            let result = try await Subprocess.run(
                .path(FilePath("/usr/bin/\(shell)")),
                arguments: ["-n", script],
                output: .string(limit: 1 << 16),
                error: .string(limit: 1 << 16),
            )
            #expect(result.terminationStatus.isSuccess, "\(result.standardError)")
        }
    }

    @Test func `bash offers automations and their arguments`() async throws {
        try await Program.withHome { program, folder in
            let outcome = try await program.run(["--generate-completion-script", "bash"])
            let completion = try Program.write(outcome.output, in: folder, name: "completion.bash")
            let source = """
                source \(completion)
                complete_line() {
                    COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}; COMPREPLY=()
                    _keyshift "$1" "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
                    echo "${COMPREPLY[*]}"
                }
                complete_line keyshift che
                complete_line keyshift run clock
                complete_line keyshift run clock-change b
                """
            let script = try Program.write(source, in: folder, name: "line.bash")
            var environment: [Environment.Key: String] = ["HOME": folder.path()]
            environment["PATH"] = "\(URL(filePath: Program.binary).deletingLastPathComponent().path()):/usr/bin:/bin"
            let result = try await Subprocess.run(
                .path("/usr/bin/bash"),
                arguments: ["--norc", script],
                environment: .custom(environment),
                output: .string(limit: 1 << 16),
                error: .string(limit: 1 << 16),
            )
            let lines = result.standardOutput.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
            #expect(lines == ["check", "clock-change", "by=1h"], "\(result.standardError)")
        }
    }
}
