import Foundation
import Testing

@testable import SQLJournal

/// A database of its own on the server of the tests, for the program; it goes with its last reference.
final class ProgramDatabase: Sendable {
    /// The connection string of the tests' server, nil where there is none.
    static let server = ProcessInfo.processInfo.environment["KEYSHIFT_TEST_POSTGRES"]

    /// The connection string of the database.
    let place: String
    private let name = "program_\(RandomName.make())"

    /// Makes it, without tables.
    init() throws {
        let server = try #require(Self.server)
        place = "\(server) dbname=\(name)"
        try Self.run("CREATE DATABASE \(name)", on: server)
    }

    /// Makes it as another one is now, whose connections are ended for that.
    init(copyOf place: String) throws {
        let server = try #require(Self.server)
        let other = try #require(place.split(separator: "dbname=").last)
        self.place = "\(server) dbname=\(name)"
        try Self.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(other)'", on: server)
        try Self.run("CREATE DATABASE \(name) TEMPLATE \(other)", on: server)
    }

    deinit {
        try? Self.run("DROP DATABASE IF EXISTS \(name) WITH (FORCE)", on: Self.server ?? "")
    }

    /// The program with its journal there, which has its tables.
    func journal(of program: Program) async throws -> Program {
        var program = program
        program.environment["KEYSHIFT_JOURNAL"] = place
        program.environment["LD_LIBRARY_PATH"] = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"]
        let migrated = try await program.run(["journal", "migrate"])
        try #require(migrated.exitCode == 0, "\(migrated.errors)")
        return program
    }

    /// Ends the leases of all processes, as time does for those that are gone.
    func endLeases() throws { try Self.run("UPDATE worker SET leaseUntil = 0", on: place) }

    private static func run(_ sql: String, on place: String) throws {
        try PostgresConnection(PostgresPlace(place), application: "test", seconds: 5).run(sql)
    }
}
