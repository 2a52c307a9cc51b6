import CivilTime
import Journal
import JournalFixture
import JournalTesting
import Model
import Testing

@testable import SQLJournal

struct SQLJournalPriorTests {
    let fixture: JournalFixture
    let journal: SQLJournal

    init() throws {
        fixture = try JournalFixture()
        journal = try fixture.open()
    }

    @Test func `a label is used at the intent, once for a group, and names who used it`() async throws {
        try await journal.beginRun(JournalSample.run("80aa"), rows: [labelled("k1"), labelled("k2")])
        try await journal.recordIntents([RowIntent(row: 0, attempt: 1)], run: "80aa", at: JournalSample.later(60))
        try await settle("80aa", RowOutcome(0, .applied), RowOutcome(1, .conflict))
        let error = await begin("81bb", labelled("k0"), labelled("k1"))
        #expect(error?.code == .once)
        for word in ["Booking k1", "late", "ana", "80aa", "Mon 23 Nov 2026 15:09"] {
            #expect(error?.message.contains(word) == true, "\(word)")
        }
        #expect(error?.priors.map(\.run.id) == ["80aa"])
        #expect(error?.priors.map(\.row) == [1])
        #expect(error?.priors.map(\.at) == [JournalSample.later(60)])
        #expect(try await journal.runs(limit: 9).count == 1)
        #expect(await begin("82cc", labelled("k2")) == nil)
        #expect(await begin("83dd", labelled("k1", "another label")) == nil)
    }

    @Test func `what certainly did not happen frees its label and its change`() async throws {
        try await journal.beginRun(
            JournalSample.run("80aa"),
            rows: [labelled("k1"), JournalSample.relativeRow("k2")]
        )
        let intents = [RowIntent(row: 0, attempt: 1), RowIntent(row: 1, attempt: 1)]
        try await journal.recordIntents(intents, run: "80aa", at: JournalSample.evening)
        var refused = [RowOutcome(0, .failed), RowOutcome(1, .failed)]
        for index in refused.indices { refused[index].isUntouched = true }
        try await settle("80aa", refused[0], refused[1])
        #expect(await begin("81bb", labelled("k1"), JournalSample.relativeRow("k2")) == nil)
    }

    @Test(arguments: [(0, false), (43_199, false), (43_201, true)])
    func `a relative change of a group whose hours were changed is refused for twelve hours, by key and by code`(
        seconds: Int64,
        isFree: Bool
    ) async throws {
        try await sendAndSettle("80aa", JournalSample.relativeRow("k1"))
        let at = JournalSample.later(seconds)
        var code = JournalSample.relativeRow("k1")
        code.target = .code(accessCodeID: "k1-2")
        code.members.removeFirst()
        for row in [JournalSample.relativeRow("k1"), code] {
            let error = await begin("81bb", at: at, row)
            #expect(error?.code == (isFree ? nil : .recent))
            let priors = try await journal.priors(of: [row], scope: JournalSample.run("80aa").scope, at: at)
            #expect(priors.map(\.kind) == (isFree ? [.busy] : [.recent]))
            if error == nil { return }
        }
    }

    @Test func `an absolute change, a row that is allowed or has a label, and a row that sends nothing may go`()
        async throws
    {
        try await sendAndSettle("80aa", JournalSample.relativeRow("k1"))
        var other = JournalSample.relativeRow("k1")
        other.isRelative = false
        var again = JournalSample.relativeRow("k1")
        again.allowed = [.recent]
        var settled = JournalSample.relativeRow("k1")
        settled.status = .already
        for (id, row) in [("81bb", other), ("82cc", again), ("83dd", labelled("k1"))] {
            #expect(await begin(id, row) == nil, "\(id)")
            try await journal.abandonRun(id, at: JournalSample.evening)
        }
        let scope = JournalSample.run("80aa").scope
        #expect(try await journal.priors(of: [settled], scope: scope, at: JournalSample.evening).isEmpty)
        #expect(await begin("81cc", workspace: "w2", JournalSample.relativeRow("k1")) == nil)
    }

    @Test func `an undo is not refused, and frees what it took back`() async throws {
        try await sendAndSettle("80aa", labelled("k1"))
        try await sendAndSettle("81bb", JournalSample.relativeRow("k2"))
        for (id, undone, row) in [("82cc", "80aa", labelled("k1")), ("83dd", "81bb", JournalSample.relativeRow("k2"))] {
            var undo = JournalSample.run(id)
            undo.origin = .undo(of: undone)
            var back = row
            back.once = nil
            for index in back.members.indices {
                back.members[index].before = row.members[index].after
                back.members[index].after = row.members[index].before
            }
            try await journal.beginRun(undo, rows: [back])
            try await journal.recordIntents([RowIntent(row: 0, attempt: 1)], run: id, at: JournalSample.later(1))
            try await settle(id, RowOutcome(0, .applied))
        }
        #expect(await begin("84ee", labelled("k1"), JournalSample.relativeRow("k2")) == nil)
    }

