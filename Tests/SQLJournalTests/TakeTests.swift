import CivilTime
import Journal
import JournalFixture
import JournalTesting
import Model
import SQLJournal
import Testing

/// What a command that names one booking takes out of another run.
struct TakeTests {
    private let fixture: JournalFixture
    private let run: SQLJournal
    private let command: SQLJournal

    init() throws {
        fixture = try JournalFixture()
        run = try fixture.open(processID: 1)
        command = try fixture.open(processID: 2)
    }

    private func begin() async throws {
        try await run.beginRun(JournalSample.run("80aa"), rows: ["k0", "k1", "k2"].map { JournalSample.row($0) })
    }

    private func name(_ key: String, second: Int64 = 1) async -> JournalError? {
        var record = JournalSample.run("81bb", startedAt: JournalSample.later(second))
        record.scheduleName = nil
        record.origin = .extend
        return await journalError { [record] in
            try await command.beginRun(record, rows: [JournalSample.row(key)])
        }
    }

    private func intents(_ rows: Range<Int>) -> [RowIntent] {
        rows.map { RowIntent(row: $0, attempt: 1, devices: ["front door": 1]) }
    }

    @Test func `a row that was not sent is taken, and its run is told so and takes no slot for it`() async throws {
        try await begin()
        #expect(await name("k1") == nil)
        let verdict = try await run.recordIntents(intents(0..<3), after: [], run: "80aa", at: JournalSample.later(2))
        #expect(verdict.granted == [0, 2])
        #expect(Set(verdict.taken.keys) == [1])
        #expect(verdict.taken[1]?.code == "taken")
        #expect(verdict.taken[1]?.message.contains("81bb of ana") == true)
        let busy = try await command.busyDoors(of: "http://127.0.0.1:1", at: JournalSample.later(2))
        #expect(busy["front door"]?.frees.count == 2)
        #expect(try await run.rows(of: "80aa").map(\.status) == [.pending, .taken, .pending])
        #expect(try await run.events(of: "80aa").map(\.kind) == [.taken, .intent, .intent])
    }

    @Test func `what a run finds of a taken row is not kept, and the run can end`() async throws {
        try await begin()
        #expect(await name("k1") == nil)
        let outcomes = [RowOutcome(0, .applied), RowOutcome(1, .conflict), RowOutcome(2, .applied)]
        let taken = try await run.recordOutcomes(outcomes, run: "80aa", at: JournalSample.later(3))
        #expect(Set(taken.keys) == [1])
        #expect(try await run.rows(of: "80aa").map(\.status) == [.applied, .taken, .applied])
        #expect(try await run.finishRun("80aa", state: .partial, at: JournalSample.later(4)))
    }

    @Test func `a row that is under way is not taken before its send can arrive no more`() async throws {
        try await begin()
        _ = try await run.recordIntents(intents(1..<2), after: [], run: "80aa", at: JournalSample.later(0))
        #expect(await name("k1", second: 119)?.code == .busy)
        #expect(try await run.rows(of: "80aa")[1].status == .pending)
        #expect(await name("k1", second: 120) == nil)
        #expect(try await run.rows(of: "80aa")[1].status == .taken)
    }

    @Test func `a row that is settled is free for a named booking while its run goes on`() async throws {
        try await begin()
        _ = try await run.recordIntents(intents(1..<2), after: [], run: "80aa", at: JournalSample.later(0))
        try await run.recordOutcomes([RowOutcome(1, .applied)], run: "80aa", at: JournalSample.later(0))
        #expect(await name("k1") == nil)
        #expect(try await run.rows(of: "80aa")[1].status == .applied)
    }

    @Test func `a row of a run whose process died is taken, and the rest of it waits for a resume`() async throws {
        try await begin()
        run.close()
        #expect(await name("k1") == nil)
        #expect(try await command.unfinishedRuns().map(\.id) == ["80aa"])
        #expect(
            try await command.adoptRun("80aa", at: JournalSample.later(9)).entries.map(\.row.status) == [
                .planned, .taken, .planned,
            ]
        )
    }

    @Test func `a run that names no booking takes nothing`() async throws {
        try await begin()
        let error = await journalError { [command] in
            try await command.beginRun(JournalSample.run("81bb"), rows: [JournalSample.row("k1")])
        }
        #expect(error?.code == .busy)
        #expect(try await run.rows(of: "80aa")[1].status == .planned)
    }

    @Test func `a code of a held group is taken with the whole row`() async throws {
        try await begin()
        var code = JournalSample.row("k1")
        code.target = .code(accessCodeID: "k1-1")
        code.members.removeLast()
        var record = JournalSample.run("81bb", startedAt: JournalSample.later(1))
        record.origin = .move
        try await command.beginRun(record, rows: [code])
        #expect(try await run.rows(of: "80aa").map(\.status) == [.planned, .taken, .planned])
    }
}
