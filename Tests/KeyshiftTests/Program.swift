import Foundation
import SeamSandbox
import Subprocess
import SystemPackage
import Testing

/// The real binary, as a user starts it.
struct Program: Sendable {
    /// What a run of the binary left behind.
    struct Outcome: Sendable {
        let exitCode: Int32
        let output: String
        let errors: String

        /// The JSON document on stdout.
        func document() throws -> [String: Any] {
            let value = try JSONSerialization.jsonObject(with: Data(output.utf8))
            return try #require(value as? [String: Any], "stdout is no JSON object: \(output)")
        }
    }

    /// The environment's variables that are set for the binary, on top of a clean `PATH` and `HOME`.
    var environment: [String: String] = [:]

    /// What starts the binary, with the binary's path and its arguments behind its own; empty to start it directly.
    var launcher: [String] = []

    /// The folder of the package.
    static let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The zone files with version 2025b, for `TZDIR`; Vancouver, Edmonton and Winnipeg go back an hour in November 2026.
    static let oldZones = package.appending(path: "Tests/ZoneFixture/Old").path()

    /// Whether tests and binary are built with the thread sanitizer, which makes them many times slower.
    static let hasThreadSanitizer = ProcessInfo.processInfo.environment["TSAN_OPTIONS"] != nil

    /// A script that ships with the program.
    static func automation(_ name: String) -> String {
        package.appending(path: "scripts/automations/\(name)").path()
    }

    /// The binary that `scripts/test --program` names, else the one beside the bundle of these tests.
    static var binary: String {
        if let program = ProcessInfo.processInfo.environment["KEYSHIFT_PROGRAM"] { return program }
        let bundle = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        return bundle.deletingLastPathComponent().appending(path: "keyshift").path()
    }

    /// How the binary is started.
    func configuration(_ arguments: [String]) -> Configuration {
        var values: [Environment.Key: String] = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent"]
        // The binary is built with the same sanitizer as the tests, and reads the same zones.
        for name in ["ASAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS", "TZDIR"] {
            values[Environment.Key(stringLiteral: name)] = ProcessInfo.processInfo.environment[name]
        }
        for (name, value) in environment { values[Environment.Key(stringLiteral: name)] = value }
        let line = launcher + [Self.binary] + arguments
        return Configuration(
            executable: .path(FilePath(line[0])),
            arguments: Arguments(Array(line.dropFirst())),
            environment: .custom(values),
        )
    }

    /// Starts the binary and waits for its end.
    func run(_ arguments: [String], input: String = "") async throws -> Outcome {
        let result = try await Subprocess.run(
            configuration(arguments),
            input: .string(input),
            output: .string(limit: 64 << 20),
            error: .string(limit: 16 << 20),
        )
        guard case .exited(let code) = result.terminationStatus else {
            Issue.record("keyshift \(arguments) ended by a signal: \(result.terminationStatus)")
            return Outcome(exitCode: -1, output: result.standardOutput, errors: result.standardError)
        }
        let outcome = Outcome(exitCode: code, output: result.standardOutput, errors: result.standardError)
        DocumentSchema.check(arguments, outcome)
        return outcome
    }

    /// Calls `body` with a program whose journal is in a folder of its own, and removes the folder.
    static func withHome<Result>(_ body: (Program, URL) async throws -> Result) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "keyshift-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let home = folder.appending(path: "home").path()
        return try await body(Program(environment: ["KEYSHIFT_HOME": home, "KEYSHIFT_OPERATOR": "ana"]), folder)
    }

    /// Calls `body` with a program that talks to a sandbox server of its own.
    static func withServer<Result: Sendable>(
        _ options: SandboxOptions = SandboxOptions(groups: 8, devices: 4, rngSeed: 3),
        _ body: @escaping @Sendable (Program, URL, SandboxServer) async throws -> Result,
    ) async throws -> Result {
        let server = try SandboxServer(options: options)
        return try await server.withServer { endpoint in
            try await withHome { program, folder in
                var program = program
                program.environment["SEAM_API_KEY"] = server.apiKey
                program.environment["SEAM_ENDPOINT"] = endpoint
                return try await body(program, folder, server)
            }
        }
    }

    /// Writes a script into a folder and answers its path.
    static func write(_ source: String, in folder: URL, name: String = "test.lua") throws -> String {
        let file = folder.appending(path: name)
        try Data(source.utf8).write(to: file)
        return file.path()
    }
}
