import Foundation
import SeamSandbox
import Testing

@testable import SQLJournal

/// The server of the tests.
private enum PostgresServer {
    /// Its connection string, nil where there is none.
    static let place = ProcessInfo.processInfo.environment["KEYSHIFT_TEST_POSTGRES"]
}

/// The program on a journal of several nodes: each folder of state is a machine.
///
/// Tests/PostgreSQL/run starts the server and names it; without one this suite is skipped.
@Suite(
    .serialized,
    .enabled(if: PostgresServer.place != nil, "KEYSHIFT_TEST_POSTGRES names no server: see Tests/PostgreSQL/run"),
)
struct PostgresProgramTests {
    /// Calls `body` with a program whose journal is in a database of its own, with the tables.
    private static func withDatabase(
        _ body: @escaping @Sendable (Program, URL, SandboxServer) async throws -> Void
    ) async throws {
        let server = try #require(PostgresServer.place)
        let name = "program_\(RandomName.make())"
        let libraries = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"]
        let administration = try PostgresConnection(PostgresPlace(server), application: "test", seconds: 5)
        try administration.run("CREATE DATABASE \(name)")
        try await Program.withServer { program, folder, sandbox in
            var program = program
            program.environment["KEYSHIFT_JOURNAL"] = "\(server) dbname=\(name)"
            program.environment["LD_LIBRARY_PATH"] = libraries
            let migrated = try await program.run(["journal", "migrate"])
            #expect(migrated.exitCode == 0, "\(migrated.errors)")
            try await body(program, folder, sandbox)
        }
        try administration.run("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
    }

    /// The same program on another machine.
    private static func other(_ program: Program, _ folder: URL, name: String = "other") -> Program {
        var other = program
        other.environment["KEYSHIFT_HOME"] = folder.appending(path: name).path()
        other.environment["KEYSHIFT_NODE"] = name
        return other
    }

    @Test func `a schedule that was added on one machine fires on another that has none of its files`() async throws {
        try await Self.withDatabase { program, folder, _ in
            let script = try Program.write("print('the text that was added')", in: folder)
            let rules = ["--cron", "0 0 1 1 *", "--zone", "America/Toronto"]
            let added = try await program.run(["schedule", "add", "nightly", script] + rules)
            #expect(added.exitCode == 0, "\(added.errors)")
            try FileManager.default.removeItem(atPath: script)
            let fired = try await Self.other(program, folder).run(["schedule", "trigger", "nightly"])
            #expect(fired.exitCode == 0, "\(fired.errors)")
            let log = try #require(fired.errors.firstMatch(of: #/log: (\S+)/#), "\(fired.errors)")
            let text = try String(contentsOfFile: String(log.1), encoding: .utf8)
            #expect(text.contains("the text that was added"), "\(text)")
        }
    }
}
