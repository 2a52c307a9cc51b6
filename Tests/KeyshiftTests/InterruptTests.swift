import Foundation
import Model
import SeamSandbox
import Subprocess
import Testing

struct InterruptTests {
    private static let update = "/access_codes/update_multiple"

    @Test(arguments: [Signal.interrupt, .terminate, .terminalClosed])
    func `Ctrl-C lets what is on its way finish, and the document and the journal agree on the rest`(
        signal: Signal
    ) async throws {
        let options = SandboxOptions(
            groups: 60,
            devices: 30,
            rngSeed: 5,
            latencyMilliseconds: 10,
            rateLimits: .off,
        )
        try await Program.withServer(options) { program, folder, server in
            let before = try await program.groups(in: folder)
            let document = try await interrupt(program, at: server, by: signal)
            #expect(document["state"] as? String == "interrupted")
            let summary = try #require(document["summary"] as? [String: Int])
            let (applied, planned) = (summary["applied"] ?? 0, summary["planned"] ?? 0)
            #expect(applied + planned == 60)
            #expect(applied >= 5)
            let after = try await program.groups(in: folder)
            #expect(after.filter { before[$0.key] != $0.value }.count == applied)
            let shown = try await program.run(["runs", "show", "last", "--json"])
            #expect(try shown.summary() == summary)
            let resumed = try await program.run(["resume", "last", "--yes", "--json", "--pace", "off"])
            #expect(resumed.exitCode == 0, "\(resumed.errors)")
            #expect(server.requests(to: Self.update) == 60)
        }
    }

    /// Starts a run, sends it a signal once the server has seen five updates, and answers its document.
    private func interrupt(
        _ program: Program,
        at server: SandboxServer,
        by signal: Signal,
    ) async throws -> [String: Any] {
        let arguments = [
            "run", Program.automation("extend-all.lua"), "2h", "--yes", "--json", "--concurrency", "2", "--pace", "off",
        ]
        let result = try await Subprocess.run(
            program.configuration(arguments),
            input: .none,
            output: .sequence,
            error: .discarded,
        ) { execution in
            try await server.wait(for: 5, of: Self.update)
            try execution.send(signal: signal)
            var text = ""
            for try await line in execution.standardOutput.strings() { text += line }
            return text
        }
        #expect(result.terminationStatus == .exited(130))
        let value = try JSONSerialization.jsonObject(with: Data(result.closureResult.utf8))
        return try #require(value as? [String: Any])
    }
}