    @Test func `the undo of an undo counts as a change again`() async throws {
        try await sendAndSettle("80aa", JournalSample.relativeRow("k1"))
        for (id, undone, isFree) in [("82cc", "80aa", true), ("83dd", "82cc", false), ("84ee", "83dd", true)] {
            var undo = JournalSample.run(id)
            undo.origin = .undo(of: undone)
            try await journal.beginRun(undo, rows: [JournalSample.row("k1")])
            try await journal.recordIntents([RowIntent(row: 0, attempt: 1)], run: id, at: JournalSample.later(1))
            try await settle(id, RowOutcome(0, .applied))
            let scope = JournalSample.run(id).scope
            let priors = try await journal.priors(
                of: [JournalSample.relativeRow("k1")],
                scope: scope,
                at: JournalSample.later(60)
            )
            #expect(priors.isEmpty == isFree, "\(id)")
        }
    }

    @Test func `a send that nobody settled counts after its run was abandoned`() async throws {
        try await journal.beginRun(JournalSample.run("80aa"), rows: [JournalSample.relativeRow("k1")])
        try await journal.recordIntents([RowIntent(row: 0, attempt: 1)], run: "80aa", at: JournalSample.evening)
        try await journal.abandonRun("80aa", at: JournalSample.later(5))
        #expect(await begin("81bb", JournalSample.relativeRow("k1"))?.code == .recent)
        var again = JournalSample.relativeRow("k1")
        again.allowed = [.recent]
        try await journal.beginRun(JournalSample.run("82cc"), rows: [again])
        let closed = try await journal.past(of: "82cc", at: JournalSample.later(6)).quarantine
        let until = JournalSample.later(95)
        #expect(closed.byOthers == ["k1": until, "k1-1": until, "k1-2": until])
        #expect(try await journal.past(of: "82cc", at: until).quarantine.isEmpty)
    }

    @Test func `a send without an answer closes its group for other runs for 90 s`() async throws {
        try await journal.beginRun(JournalSample.run("80aa"), rows: [JournalSample.relativeRow("k1")])
        try await journal.recordIntents([RowIntent(row: 0, attempt: 1)], run: "80aa", at: JournalSample.evening)
        var outcome = RowOutcome(0, .applied)
        outcome.unansweredAt = JournalSample.later(30)
        try await settle("80aa", outcome)
        var other = JournalSample.run("81bb")
        other.origin = .undo(of: "80aa")
        try await journal.beginRun(other, rows: [JournalSample.relativeRow("k1")])
        let closed = try await journal.past(of: "81bb", at: JournalSample.later(31)).quarantine
        #expect(closed.byOthers["k1"] == JournalSample.later(120))
        let own = try await journal.past(of: "80aa", at: JournalSample.later(31)).quarantine
        #expect(own.byOthers.isEmpty)
        #expect(own.byItself["k1-1"] == JournalSample.later(120))
        try await journal.beginRun(
            JournalSample.run("82cc", workspace: "w2"),
            rows: [JournalSample.relativeRow("k1")]
        )
        #expect(try await journal.past(of: "82cc", at: JournalSample.later(31)).quarantine.isEmpty)
    }

    @Test func `who holds a group is told before it is asked for`() async throws {
        try await journal.beginRun(JournalSample.run("80aa"), rows: [JournalSample.relativeRow("k1")])
        let second = try fixture.open(processID: 2)
        let scope = JournalSample.run("80aa").scope
        let held = try await second.priors(
            of: [JournalSample.relativeRow("k1")],
            scope: scope,
            at: JournalSample.evening
        )
        #expect(held.map(\.kind) == [.busy])
        #expect(held.first?.run.processID == 4711)
        journal.close()
        let left = try await second.priors(
            of: [JournalSample.relativeRow("k1")],
            scope: scope,
            at: JournalSample.evening
        )
        #expect(left.map(\.kind) == [.unfinished])
    }

    private func labelled(_ key: String, _ label: String = "late") -> Row {
        var row = JournalSample.row(key, name: "Booking \(key)")
        row.once = label
        return row
    }

    private func begin(
        _ id: String,
        workspace: String = "w1",
        at instant: Instant = JournalSample.evening,
        _ rows: Row...,
    ) async -> JournalError? {
        await journalError {
            try await journal.beginRun(
                JournalSample.run(id, workspace: workspace, startedAt: instant),
                rows: rows,
            )
        }
    }

    private func sendAndSettle(_ id: String, _ row: Row) async throws {
        try await journal.beginRun(JournalSample.run(id), rows: [row])
        try await journal.recordIntents([RowIntent(row: 0, attempt: 1)], run: id, at: JournalSample.evening)
        try await settle(id, RowOutcome(0, .applied))
    }

    private func settle(_ id: String, _ outcomes: RowOutcome...) async throws {
        try await journal.recordOutcomes(outcomes, run: id, at: JournalSample.evening)
        try await journal.finishRun(id, state: .completed, at: JournalSample.evening)
    }
}
