import Foundation
import SeamSandbox
import Subprocess
import Testing

/// Somebody at the door while a run of many groups is under way.
struct TakenRowTests {
    private static let update = "/access_codes/update_multiple"

    @Test func `extend takes its booking out of a run at work, which leaves it alone and says so`() async throws {
        let options = SandboxOptions(groups: 14, devices: 1, devicesPerGroup: 1, rngSeed: 5, rateLimits: .off)
        try await Program.withServer(options) { program, folder, server in
            let before = try await program.groups(in: folder)
            // Ten of them find a place at the one door; four wait a minute for theirs.
            let arguments = ["run", Program.automation("extend-all.lua"), "2h", "--yes", "--json"]
            let result = try await Subprocess.run(
                program.configuration(arguments),
                input: .none,
                output: .sequence,
                error: .discarded,
            ) { execution in
                try await server.wait(for: 10, of: Self.update)
                let left = try await program.unsent(in: folder, before)
                let typed = try await program.run(
                    ["extend", left.key, "--to", left.later, "--yes", "--json", "--pace", "off"]
                )
                try execution.send(signal: .interrupt)
                var text = ""
                for try await line in execution.standardOutput.strings() { text += line }
                return (typed: typed, document: text)
            }
            let typed = result.closureResult.typed
            #expect(typed.exitCode == 0, "\(typed.errors) \(typed.output)")
            #expect(try typed.summary()["applied"] == 1)
            let text = Data(result.closureResult.document.utf8)
            let document = try #require(try JSONSerialization.jsonObject(with: text) as? [String: Any])
            let summary = try #require(document["summary"] as? [String: Int])
            let run = try #require(document["run_id"] as? String)
            #expect(summary["taken"] == 1, "\(summary)")
            #expect(summary["applied"] == 10, "\(summary)")
            #expect(server.requests(to: Self.update) == 11)
            let resumed = try await program.run(["resume", run, "--yes", "--json", "--pace", "off"])
            #expect(resumed.exitCode == 3, "\(resumed.errors)")
            #expect(try resumed.summary()["taken"] == 1)
            #expect(server.requests(to: Self.update) == 14)
        }
    }
}

extension Program {
    /// The key of a group that has the hours of before still, and an instant three hours after its end.
    fileprivate func unsent(in folder: URL, _ before: [String: String]) async throws -> (key: String, later: String) {
        let now = try await groups(in: folder)
        let group = try #require(now.first { before[$0.key] == $0.value })
        let end = try #require(group.value.components(separatedBy: " | ").last)
        let format = ISO8601DateFormatter()
        format.formatOptions = [.withInternetDateTime, .withFractionalSeconds]
        return (group.key, format.string(from: try #require(format.date(from: end)).addingTimeInterval(3 * 3600)))
    }
}
