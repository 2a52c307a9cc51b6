import CivilTime
import Journal
import JournalTesting
import Model
import Testing

@testable import RunEngine

/// What `status` tells of a run that went well.
struct StatusFactsTests {
    /// A run of ten hours before whose guest's old hours end an hour after `evening`, and the new ones two hours after.
    @Test(arguments: [
        (Int64(-32_400), 0), (-3601, 0), (-3600, 1), (0, 1), (7199, 1), (7200, 0),
    ])
    func `a row that nobody saw on its door is told from two hours before its guest needs it, until the stay is over`(
        seconds: Int64,
        count: Int,
    ) async throws {
        let journal = MemoryJournal()
        var row = JournalSample.row("k1", name: "BK-1 Ito")
        row.deadline = JournalSample.later(3600)
        let record = JournalSample.run("80aa", startedAt: JournalSample.later(-36_000))
        try await journal.beginRun(record, rows: [row])
        try await journal.recordOutcomes([RowOutcome(0, .applied)], run: "80aa", at: JournalSample.later(-35_000))
        try await journal.finishRun("80aa", state: .completed, at: JournalSample.later(-35_000))
        let facts = try await StatusFacts.read(in: journal, now: JournalSample.later(seconds))
        #expect(facts.notOnDoors.count == count)
        #expect(facts.needsPerson == (count > 0))
        #expect(facts.notOnDoors.first?.deadline == (count > 0 ? row.deadline : nil))
    }
}
