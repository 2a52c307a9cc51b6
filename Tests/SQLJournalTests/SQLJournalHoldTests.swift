import CivilTime
import Journal
import JournalFixture
import JournalTesting
import Model
import Testing

@testable import SQLJournal

struct SQLJournalHoldTests {
    let fixture: JournalFixture
    let first: SQLJournal
    let second: SQLJournal

    init() throws {
        fixture = try JournalFixture()
        first = try fixture.open(processID: 1)
        second = try fixture.open(processID: 2)
    }

    @Test func `a group that a living run holds is refused, and nothing is written`() async throws {
        try await first.beginRun(JournalSample.run("80aa"), rows: rows("k1", "k2"))
        let error = await begin("81bb", on: second, rows("k0", "k2"))
        #expect(error?.code == .busy)
        for word in ["80aa", "ana", "4711", "2026-11-23T22:08:00.000Z", "Booking k2"] {
            #expect(error?.message.contains(word) == true, "\(word)")
        }
        #expect(await begin("82cc", on: first, rows("k1"))?.code == .busy)
        #expect(try await second.runs(limit: 9).map(\.id) == ["80aa"])
        #expect(try await !second.isHeld("81bb"))
        #expect(await begin("81bb", on: second, rows("k0")) == nil)
    }

    @Test func `a code of a held group is held too, and the reverse`() async throws {
        var code = JournalSample.row("k1")
        code.target = .code(accessCodeID: "k1-1")
        code.members.removeLast()
        try await first.beginRun(JournalSample.run("80aa"), rows: rows("k1"))
        #expect(await begin("81bb", on: second, [code])?.code == .busy)
        try await first.abandonRun("80aa", at: JournalSample.evening)
        try await first.beginRun(JournalSample.run("82cc"), rows: [code])
        #expect(await begin("83dd", on: second, rows("k1"))?.code == .busy)
    }

    @Test func `the same key in another workspace is another group`() async throws {
        try await first.beginRun(JournalSample.run("80aa"), rows: rows("k1"))
        try await second.beginRun(JournalSample.run("81bb", workspace: "w2"), rows: rows("k1"))
        #expect(try await second.runs(limit: 9).count == 2)
    }

    @Test func `a run whose process died is interrupted, and its groups are not given away`() async throws {
        try await first.beginRun(JournalSample.run("80aa"), rows: rows("k1"))
        #expect(try await second.isHeld("80aa"))
        #expect(try await second.run("80aa").state == .running)
        first.close()
        #expect(try await !second.isHeld("80aa"))
        #expect(try await second.run("80aa").state == .interrupted)
        #expect(try await second.unfinishedRuns().map(\.id) == ["80aa"])
        let error = await begin("81bb", on: second, rows("k1"))
        #expect(error?.code == .unfinishedRun)
        #expect(error?.message.contains("run 80aa") == true)
        #expect(error?.message.contains("stopped before it finished") == true)
        #expect(try await second.runs(limit: 9).map(\.id) == ["80aa"])
    }

    @Test func `a run that died after its last outcome leaves its groups free`() async throws {
        try await first.beginRun(JournalSample.run("80aa"), rows: rows("k1"))
        try await first.recordOutcomes([RowOutcome(0, .applied)], run: "80aa", at: JournalSample.evening)
        first.close()
        try await second.beginRun(JournalSample.run("81bb"), rows: rows("k1"))
        #expect(try await second.run("80aa").state == .interrupted)
        #expect(try await second.unfinishedRuns().isEmpty)
    }

    @Test(arguments: [
        (RowStatus.planned, false), (.pending, false), (.applied, true), (.onDevice, true), (.already, true),
        (.conflict, true), (.failed, true), (.look, true),
    ])
    func `a run is over when no row is planned or pending`(status: RowStatus, isOver: Bool) async throws {
        try await first.beginRun(JournalSample.run("80aa"), rows: rows("k1", "k2"))
        let outcomes = [RowOutcome(0, .applied), RowOutcome(1, status)]
        try await first.recordOutcomes(outcomes, run: "80aa", at: JournalSample.evening)
        #expect(try await first.finishRun("80aa", state: .partial, at: JournalSample.later(9)) == isOver)
        #expect(try await first.run("80aa").finishedAt == JournalSample.later(9))
        #expect(try await first.run("80aa").state == .partial)
        #expect(try await !second.isHeld("80aa"))
        #expect(await begin("81bb", on: second, rows("k1"))?.code == (isOver ? nil : .unfinishedRun))
    }

    @Test func `an intent without an outcome keeps the run unfinished`() async throws {
        try await first.beginRun(JournalSample.run("80aa"), rows: rows("k1"))
        try await first.recordOutcomes([RowOutcome(0, .failed)], run: "80aa", at: JournalSample.evening)
        try await first.recordIntents([RowIntent(row: 0, attempt: 2)], run: "80aa", at: JournalSample.evening)
        #expect(try await first.finishRun("80aa", state: .interrupted, at: JournalSample.evening) == false)
        #expect(try await second.unfinishedRuns().map(\.id) == ["80aa"])
    }

