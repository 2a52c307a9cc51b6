import CivilTime
import Journal
import JournalFixture
import JournalTesting
import Model
import Testing

@testable import SQLJournal

/// The chain of runs against somebody who changes the database.
struct ChainTests {
    private let fixture: JournalFixture
    private let journal: SQLJournal

    init() throws {
        fixture = try JournalFixture()
        journal = try fixture.open()
    }

    private func apply(_ id: String, _ keys: [String], at seconds: Int64) async throws {
        var run = JournalSample.run(id)
        run.startedAt = JournalSample.later(seconds)
        try await journal.beginRun(run, rows: keys.map { JournalSample.row($0) })
        let outcomes = keys.indices.map { RowOutcome($0, .applied) }
        try await journal.recordOutcomes(outcomes, run: id, at: JournalSample.later(seconds + 1))
        _ = try await journal.finishRun(id, state: .completed, at: JournalSample.later(seconds + 2))
    }

    private func change(_ sql: String) async throws {
        try await journal.store.write { session in
            // Whoever changes history takes its guards away first.
            try session.change("DROP TRIGGER IF EXISTS eventIsNotChanged")
            try session.change("DROP TRIGGER IF EXISTS eventIsNotDeleted")
            try session.change(sql)
        }
    }

    @Test(arguments: [
        "UPDATE member SET afterEndsAt = afterEndsAt + 3600000 WHERE runID = 'r2'",
        "UPDATE member SET beforeStartsAt = 0 WHERE runID = 'r2' AND ordinal = 1",
        "UPDATE row SET status = 'failed' WHERE runID = 'r2' AND ordinal = 0",
        "UPDATE row SET name = 'BK-7 Nobody' WHERE runID = 'r2' AND ordinal = 0",
        "UPDATE row SET identifier = 'k9' WHERE runID = 'r2' AND ordinal = 0",
        "UPDATE run SET operatorName = 'mallory' WHERE id = 'r2'",
        "UPDATE run SET reason = 'asked for' WHERE id = 'r2'",
        "UPDATE run SET state = 'abandoned' WHERE id = 'r2'", "DELETE FROM member WHERE runID = 'r2' AND ordinal = 1",
        "UPDATE chain SET content = 'x' WHERE number = 2", "UPDATE chain SET subject = 'r9' WHERE number = 2",
        "UPDATE chain SET madeAt = madeAt + 1 WHERE number = 2",
    ])
    func `a change of what was sealed is told with its entry`(sql: String) async throws {
        try await apply("r1", ["k1"], at: 0)
        try await apply("r2", ["k2", "k3"], at: 10)
        try await apply("r3", ["k4"], at: 20)
        #expect(try await journal.verifyChain().broken == nil)
        try await change(sql)
        #expect(try await journal.verifyChain().broken?.number == 2)
        // Sealing again mends nothing.
        try await journal.sealRuns(at: JournalSample.later(99))
        #expect(try await journal.verifyChain().broken?.number == 2)
    }

    @Test func `an entry that is gone is told, and so is a run that is`() async throws {
        for (place, id) in ["r1", "r2", "r3"].enumerated() { try await apply(id, ["k\(place)"], at: Int64(place) * 10) }
        try await change("DELETE FROM chain WHERE number = 2")
        #expect(try await journal.verifyChain().broken?.number == 3)
        try await change("DELETE FROM chain")
        try await change("UPDATE run SET operatorName = 'mallory' WHERE id = 'r1'")
        let anew = try await journal.sealRuns(at: JournalSample.later(99))
        // A chain that is made anew holds, and does not lead to the hash that had left the machine before.
        #expect(try await journal.verifyChain().broken == nil && anew?.number == 3)
    }

    @Test func `a run that was deleted is told`() async throws {
        try await apply("r1", ["k1"], at: 0)
        for table in ["event", "member", "row", "onceLabel", "sentDelta", "doorSlot"] {
            try await change("DELETE FROM \(table) WHERE runID = 'r1'")
        }
        try await change("DELETE FROM run WHERE id = 'r1'")
        let broken = try await journal.verifyChain().broken
        #expect(broken?.subject == "r1" && broken?.what.contains("not in the journal any more") == true)
    }

    @Test func `a run that was sealed in the first form holds, and is sealed anew when its operator is forgotten`()
        async throws
    {
        try await apply("r1", ["k1"], at: 0)
        try await change("DELETE FROM chain")
        let record = try await journal.run("r1")
        let content = try await journal.store.read { sql in
            let seal = try sql.first("SELECT * FROM run WHERE id = 'r1'").map(PersonalSeal.init)
            return try ChainRule.content(of: record, seal ?? PersonalSeal(salt: nil), as: .first) { body in
                try RowTable(sql: sql).eachSealed(of: "r1", body)
            }
        }
        try await journal.store.write { sql in
            try ChainTable(sql: sql).append(.sealed, "r1", content: content, at: JournalSample.later(5))
        }
        #expect(try await journal.verifyChain().broken == nil)
        let text = try #require(ForgetText(record.operatorName))
        #expect(try await journal.forget(text, at: JournalSample.later(6)).runs == 1)
        #expect(try await journal.run("r1").operatorName == "(forgotten)")
        let chain = try await journal.verifyChain()
        #expect(chain.broken == nil && chain.count == 4)
        try await change("UPDATE run SET operatorName = 'mallory' WHERE id = 'r1'")
        #expect(try await journal.verifyChain().broken?.subject == "r1", "what is left is guarded")
    }

    @Test func `what was changed before a name was forgotten is not made good by it`() async throws {
        try await apply("r1", ["k1"], at: 0)
        try await change("UPDATE run SET operatorName = 'mallory' WHERE id = 'r1'")
        #expect(try await journal.verifyChain().broken?.number == 1)
        let text = try #require(ForgetText("mallory"))
        #expect(try await journal.forget(text, at: JournalSample.later(6)).runs == 1)
        #expect(try await journal.verifyChain().broken?.number == 1)
    }

    @Test func `the hash of a forgotten name stays, its salt goes, and what is not a name is still guarded`()
        async throws
    {
        var row = JournalSample.row("k1")
        row.name = "BK-1 Ito"
        try await journal.beginRun(JournalSample.run("r1"), rows: [row])
        try await journal.recordOutcomes([RowOutcome(0, .applied)], run: "r1", at: JournalSample.later(1))
        _ = try await journal.finishRun("r1", state: .completed, at: JournalSample.later(2))
        let text = try #require(ForgetText("Ito"))
        #expect(try await journal.forget(text, at: JournalSample.later(3)).rows == 1)
        let seals = try await journal.store.read { sql in
            try sql.rows("SELECT salt, textDigest FROM row") {
                ($0, try $0.textIfAny("salt"), try $0.textIfAny("textDigest"))
            }
            .map { ($0.1, $0.2) }
        }
        #expect(seals.count == 1 && seals[0].0 == nil && seals[0].1?.count == 64)
        #expect(try await journal.verifyChain().broken == nil)
        try await change("UPDATE member SET afterEndsAt = 0 WHERE runID = 'r1'")
        #expect(try await journal.verifyChain().broken?.subject == "r1")
    }
}
