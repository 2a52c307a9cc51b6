import Foundation
import SeamSandbox
import Testing

@testable import keyshift

/// The sandbox of `--sandbox`: it ends with its command, and says so, with the way to keep one.
struct EmbeddedSandboxTests {
    private static let line = "    keyshift sandbox --port 8123 --rng-seed 163\n"

    @Test func `the end of what a sandbox was sent says that it is gone, and how to keep one`() async throws {
        try await Program.withHome { program, _ in
            let sent = try await program.run(["extend", "Ito", "--by", "1h", "--sandbox", "--yes"])
            #expect(sent.exitCode == 0 && sent.output.contains("DONE  1 moved"), "\(sent.told)")
            #expect(sent.errors.contains("This sandbox and its journal ended with the command"), "\(sent.errors)")
            #expect(sent.errors.contains(Self.line), "\(sent.errors)")
            let planned = try await program.run(["extend", "Ito", "--by", "1h", "--sandbox", "--plan"])
            #expect(!planned.errors.contains("ended with the command"), "\(planned.errors)")
            let json = try await program.run(["extend", "Ito", "--by", "1h", "--sandbox", "--yes", "--json"])
            #expect(!json.errors.contains("ended with the command"), "\(json.errors)")
        }
    }

    @Test(arguments: [
        ["undo", "last"], ["undo", "80aa"], ["undo", "last", "--plan"], ["resume", "last"], ["verify", "last"],
    ])
    func `a run that is named on a sandbox is answered with the way to keep one`(words: [String]) async throws {
        try await Program.withHome { program, _ in
            let refused = try await program.run(words + ["--sandbox"])
            #expect(refused.exitCode == 1, "\(refused.told)")
            #expect(refused.errors.contains("begin and end with their command"), "\(refused.errors)")
            #expect(refused.errors.contains(Self.line), "\(refused.errors)")
            #expect(
                refused.errors.contains("    export SEAM_ENDPOINT=http://127.0.0.1:8123 SEAM_API_KEY=seam_sandbox_key"),
                "\(refused.errors)"
            )
            let bare = try await program.run(words)
            #expect(!bare.errors.contains("--sandbox"), "\(bare.errors)")
        }
    }

    @Test func `the sandbox that can be kept has the stays that commands with one have, and an undo goes there`()
        async throws
    {
        try await SandboxProcess.with(["--rng-seed", "163"]) { program, _, _ in
            func stays(_ options: [String]) async throws -> [NSDictionary] {
                try #require(
                    try await program.run(["find", "Ito", "--json"] + options).document()["stays"] as? [NSDictionary]
                )
            }
            var server = program
            server.environment["SEAM_ENDPOINT"] = nil
            let embedded = try await server.run(["find", "Ito", "--json", "--sandbox"]).document()
            #expect(try await stays([]) == embedded["stays"] as? [NSDictionary])
            #expect(try await program.run(["extend", "Ito", "--by", "1h", "--yes"]).exitCode == 0)
            let undone = try await program.run(["undo", "last", "--yes"])
            #expect(undone.exitCode == 0, "\(undone.told)")
        }
    }

    @Test func `the file that the help of the sandbox shows is one that it takes, and the lines are not cut`()
        async throws
    {
        let seed = try SandboxSeed(text: SandboxCommand.seedExample, source: "the help")
        _ = try SandboxServer(options: SandboxOptions(seed: seed))
        let help = try await Program().run(["sandbox", "--help"])
        for line in SandboxCommand.seedExample.split(separator: "\n") {
            #expect(help.output.contains("\(line)\n"), "\(line): \(help.output)")
        }
        #expect(help.output.contains("docs/sandbox.md"), "\(help.output)")
    }
}
