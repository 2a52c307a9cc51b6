import CivilTime
import Glibc
import Journal
import JournalFixture
import JournalTesting
import Model
import SQLJournal
import Testing

/// Who works on a run, when the lock on its file says nothing any more.
struct ClaimTests {
    private let fixture: JournalFixture
    private let old: SQLJournal
    private let new: SQLJournal

    init() throws {
        fixture = try JournalFixture()
        old = try fixture.open()
        new = try fixture.open(processID: 4712)
    }

    /// Has the second journal take the run over, as it can where the file of the lock was lost while its process was stopped.
    private func takeOver() async throws {
        try await old.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1"), JournalSample.row("k2")])
        try await old.recordIntents([RowIntent(row: 0, attempt: 1)], run: "80aa", at: JournalSample.later(1))
        unsafe unlink("\(fixture.directory)/runs/80aa.lock")
        _ = try await new.adoptRun("80aa", at: JournalSample.later(60))
    }

    @Test func `a process whose run was taken over writes nothing for it any more`() async throws {
        try await takeOver()
        let at = JournalSample.later(61)
        let errors = [
            await journalError { try await old.recordIntents([RowIntent(row: 1, attempt: 1)], run: "80aa", at: at) },
            await journalError { try await old.recordOutcomes([RowOutcome(0, .applied)], run: "80aa", at: at) },
            await journalError { try await old.requirePermission(toSendFor: "80aa") },
            await journalError { _ = try await old.finishRun("80aa", state: .completed, at: at) },
        ]
        for error in errors {
            #expect(error?.code == .notOwned)
            #expect(error?.message.contains("process 4712") == true, "\(String(describing: error))")
        }
        #expect(try await new.events(of: "80aa").map(\.kind) == [.intent, .adopted])
        try await new.requirePermission(toSendFor: "80aa")
    }

    @Test func `what it had sent is kept as late, and its group is closed to other values`() async throws {
        try await takeOver()
        try await new.recordOutcomes([RowOutcome(0, .applied)], run: "80aa", at: JournalSample.later(62))
        try await old.recordLate([0], run: "80aa", at: JournalSample.later(70))
        let rows = try await new.rows(of: "80aa")
        #expect(rows[0].status == .look)
        #expect(rows[0].error?.code == "late")
        #expect(try await new.events(of: "80aa").last?.kind == .late)
        let quarantine = try await new.past(of: "80aa", at: JournalSample.later(71)).quarantine
        #expect(quarantine.byItself["k1"] == JournalSample.later(160))
    }

    @Test func `a run that was finished can be claimed by nobody with an old token`() async throws {
        try await old.beginRun(JournalSample.run("80aa"), rows: [JournalSample.row("k1")])
        try await old.recordOutcomes([RowOutcome(0, .applied)], run: "80aa", at: JournalSample.later(1))
        #expect(try await old.finishRun("80aa", state: .completed, at: JournalSample.later(2)))
        #expect(await journalError { try await old.requirePermission(toSendFor: "80aa") }?.code == .notOwned)
    }
}