    @Test func `an adopted run goes on with its last intents under the new process`() async throws {
        try await first.beginRun(JournalSample.run("80aa"), rows: rows("k1", "k2", "k3"))
        let intents = [RowIntent(row: 0, attempt: 1), RowIntent(row: 1, attempt: 2)]
        try await first.recordIntents(intents, run: "80aa", at: JournalSample.later(1))
        try await first.recordOutcomes([RowOutcome(0, .applied)], run: "80aa", at: JournalSample.later(2))
        for journal in [first, second] {
            #expect(
                await journalError { _ = try await journal.adoptRun("80aa", at: JournalSample.evening) }?.code == .busy
            )
        }
        first.close()

        let adopted = try await second.adoptRun("80aa", at: JournalSample.later(3))
        #expect(adopted.record.state == .running)
        #expect(adopted.record.processID == 2)
        #expect(adopted.entries.map(\.row.status) == [.applied, .planned, .planned])
        #expect(adopted.entries.map(\.lastIntent?.attempt) == [1, 2, nil])
        #expect(adopted.entries.map(\.lastIntent?.isOpen) == [false, true, nil])
        #expect(adopted.entries[1].lastIntent?.recordedAt == JournalSample.later(1))
        let event = try await second.events(of: "80aa").last
        #expect(event?.kind == .adopted)
        #expect(event?.detail == "process 2")

        let outcomes = [RowOutcome(1, .applied), RowOutcome(2, .applied)]
        try await second.recordOutcomes(outcomes, run: "80aa", at: JournalSample.later(4))
        #expect(try await second.finishRun("80aa", state: .completed, at: JournalSample.later(5)))
        let error = await journalError { _ = try await second.adoptRun("80aa", at: JournalSample.evening) }
        #expect(error?.code == .finishedRun)
        #expect(try await !second.isHeld("80aa"))
    }

    @Test func `an abandoned run frees its groups and cannot be resumed`() async throws {
        try await first.beginRun(JournalSample.run("80aa"), rows: rows("k1"))
        let living = await journalError { try await second.abandonRun("80aa", at: JournalSample.later(1)) }
        #expect(living?.code == .busy)
        first.close()
        try await second.abandonRun("80aa", at: JournalSample.later(1))
        #expect(try await second.run("80aa").state == .interrupted)
        #expect(try await second.run("80aa").finishedAt == JournalSample.later(1))
        #expect(try await second.rows(of: "80aa").map(\.status) == [.planned])
        #expect(try await second.events(of: "80aa").map(\.kind) == [.abandoned])
        #expect(try await second.unfinishedRuns().isEmpty)
        let error = await journalError { _ = try await second.adoptRun("80aa", at: JournalSample.evening) }
        #expect(error?.code == .finishedRun)
        #expect(await begin("81bb", on: second, rows("k1")) == nil)
    }

    @Test func `only the process that works on a run writes to it`() async throws {
        try await first.beginRun(JournalSample.run("80aa"), rows: rows("k1"))
        let now = JournalSample.evening
        let intents = await journalError {
            try await second.recordIntents([RowIntent(row: 0, attempt: 1)], run: "80aa", at: now)
        }
        let outcomes = await journalError {
            try await second.recordOutcomes([RowOutcome(0, .applied)], run: "80aa", at: now)
        }
        let finish = await journalError { try await second.finishRun("80aa", state: .completed, at: now) }
        #expect([intents?.code, outcomes?.code, finish?.code] == [.notOwned, .notOwned, .notOwned])
        #expect(try await second.events(of: "80aa").isEmpty)
    }

    @Test func `what the locks say later is kept for a run that is over`() async throws {
        try await first.beginRun(JournalSample.run("80aa"), rows: rows("k1"))
        try await first.recordOutcomes([RowOutcome(0, .applied)], run: "80aa", at: JournalSample.later(1))
        try await first.finishRun("80aa", state: .completed, at: JournalSample.later(2))
        try await second.recordOutcomes([RowOutcome(0, .onDevice)], run: "80aa", at: JournalSample.later(3))
        #expect(try await first.rows(of: "80aa").map(\.status) == [.onDevice])
    }

    @Test func `of two runs that begin at once with one group, one begins`() async throws {
        let (first, second) = (first, second)
        let plan = rows("k1")
        let errors = await withTaskGroup(of: JournalError?.self) { group in
            group.addTask { await self.begin("80aa", on: first, plan) }
            group.addTask { await self.begin("81bb", on: second, plan) }
            return await group.reduce(into: []) { $0.append($1) }
        }
        #expect(errors.compactMap { $0?.code } == [.busy])
        #expect(try await first.runs(limit: 9).count == 1)
    }

    private func rows(_ keys: String...) -> [Row] {
        keys.map { JournalSample.row($0, name: "Booking \($0)") }
    }

    private func begin(_ id: String, on journal: SQLJournal, _ rows: [Row]) async -> JournalError? {
        await journalError { try await journal.beginRun(JournalSample.run(id), rows: rows) }
    }
}
