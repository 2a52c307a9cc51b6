import CivilTime
import Journal
import JournalFixture
import JournalTesting
import Model
import Testing

@testable import SQLJournal

/// What only a journal on a server has: tables that are migrated, leases, nodes, and a way that can be cut.
@Suite(.enabled(if: PostgresWorld.server != nil, "KEYSHIFT_TEST_POSTGRES names no server: see Tests/PostgreSQL/run"))
struct PostgresTests {
    @Test func `a database without tables is refused with the command that makes them`() throws {
        let world = try PostgresWorld(isMigrated: false)
        let error = #expect(throws: JournalError.self) { try world.open(timing: Lease.Timing()) }
        #expect(error?.message.contains("run keyshift journal migrate") == true)
        #expect(try SQLJournal.migrate(world.place).count == PostgresSchema.current.steps.count)
        #expect(try SQLJournal.migrate(world.place).isEmpty)
        try world.open(timing: Lease.Timing()).close()
    }

    @Test func `tables that have only the first step are brought to the present with what is in them`() async throws {
        let world = try PostgresWorld(isMigrated: false)
        var oldest = PostgresSchema.current
        oldest.steps = [oldest.steps[0]]
        let connection = try PostgresConnection(world.place, application: "test", seconds: 5)
        #expect(try oldest.migrate(connection, place: world.place).count == 1)
        try world.execute("INSERT INTO halt (id, since, operatorName, reason) VALUES (1, 5, 'ben', 'storm')")
        // A program of that version that works keeps nobody from the steps, which only add.
        try world.execute(
            """
            INSERT INTO worker (id, label, startedAt, leaseUntil, schemaVersion, serves)
            VALUES ('w', 'night-1, process 7', 0, journal_now() + 60000, 1, 1)
            """
        )
        let error = #expect(throws: JournalError.self) { try world.open(timing: Lease.Timing()) }
        #expect(error?.message.contains("has version 1") == true, "\(error?.message ?? "")")
        #expect(error?.message.contains("run keyshift journal migrate") == true)
        let names = PostgresSchema.current.steps.dropFirst().map(\.name)
        #expect(try SQLJournal.migrate(world.place) == names)
        let journal = try world.open(timing: Lease.Timing())
        #expect(try await journal.freeze()?.reason == "storm")
        #expect(try await journal.nodes().map(\.node) == ["night-1"])
        #expect(try await journal.thaw())
        try await journal.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
        #expect(try await journal.finishRun("80aa", state: .completed, at: JournalSample.later(1)) == false)
        try await journal.drain("night-1", at: JournalSample.evening)
        #expect(try await journal.nodes().first { $0.node == "night-1" }?.isDraining == true)
    }

    @Test func `tables of a newer version are used as long as they suit older programs`() throws {
        let world = try PostgresWorld()
        try world.execute("INSERT INTO migration (name, leastVersion, madeAt) VALUES ('more', 1, 0)")
        try world.open(timing: Lease.Timing()).close()
        try world.execute("INSERT INTO migration (name, leastVersion, madeAt) VALUES ('other', 99, 0)")
        let error = #expect(throws: JournalError.self) { try world.open(timing: Lease.Timing()) }
        #expect(error?.code == .newerDatabase)
    }

    @Test func `tables are not changed while a program works that could not go on, and it is named`() async throws {
        let world = try PostgresWorld()
        let journal = try world.open(processID: 4712, timing: Lease.Timing())
        try await journal.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
        var newer = PostgresSchema.current
        let version = newer.steps.count + 1
        newer.steps.append(
            .init(name: "more", sql: "ALTER TABLE run ADD COLUMN more TEXT; ", leastVersion: version)
        )
        let connection = try PostgresConnection(world.place, application: "test", seconds: 5)
        let error = #expect(throws: JournalError.self) { try newer.migrate(connection, place: world.place) }
        #expect(error?.message.contains("process 4712") == true)
        #expect(try newer.found(connection).version == version - 1)
        journal.close()
        #expect(try newer.migrate(connection, place: world.place) == ["more"])
        let old = #expect(throws: JournalError.self) { try world.open(timing: Lease.Timing()) }
        #expect(old?.code == .newerDatabase)
    }

    @Test func `a step that only adds is done while older programs work`() async throws {
        let world = try PostgresWorld()
        let journal = try world.open(timing: Lease.Timing())
        try await journal.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
        var newer = PostgresSchema.current
        newer.steps.append(.init(name: "more", sql: "ALTER TABLE run ADD COLUMN more TEXT; ", leastVersion: 1))
        let connection = try PostgresConnection(world.place, application: "test", seconds: 5)
        #expect(try newer.migrate(connection, place: world.place) == ["more"])
        try await journal.recordOutcomes([RowOutcome(0, .applied)], run: "80aa", at: JournalSample.later(1))
        #expect(try await journal.finishRun("80aa", state: .completed, at: JournalSample.later(2)))
    }

    @Test func `a node whose trust is over sends nothing`() async throws {
        let world = try PostgresWorld()
        let journal = try world.open(timing: Lease.Timing(lease: 15_000, trust: 0, renewal: 5000))
        try await journal.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
        let error = await journalError { try await journal.requirePermission(toSendFor: "80aa") }
        #expect(error?.code == .notOwned)
        #expect(journal.trustEnd.map { $0 <= EngineClock.system.elapsed() } == true)
    }

