import Foundation
import Testing

/// This machine's clock beside the server's, as `doctor` tells it.
struct DoctorClockTests {
    private func clock(_ now: Date) async throws -> (line: String, exitCode: Int) {
        try await SandboxProcess.with(["--now", now.formatted(.iso8601)]) { program, _, _ in
            let outcome = try await program.run(["doctor"])
            let lines = outcome.output.split(separator: "\n").filter { $0.contains("  clock  ") }
            return (String(try #require(lines.first, "\(outcome.told)")), Int(outcome.exitCode))
        }
    }

    @Test func `a clock that is minutes off is a fault, with its seconds, its side and what to do`() async throws {
        let (line, exitCode) = try await clock(.now.addingTimeInterval(900))
        #expect(exitCode == 1)
        #expect(
            line.hasPrefix("PROBLEM") && line.contains(/this machine's clock is 8\d\d s behind the server's/),
            "\(line)"
        )
        // The sandbox is on this machine, whose clock is right.
        #expect(line.contains("plans are refused: it is a server on this machine with a clock of its own"), "\(line)")
        #expect(line.contains("keyshift sandbox --now") && !line.contains("timedatectl"), "\(line)")
    }

    @Test func `a clock that is seconds off is told, and is no fault yet`() async throws {
        let (line, exitCode) = try await clock(.now.addingTimeInterval(-30))
        #expect(exitCode == 0)
        #expect(line.hasPrefix("WARNING") && line.contains(/clock is [23]\d s ahead of the server's/), "\(line)")
    }

    @Test func `a clock that is right is told as such`() async throws {
        let (line, exitCode) = try await clock(.now)
        #expect(exitCode == 0 && line.hasPrefix("ok") && line.contains("agrees with the server's"), "\(line)")
    }
}
