import CivilTime
import Journal
import JournalFixture
import JournalTesting
import Model
import SQLJournal
import Testing

/// What stops sends from anywhere.
struct ControlTests {
    private let fixture: JournalFixture
    private let first: SQLJournal
    private let second: SQLJournal
    private let freeze = Freeze(since: JournalSample.later(5), operatorName: "ben", reason: "storm")

    init() throws {
        fixture = try JournalFixture()
        first = try fixture.open()
        second = try fixture.open(processID: 4712)
    }

    @Test func `a freeze stops every begin, every intent and every send, on all journals`() async throws {
        try await first.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
        #expect(try await second.freeze(freeze) == freeze)
        let errors = [
            await journalError {
                try await first.recordIntents([RowIntent(row: 0, attempt: 1)], run: "80aa", at: JournalSample.later(6))
            },
            await journalError { try await first.requirePermission(toSendFor: "80aa") },
            await journalError {
                try await second.beginRun(JournalSample.run("81bb"), rows: [JournalSample.row("k2")])
            },
        ]
        for error in errors {
            #expect(error?.code == .frozen)
            #expect(error?.message.contains("ben") == true)
            #expect(error?.message.contains("storm") == true)
        }
        // What was on its way can still be kept.
        try await first.recordOutcomes([RowOutcome(0, .applied)], run: "80aa", at: JournalSample.later(7))
        #expect(try await second.thaw())
        #expect(try await !second.thaw())
        try await first.requirePermission(toSendFor: "80aa")
    }

    @Test func `the first freeze stays, whoever freezes again`() async throws {
        _ = try await first.freeze(freeze)
        let again = Freeze(since: JournalSample.later(9), operatorName: "ana", reason: nil)
        #expect(try await second.freeze(again) == freeze)
        #expect(try await first.freeze() == freeze)
    }

    @Test func `one run is stopped from anywhere, until it is resumed`() async throws {
        try await first.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1"), JournalSample.row("k2")])
        try await second.requestStop(of: "80aa", by: "ben", at: JournalSample.later(5))
        let error = await journalError { try await first.requirePermission(toSendFor: "80aa") }
        #expect(error?.code == .stopRequested)
        #expect(error?.message.contains("ben asked run 80aa to stop") == true)
        #expect(try await !first.finishRun("80aa", state: .interrupted, at: JournalSample.later(6)))
        _ = try await second.adoptRun("80aa", at: JournalSample.later(7))
        try await second.requirePermission(toSendFor: "80aa")
    }

    @Test func `a row whose intent is open is shown as not known, and resumed as it was`() async throws {
        try await first.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1"), JournalSample.row("k2")])
        try await first.recordIntents([RowIntent(row: 0, attempt: 1)], run: "80aa", at: JournalSample.later(1))
        let rows = try await second.rows(of: "80aa")
        #expect(rows.map(\.status) == [.pending, .planned])
        #expect(rows[0].error?.message == "sent or not: not known; resume reads it")
        #expect(try await second.history(of: "k1").first?.row.status == .pending)
        first.close()
        let adopted = try await second.adoptRun("80aa", at: JournalSample.later(9))
        #expect(adopted.entries.map(\.row.status) == [.planned, .planned])
        #expect(adopted.entries.map { $0.lastIntent?.isOpen } == [true, nil])
    }

    @Test func `old runs are emptied, and stay in the list with the labels that they used`() async throws {
        var labelled = JournalSample.row("k1")
        labelled.once = "storm"
        try await first.beginRun(JournalSample.run("80aa"), rows: [labelled])
        try await first.recordIntents([RowIntent(row: 0, attempt: 1)], run: "80aa", at: JournalSample.later(1))
        try await first.recordOutcomes([RowOutcome(0, .applied)], run: "80aa", at: JournalSample.later(2))
        _ = try await first.finishRun("80aa", state: .completed, at: JournalSample.later(3))
        try await first.beginRun(JournalSample.run("81bb"), rows: [JournalSample.row("k2")])
        #expect(try await second.prune(before: JournalSample.later(3)) == 0)
        #expect(try await second.prune(before: JournalSample.later(4)) == 1)
        #expect(try await second.runs(limit: 9).count == 2)
        #expect(try await second.rows(of: "80aa").isEmpty)
        #expect(try await second.events(of: "80aa").isEmpty)
        #expect(try await second.rows(of: "81bb").count == 1)
        let scope = JournalSample.run("80aa").scope
        let priors = try await second.priors(of: [labelled], scope: scope, at: JournalSample.later(5))
        #expect(priors.map(\.kind) == [.once])
    }
}
