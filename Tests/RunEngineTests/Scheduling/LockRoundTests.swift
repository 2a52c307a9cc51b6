import CivilTime
import Journal
import JournalTesting
import Model
import Testing

@testable import RunEngine

/// Runs that wait for nothing but locks are looked at again by whoever serves.
struct LockRoundTests {
    private let storage = MemoryStorage()
    private let journal: MemoryJournal
    private let clock = HandClock("2026-11-20T07:00:00Z")

    init() throws {
        journal = MemoryJournal(storage)
    }

    /// A run of which Seam has ended the code, and a lock has it still.
    private func waitingRun(_ error: RowError.Code) async throws {
        let dying = MemoryJournal(storage)
        var row = JournalSample.row("k1")
        row.change = .cancel
        for place in row.members.indices { row.members[place].after = .absent }
        var record = JournalSample.run("80aa", startedAt: clock.now)
        record.scheduleName = nil
        try await dying.beginRun(record, rows: [row])
        let outcome = RowOutcome(
            row: 0,
            status: .pending,
            members: row.members.map { _ in .pending },
            error: RowError(code: error, message: "the old PIN still opens Room 1"),
        )
        try await dying.recordOutcomes([outcome], run: "80aa", at: clock.now)
        try await dying.finishRun("80aa", state: .partial, at: clock.now)
        dying.close()
    }

    private func looks(_ seconds: [Int64]) async throws -> [Int] {
        let runs = FakeRuns { _, _ in .exited(0) }
        let scheduler = Scheduler(
            journal: journal,
            clock: clock.clock,
            launcher: runs,
            options: ScheduleFixture.options(log: { _ in }),
        )
        var looks: [Int] = []
        for second in seconds {
            clock.advance(seconds: second)
            await scheduler.runOnce()
            looks.append(runs.resumed.count)
        }
        return looks
    }

    @Test func `soon at first, then less and less often, and every ten minutes in the end`() async throws {
        try await waitingRun(.stillOpens)
        #expect(try await looks([6, 61, 61, 61, 130, 300, 600, 600, 600]) == [0, 1, 1, 2, 2, 3, 4, 5, 6])
    }

    @Test func `a run that stopped for another reason is left to a person`() async throws {
        try await waitingRun(.connection)
        #expect(try await looks([6, 61, 600]) == [0, 0, 0])
    }

    @Test func `the alarm names the door, and who arrives there next`() async throws {
        try await waitingRun(.stillOpens)
        let facts = try await StatusFacts.read(in: journal, now: clock.now)
        let alarms = EngineAlarms.raised(by: facts)
        #expect(alarms.map(\.kind) == Array(repeating: "still_opens", count: facts.doorWaits.count))
        #expect(!alarms.isEmpty && alarms.allSatisfy { $0.subject.kind == .door })
        #expect(alarms.allSatisfy { $0.text.contains("keyshift resume 80aa") }, "\(alarms.map(\.text))")
    }
}
