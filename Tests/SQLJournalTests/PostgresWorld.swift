import Glibc
import Journal
import JournalFixture
import JournalTesting
import Model
import Synchronization

@testable import SQLJournal

/// A database of its own on the server of the tests, with the journals that a test opens on it.
final class PostgresWorld: JournalWorld {
    /// The connection string of the tests' server, nil where there is none.
    static let server: String? = unsafe getenv("KEYSHIFT_TEST_POSTGRES").map { unsafe String(cString: $0) }

    let place: PostgresPlace
    private let name: String
    private let fixture: JournalFixture
    private let journals = Mutex<[SQLJournal]>([])

    /// Makes a database; `isMigrated` tells whether it has the tables.
    init(isMigrated: Bool = true) throws {
        fixture = try JournalFixture()
        name = "test_\(RandomName.make())"
        place = try PostgresPlace("\(Self.server ?? "") dbname=\(name)")
        try Self.administer("CREATE DATABASE \(name)")
        if isMigrated { _ = try SQLJournal.migrate(place) }
    }

    deinit {
        for journal in journals.withLock({ $0 }) { journal.close() }
        try? Self.administer("DROP DATABASE IF EXISTS \(name) WITH (FORCE)")
    }

    func open(processID: Int32) throws -> any Journal {
        try open(processID: processID, timing: Lease.Timing())
    }

    /// Opens it as another process would, with leases of another length.
    func open(processID: Int32 = 4711, timing: Lease.Timing) throws -> SQLJournal {
        let journal = try SQLJournal(
            server: place,
            folder: fixture.directory,
            processID: processID,
            node: NodeSelf(),
            limits: PostgresLane.Limits(),
            timing: timing,
        )
        journals.withLock { $0.append(journal) }
        return journal
    }

    func loseLock(of run: String) throws {
        try execute("UPDATE worker SET leaseUntil = 0 WHERE id = (SELECT worker FROM claim WHERE subject = '\(run)')")
    }

    func loseCommits() throws {
        try execute("UPDATE journal SET operation = 999")
        try open(processID: 4799).close()
        try execute("UPDATE journal SET operation = 1")
        try open(processID: 4799).close()
    }

    /// Ends every connection to the database.
    func cut() throws {
        try Self.administer(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(name)' AND pid <> pg_backend_pid()"
        )
    }

    /// Runs statements on the database.
    @discardableResult
    func execute(_ sql: String) throws -> PostgresResult {
        try PostgresConnection(place, application: "test", seconds: 5).run(sql)
    }

    private static func administer(_ sql: String) throws {
        try PostgresConnection(PostgresPlace(server ?? ""), application: "test", seconds: 5).run(sql)
    }
}
