import Foundation
import SeamSandbox
import Subprocess
import Testing

/// `keyshift runs stop`, typed while a run is at work in another process.
struct RunsStopTests {
    private static let update = "/access_codes/update_multiple"

    @Test func `a run that is asked to stop sends nothing more, and is resumed`() async throws {
        let options = SandboxOptions(groups: 60, devices: 30, rngSeed: 5, latencyMilliseconds: 10, rateLimits: .off)
        try await Program.withServer(options) { program, _, server in
            let arguments = [
                "run", Program.automation("extend-all.lua"), "2h", "--yes", "--json", "--concurrency", "2", "--pace",
                "off",
            ]
            let result = try await Subprocess.run(
                program.configuration(arguments),
                input: .none,
                output: .sequence,
                error: .discarded,
            ) { execution in
                try await server.wait(for: 5, of: Self.update)
                let stopped = try await program.run(["runs", "stop", "last", "--operator", "ben"])
                var text = ""
                for try await line in execution.standardOutput.strings() { text += line }
                return (stopped: stopped, document: text)
            }
            let stopped = result.closureResult.stopped
            #expect(stopped.exitCode == 0, "\(stopped.errors)")
            #expect(stopped.output.contains("sends nothing more"))
            #expect(result.terminationStatus == .exited(3))
            let text = Data(result.closureResult.document.utf8)
            let document = try #require(try JSONSerialization.jsonObject(with: text) as? [String: Any])
            let error = try #require(document["error"] as? [String: Any])
            #expect((error["message"] as? String)?.contains("ben asked run") == true, "\(error)")
            let sent = server.requests(to: Self.update)
            #expect(sent < 60)
            let again = try await program.run(["runs", "stop", "last"])
            #expect(again.exitCode == 1)
            #expect(again.errors.contains("is not at work"), "\(again.errors)")
            #expect(server.requests(to: Self.update) == sent)
            let resumed = try await program.run(["resume", "last", "--yes", "--json", "--pace", "off"])
            #expect(resumed.exitCode == 0, "\(resumed.errors)")
            #expect(server.requests(to: Self.update) == 60)
        }
    }
}
