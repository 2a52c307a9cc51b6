import Foundation
import Subprocess
import SystemPackage
import Testing

/// `scripts/setup` on a machine on which no package is installed, and nobody is root.
struct SetupScriptTests {
    /// What stands in for the programs that know of packages and of root.
    private static let programs = [
        "dpkg-query": "exit 0", "id": "echo 1000", "sudo": "exit 1", "apt-get": "exit 100",
    ]

    private func setup(
        _ arguments: [String],
        with others: [String: String] = [:],
    ) async throws -> (exitCode: Int32, output: String, errors: String) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "keyshift-setup-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, body) in Self.programs.merging(others, uniquingKeysWith: { $1 }) {
            let file = folder.appending(path: name)
            try Data("#!/bin/sh\n\(body)\n".utf8).write(to: file)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path())
        }
        let result = try await Subprocess.run(
            .path(FilePath(Program.package.appending(path: "scripts/setup").path())),
            arguments: Arguments(arguments),
            environment: .custom(["PATH": "\(folder.path()):/usr/bin:/bin"]),
            output: .string(limit: 1 << 20),
            error: .string(limit: 1 << 20),
        )
        guard case .exited(let code) = result.terminationStatus else { throw CancellationError() }
        return (code, result.standardOutput, result.standardError)
    }

    @Test(arguments: [
        (["build"], false, false), (["test"], true, false), (["all"], true, false), ([], true, false),
        (["build", "--with", "wrk"], false, true), (["--with", "wrk", "test"], true, true),
    ])
    func `a part asks for its packages, and says what to run as root`(
        arguments: [String],
        hasTests: Bool,
        hasMore: Bool,
    ) async throws {
        let outcome = try await setup(arguments)
        #expect(outcome.exitCode == 1)
        let line = outcome.errors.split(separator: "\n").first { $0.contains("apt-get install") } ?? ""
        let packages = Set(line.split(separator: " ").map(String.init))
        #expect(packages.isSuperset(of: ["liblua5.4-dev", "tzdata", "git"]), "\(line)")
        #expect(packages.contains("python3-pexpect") == hasTests, "\(line)")
        #expect(packages.contains("wrk") == hasMore, "\(line)")
    }

    @Test(arguments: [["demo"], ["build", "test"], ["--fast"], ["--with"], ["--with", "-y"]])
    func `a part that is none is refused before anything is done`(arguments: [String]) async throws {
        let outcome = try await setup(arguments)
        #expect(outcome.exitCode == 64)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.contains("scripts/setup [build|test|fleet|package|all]"), "\(outcome.errors)")
    }

    @Test(arguments: [0, 100])
    func `what apt-get says is shown where it fails, and else only what is installed`(status: Int) async throws {
        let noise = "(Reading database ... 5%"
        let programs = ["id": "echo 0", "apt-get": "echo '\(noise)'; exit \(status)"]
        let outcome = try await setup(["build"], with: programs)
        #expect(outcome.output.contains("setup: missing: liblua5.4-dev "), "\(outcome.output)")
        #expect(outcome.output.contains("setup: installing them, and what they depend on\n"), "\(outcome.output)")
        #expect(!outcome.output.contains(noise) && outcome.errors.contains(noise) == (status != 0), "\(outcome.errors)")
    }

    @Test func `help names the parts`() async throws {
        let outcome = try await setup(["--help"])
        #expect(outcome.exitCode == 0)
        for part in ["build", "test", "all", "--with"] { #expect(outcome.output.contains("  \(part) ")) }
    }
}
