import Foundation
import Testing

/// Scripts that break naive hosts; the first line of each says what shall become of it.
@Suite(
    .serialized,
    .enabled(
        if: !Program.hasThreadSanitizer,
        "the limits are in real time, and the thread sanitizer makes scripts many times slower",
    ),
)
struct HostileScriptTests {
    /// A script of the folder `Hostile`.
    struct Script: Sendable, CustomTestStringConvertible {
        let name: String

        var testDescription: String { name }

        var path: String { HostileScriptTests.folder.appending(path: name).path() }

        /// The outcomes that are fine, such as `ok:TEXT` and `limit:time`.
        func expectations() throws -> [Substring] {
            let text = try String(contentsOfFile: path, encoding: .utf8)
            let line = try #require(text.split(separator: "\n").first)
            return line.dropFirst("-- expect: ".count).split(separator: "|")
        }
    }

    private static let folder = Program.package.appending(path: "Tests/KeyshiftTests/Hostile")

    private static let scripts: [Script] = {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path())) ?? []
        return names.filter { $0.hasSuffix(".lua") }.sorted().map(Script.init)
    }()

    @Test func `there are scripts to run`() {
        #expect(Self.scripts.count >= 75)
    }

    @Test(arguments: scripts)
    func `a hostile script ends as it shall, with one readable message`(script: Script) async throws {
        try await Program.withHome { program, _ in
            let limits = ["--time-limit", "2s", "--memory-limit", "64MB", "--skip-check"]
            let expectations = try script.expectations()
            var outcome = try await program.run(["run", script.path, "--sandbox", "--json", "--yes"] + limits)
            // The limit of time is real time, which the tests beside this one can use up before a script's own end.
            for _ in 0..<2 where try Self.error(of: outcome)["code"] as? String == "limit_time" {
                guard try !expectations.contains(where: { try Self.meets($0, outcome) }) else { break }
                outcome = try await program.run(["run", script.path, "--sandbox", "--json", "--yes"] + limits)
            }
            #expect(
                try expectations.contains { try Self.meets($0, outcome) },
                "expected \(expectations), exit \(outcome.exitCode): \(outcome.output.prefix(600))"
            )
            let message = try Self.error(of: outcome)["message"] as? String ?? ""
            #expect(message.utf8.count <= 2500)
            #expect(!message.unicodeScalars.contains { $0.value < 32 && $0 != "\n" && $0 != "\t" })
        }
    }

    private static func error(of outcome: Program.Outcome) throws -> [String: Any] {
        try outcome.document()["error"] as? [String: Any] ?? [:]
    }

    private static func meets(_ expectation: Substring, _ outcome: Program.Outcome) throws -> Bool {
        let parts = expectation.split(separator: ":", maxSplits: 1)
        let words = parts.count > 1 ? String(parts[1]) : ""
        let error = try error(of: outcome)
        let code = error["code"] as? String
        let message = (error["message"] as? String ?? "").lowercased()
        switch parts[0] {
        case "ok": return outcome.exitCode == 0 && (words.isEmpty || outcome.errors.contains(words))
        case "limit": return outcome.exitCode == 1 && code == "limit_\(words)"
        default:
            guard outcome.exitCode == 1, ["script_error", "load_error"].contains(code) else { return false }
            return message.contains(words.lowercased()) || words.isEmpty
        }
    }
}
