import Foundation
import Testing

/// Libraries of Lua run as they are, under limits: those of Debian's packages, and small ones in the usual styles.
struct LibraryTests {
    private static let debian = "/usr/share/lua/5.1"
    private static let folder = Program.package.appending(path: "Tests/KeyshiftTests/Libraries").path()

    private static func isThere(_ names: [String]) -> Bool {
        names.allSatisfy { FileManager.default.fileExists(atPath: "\(debian)/\($0)") }
    }

    @Test(.enabled(if: isThere(["pl/List.lua"]), "lua-penlight is not here; scripts/setup test installs it"))
    func `Penlight works`() async throws {
        let outcome = try await run("penlight.lua", ["--modules", Self.debian])
        #expect(outcome.output.hasPrefix("penlight works\n"), "\(outcome.errors)")
        #expect(outcome.exitCode == 0)
    }

    @Test(
        .enabled(
            if: isThere(["inspect.lua", "argparse.lua", "say/init.lua", "mediator.lua"]),
            "lua-inspect, lua-argparse, lua-say and lua-mediator are not here; scripts/setup test installs them",
        )
    )
    func `inspect, argparse, say and mediator work, and a usage error of argparse fails the run`() async throws {
        let outcome = try await run("debian.lua", ["--modules", Self.debian])
        #expect(outcome.output.hasPrefix("libraries work\n"), "\(outcome.errors)")
        #expect(outcome.exitCode == 1)
        #expect(outcome.errors.contains("Error: unknown option '--nothing'"))
        #expect(outcome.errors.contains("the script ended itself with os.exit("))
    }

    @Test func `a class library, a test library, a JSON library and one that reads CSV by io work`() async throws {
        let outcome = try await run("own.lua", [])
        let passed = outcome.output.hasPrefix("4 passed, 1 failed\nown libraries work\n")
        #expect(passed, "\(outcome.output) \(outcome.errors)")
        #expect(outcome.exitCode == 0)
    }

    private func run(_ script: String, _ options: [String]) async throws -> Program.Outcome {
        try await Program.withHome { program, _ in
            let limits = ["--time-limit", "30s", "--memory-limit", "32MB", "--sandbox", "--quiet", "--yes"]
            return try await program.run(["run", "\(Self.folder)/\(script)"] + limits + options)
        }
    }
}
