import Glibc
import Journal
import JournalFixture
import JournalTesting
import Testing

@testable import SQLJournal

/// The walk over crash points of a journal on SQLite; PostgresWalkTests has the one on a server.
struct JournalWalkTests {
    private struct SQLiteWorld: JournalWorld {
        let fixture: JournalFixture

        func open(processID: Int32) throws -> any Journal { try fixture.open(processID: processID) }

        func loseLock(of run: String) { unsafe unlink("\(fixture.directory)/runs/\(run).lock") }

        func loseCommits() throws { try fixture.loseCommits() }
    }

    @Test func `whenever a process dies or is taken over, SQLite says what the journal in memory says`() async throws {
        let seed = JournalWalk.seed(unsafe getenv("KEYSHIFT_WALK_SEED").map { unsafe String(cString: $0) })
        print("walk on SQLite: KEYSHIFT_WALK_SEED=\(seed)")
        for number in 0..<12 {
            var walk = try JournalWalk(SQLiteWorld(fixture: JournalFixture()), seed: seed &+ UInt64(number) &* 7919)
            try await walk.take(40)
        }
    }
}

/// The walk over crash points of a journal on PostgreSQL, whose connections are ended on the way, too.
@Suite(.enabled(if: PostgresWorld.server != nil, "KEYSHIFT_TEST_POSTGRES names no server: see Tests/PostgreSQL/run"))
struct PostgresWalkTests {
    /// Leases that end by the steps of a walk alone.
    private struct PatientWorld: JournalWorld {
        let world: PostgresWorld

        func open(processID: Int32) throws -> any Journal {
            try world.open(
                processID: processID,
                timing: Lease.Timing(lease: 600_000, trust: 590_000, renewal: 300_000)
            )
        }

        func loseLock(of run: String) throws { try world.loseLock(of: run) }

        func loseCommits() throws { try world.loseCommits() }
    }

    @Test func `whenever a process dies, is taken over or is cut off, a server says what the journal in memory says`()
        async throws
    {
        let seed = JournalWalk.seed(unsafe getenv("KEYSHIFT_WALK_SEED").map { unsafe String(cString: $0) })
        print("walk on PostgreSQL: KEYSHIFT_WALK_SEED=\(seed)")
        for number in 0..<6 {
            let world = try PostgresWorld()
            var walk = try JournalWalk(PatientWorld(world: world), seed: seed &+ UInt64(number) &* 7919) {
                try world.cut()
            }
            try await walk.take(40)
        }
    }
}
