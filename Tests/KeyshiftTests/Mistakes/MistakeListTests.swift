import Foundation
import SeamSandbox
import Testing

@testable import keyshift

/// The list of honest mistakes: each is stopped, with a sentence, and nothing is sent.
struct MistakeListTests {
    private static let options = SandboxOptions(groups: 12, devices: 6, rngSeed: 7)

    @Test func `there are at least sixty, and no two are the same`() {
        let titles = HonestMistake.found + HonestMistake.stopped + HonestMistake.refused.map(\.mistake)
        #expect(Set(titles.map(\.title)).count == titles.count)
        // Two more are in a test of their own, because they need a run before them.
        #expect(titles.count + 2 >= 60)
    }

    @Test(arguments: HonestMistake.found)
    func `check stops it before anything runs`(mistake: HonestMistake) {
        let messages = ScriptCheck.findings(in: mistake.source).map(\.message)
        #expect(messages.contains { $0.contains(mistake.words) }, "\(messages)")
    }

    @Test func `the call stops it, with the script's line`() async throws {
        try await Program.withServer(Self.options) { program, folder, server in
            for mistake in HonestMistake.stopped {
                let script = try Program.write(mistake.source, in: folder)
                let outcome = try await program.run(
                    ["run", "--json", "--yes", "--skip-check", script] + mistake.arguments
                )
                #expect(outcome.exitCode == 1, "\(mistake.title)")
                let failure = try outcome.failure()
                #expect(failure.message.contains(mistake.words), "\(mistake.title): \(failure.message)")
                let error = try outcome.document()["error"] as? [String: Any]
                #expect((error?["position"] as? String)?.hasPrefix("test.lua:") == true, "\(mistake.title)")
            }
            #expect(server.requests(to: "/access_codes/update_multiple") == 0)
        }
    }

    @Test func `a check of the plan refuses it`() async throws {
        try await Program.withServer(Self.options) { program, folder, server in
            for (code, mistake) in HonestMistake.refused {
                let script = try Program.write(mistake.source, in: folder)
                let outcome = try await program.run(["run", "--json", "--yes", script] + mistake.arguments)
                #expect(outcome.exitCode == 4, "\(mistake.title)")
                let failure = try outcome.failure()
                #expect(failure.code == code, "\(mistake.title): \(failure.message)")
                #expect(failure.message.contains(mistake.words), "\(mistake.title): \(failure.message)")
            }
            #expect(server.requests(to: "/access_codes/update_multiple") == 0)
        }
    }

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