    @Test func `a run of a node without a lease is taken over, and the first node can write nothing more`() async throws
    {
        let world = try PostgresWorld()
        let (first, second) = (
            try world.open(processID: 1, timing: .init()), try world.open(processID: 2, timing: .init())
        )
        try await first.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
        let busy = await journalError { _ = try await second.adoptRun("80aa", at: JournalSample.later(1)) }
        #expect(busy != nil)
        try world.loseLock(of: "80aa")
        _ = try await second.adoptRun("80aa", at: JournalSample.later(2))
        let late = await journalError {
            try await first.recordOutcomes([RowOutcome(0, .applied)], run: "80aa", at: JournalSample.later(3))
        }
        #expect(late?.code == .notOwned)
        #expect(late?.message.contains("process 2") == true)
        let nodes = try await second.nodes()
        #expect(nodes.filter(\.isLiving).map(\.runs) == [["80aa"]])
    }

    @Test func `a node that closes its journal is waited for by nobody`() async throws {
        let world = try PostgresWorld()
        let (first, second) = (
            try world.open(processID: 1, timing: .init()), try world.open(processID: 2, timing: .init())
        )
        try await first.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
        first.close()
        _ = try await second.adoptRun("80aa", at: JournalSample.later(2))
    }

    @Test func `a server that no longer knows what this node has written is noticed at the next connection`()
        async throws
    {
        let world = try PostgresWorld()
        let journal = try world.open(timing: Lease.Timing())
        try await journal.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
        #expect(try await journal.loss() == nil)
        try world.execute("DELETE FROM operation WHERE number = (SELECT max(number) FROM operation)")
        try world.cut()
        try await journal.recordOutcomes([RowOutcome(0, .applied)], run: "80aa", at: JournalSample.later(1))
        #expect(try await journal.loss()?.what.contains("of this node is not there any more") == true)
    }

    @Test
    func `a server that lacks what this node wrote last is noticed at its next start, though it has gone on since`()
        async throws
    {
        let world = try PostgresWorld()
        let journal = try world.open(timing: Lease.Timing())
        try await journal.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
        journal.close()
        let again = try world.open(timing: Lease.Timing())
        #expect(try await again.loss() == nil)
        again.close()
        try world.execute("UPDATE operation SET id = 'another'; UPDATE journal SET operation = operation + 50")
        let switched = try world.open(timing: Lease.Timing())
        #expect(try await switched.loss()?.what.contains("of this node is not there any more") == true)
    }

    @Test func `a cut connection is opened anew, and nothing is lost or done twice`() async throws {
        let world = try PostgresWorld()
        let journal = try world.open(timing: Lease.Timing())
        try await journal.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
        try world.cut()
        try await journal.recordOutcomes([RowOutcome(0, .applied)], run: "80aa", at: JournalSample.later(1))
        try world.cut()
        #expect(try await journal.rows(of: "80aa").map(\.status) == [.applied])
        #expect(try await journal.events(of: "80aa").count { $0.kind == .outcome } == 1)
        #expect(try await journal.loss() == nil)
    }

    @Test func `no password is in a sentence about the server`() throws {
        for text in [
            "postgres://ana:s3cret-word@127.0.0.1:1/keyshift", "host=127.0.0.1 port=1 user=ana password=s3cret-word",
            "postgres://127.0.0.1:1/keyshift?password=s3cret-word",
        ] {
            let place = try PostgresPlace(text)
            let error = #expect(throws: JournalError.self) {
                let store = PostgresStore(place, application: "test", limits: .init(patience: 0)) { _ in }
                try store.withConnection { _ in }
            }
            #expect(error?.message.contains("s3cret-word") == false)
            #expect(!place.shown.contains("s3cret-word"))
            #expect(place.hasPassword)
        }
    }

    @Test func `a journal is copied to a server and back, and both are the same`() async throws {
        let fixture = try JournalFixture()
        let source = try fixture.open()
        try await source.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
        let open = await journalError {
            _ = try await source.copy(into: try PostgresWorld().open(timing: Lease.Timing()))
        }
        #expect(open?.message.contains("unfinished") == true)
        try await source.recordOutcomes([RowOutcome(0, .applied)], run: "80aa", at: JournalSample.later(1))
        _ = try await source.finishRun("80aa", state: .completed, at: JournalSample.later(2))
        let world = try PostgresWorld()
        let server = try world.open(timing: Lease.Timing())
        let copied = try await source.copy(into: server)
        #expect(copied.first { $0.name == "event" }?.count == 1)
        #expect(try await server.rows(of: "80aa") == source.rows(of: "80aa"))
        // New lines get numbers behind those that were copied.
        try await server.beginRun(JournalSample.run("81bb"), rows: [JournalSample.row("k2")])
        try await server.recordOutcomes([RowOutcome(0, .applied)], run: "81bb", at: JournalSample.later(3))
        _ = try await server.finishRun("81bb", state: .completed, at: JournalSample.later(4))
        let back = try JournalFixture()
        let target = try back.open()
        _ = try await server.copy(into: target)
        #expect(try await target.events(of: "81bb") == server.events(of: "81bb"))
        #expect(try await target.verifyChain().broken == nil)
        let again = await journalError { _ = try await server.copy(into: target) }
        #expect(again?.message.contains("has runs in it already") == true)
    }
}
