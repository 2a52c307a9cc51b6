import Foundation
import Subprocess
import SystemPackage
import Testing

/// The watchdog of last resort: it ends a program whose thread hangs where no limit reaches it.
@Suite(
    .enabled(
        if: !Program.hasThreadSanitizer,
        "the limits are in real time, and the thread sanitizer makes scripts many times slower",
    )
)
struct WatchdogTests {
    /// Fills any pipe; where nobody reads, the thread that prints stands still inside the kernel.
    private static let chatter = "for i = 1, 20000 do print(string.rep('x', 100)) end"
    private static let arguments = ["--sandbox", "--time-limit", "1s", "--yes"]
    private static let sentence = "the script did not stop at its time limit, so the program ended it"

    @Test func `a script that hangs because nobody reads its output ends with exit 1 and a sentence`() async throws {
        try await Program.withHome { program, folder in
            let script = try Program.write(Self.chatter, in: folder)
            let configuration = program.configuration(["run", script] + Self.arguments)
            let result = try await Self.withUnreadPipe { pipe in
                try await Subprocess.run(configuration, input: .none, output: pipe, error: .string(limit: 1 << 20))
            }
            #expect(result.terminationStatus == .exited(1))
            #expect(result.standardError.contains("STOPPED, nothing was sent (exit 1): \(Self.sentence)"))
        }
    }

    @Test func `with json the document comes out even if nobody reads what the script says`() async throws {
        try await Program.withHome { program, folder in
            let script = try Program.write(Self.chatter, in: folder)
            let configuration = program.configuration(["run", script, "--json"] + Self.arguments)
            let result = try await Self.withUnreadPipe { pipe in
                try await Subprocess.run(configuration, input: .none, output: .string(limit: 1 << 20), error: pipe)
            }
            #expect(result.terminationStatus == .exited(1))
            let outcome = Program.Outcome(exitCode: 1, output: result.standardOutput, errors: "")
            let document = try outcome.document()
            #expect(document["state"] as? String == "failed")
            let error = try #require(document["error"] as? [String: Any])
            #expect(error["code"] as? String == "limit_time")
            #expect((error["message"] as? String)?.contains(Self.sentence) == true)
        }
    }

    private static func withUnreadPipe<Result>(
        _ body: (FileDescriptorOutput) async throws -> Result
    ) async throws -> Result {
        let pipe = try FileDescriptor.pipe()
        defer { try? pipe.readEnd.close() }
        return try await body(.fileDescriptor(pipe.writeEnd, closeAfterSpawningProcess: true))
    }
}
