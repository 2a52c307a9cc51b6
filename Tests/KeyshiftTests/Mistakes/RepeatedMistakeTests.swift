import Foundation
import SeamSandbox
import Testing

@testable import keyshift

/// Honest mistakes that need a run before them; those of one script are in the folder `Scripts`.
struct RepeatedMistakeTests {
    private static let options = SandboxOptions(groups: 12, devices: 6, rngSeed: 7)

    @Test func `the same once more is refused, and so is a label that was used`() async throws {
        try await Program.withServer(Self.options) { program, folder, server in
            let plain = try Program.write(
                "groups.all():upcoming():list()[1]:extend('2h')",
                in: folder,
                name: "plain.lua"
            )
            let labelled = try Program.write(
                "groups.all():upcoming():list()[2]:extend('3h', { once = 'storm' })",
                in: folder,
                name: "labelled.lua"
            )
            for (script, code, words) in [(plain, "recent", "12 h"), (labelled, "once", "storm")] {
                #expect(try await program.run(["run", script, "--yes"]).exitCode == 0)
                let sent = server.requests(to: "/access_codes/update_multiple")
                let outcome = try await program.run(["run", script, "--yes", "--json"])
                #expect(outcome.exitCode == 4)
                let failure = try outcome.failure()
                #expect(failure.code == code)
                #expect(failure.message.contains(words), "\(failure.message)")
                #expect(server.requests(to: "/access_codes/update_multiple") == sent)
            }
        }
    }
}
