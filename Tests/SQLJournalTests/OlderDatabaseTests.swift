import CivilTime
import Glibc
import Journal
import JournalFixture
import JournalTesting
import Model
import Testing

@testable import SQLJournal

/// Databases that older versions have written.
struct OlderDatabaseTests {
    /// The file was written by version 2 of the journal, with one finished run and one that was killed after its intents.
    @Test func `a database of an older version goes on where it was`() async throws {
        let fixture = try JournalFixture()
        try Self.copy("version-2.db", to: fixture.directory + "/keyshift.db")
        let journal = try fixture.open()
        #expect(try await journal.runs(limit: 9).map(\.id) == ["5e30674c", "ee775482"])
        #expect(try await journal.schedules().map(\.name) == ["nightly"])
        let rows = try await journal.rows(of: "ee775482")
        #expect(rows.map(\.status) == [.applied, .applied])
        #expect(rows.allSatisfy { $0.once == nil && $0.allowed.isEmpty })
        let old = try await journal.run("ee775482")
        #expect(old.origin == .run && old.limits == nil && old.state == .completed)

        // What the old version sent in the last hours counts, and its killed run can be adopted.
        var planned = rows[0]
        planned.status = .planned
        planned.isRelative = true
        let soon = old.startedAt + TimeSpan(milliseconds: 3_600_000)
        let kinds = try await journal.priors(of: [planned], scope: old.scope, at: soon).map(\.kind)
        #expect(kinds == [.unfinished, .recent])
        let adopted = try await journal.adoptRun("5e30674c", at: soon)
        #expect(adopted.entries.map(\.lastIntent?.isOpen) == [true, true])
        try await journal.recordOutcomes(
            [RowOutcome(0, .applied), RowOutcome(1, .applied)],
            run: "5e30674c",
            at: soon,
        )
        #expect(try await journal.finishRun("5e30674c", state: .completed, at: soon))
        #expect(try await (journal.store as! SQLiteStore).writerValue("PRAGMA foreign_key_check") == nil)
    }

    /// The file was written before claims and doors: by automations of the cookbook, a run that was killed after its
    /// intents, a firing that waits for its next attempt, and a notice that nobody was told.
    @Test func `a database from before claims goes on with all that was open in it`() async throws {
        let fixture = try JournalFixture()
        try Self.copy("version-6.db", to: fixture.directory + "/keyshift.db")
        let journal = try fixture.open()
        #expect(try await journal.loss() == nil)
        let first = try await journal.run("a63ec565")
        #expect(first.arguments == ["1h"] && first.reason == "storm" && first.state == .completed)
        #expect(first.limits == Limits(allowed: [.overlap]))
        #expect(try await journal.run("55cc678d").origin == .undo(of: "a63ec565"))
        #expect(try await journal.directEffects(of: "7669829d").count == 1)

        let rows = try await journal.rows(of: "3dbaf96a")
        #expect(rows.map(\.status) == Array(repeating: .pending, count: 12))
        let at = first.startedAt + TimeSpan(milliseconds: 600_000)
        let adopted = try await journal.adoptRun("3dbaf96a", at: at)
        #expect(adopted.entries.allSatisfy { $0.lastIntent?.isOpen == true && $0.row.status == .planned })
        let outcomes = rows.enumerated().map { place, row in
            RowOutcome(row: place, status: .applied, members: row.members.map { _ in .applied })
        }
        try await journal.recordOutcomes(outcomes, run: "3dbaf96a", at: at)
        #expect(try await journal.finishRun("3dbaf96a", state: .completed, at: at))

        let nightly = try #require(try await journal.schedules().first { $0.name == "nightly" })
        #expect(nightly.arguments == ["1h"])
        var options = ScheduleOptions()
        (options.maxGroups, options.allowed) = (40, [.overlap])
        #expect(nightly.options == options)
        let taken = try await journal.takeWaiting(of: "nightly", runID: "5e30674c", at: at)
        #expect(taken?.attempt == 2 && taken?.state == .running)
        let notices = try await journal.takeNotices(limit: 9, at: at)
        #expect(notices.map(\.target) == ["http://127.0.0.1:1/hook"])
        #expect(try await (journal.store as! SQLiteStore).writerValue("PRAGMA foreign_key_check") == nil)
    }

    /// The file was written by the version before: a run that was killed after its intents, a schedule with every option
    /// whose firing waits for its next attempt, notices that nobody was told, and a schedule with an option that no version
    /// has had, written by hand.
    @Test func `a database of the version before goes on with its schedules, whose options are typed`() async throws {
        let fixture = try JournalFixture()
        try Self.copy("version-8.db", to: fixture.directory + "/keyshift.db")
        let journal = try fixture.open()
        #expect(try await journal.loss() == nil)
        #expect(try await journal.rows(of: "26743413").map(\.status) == Array(repeating: .pending, count: 12))

        let schedules = try await journal.schedules()
        #expect(schedules.map(\.name) == ["every-option", "plain"])
        #expect(schedules.map(\.options) == [Self.everyOption, ScheduleOptions()])
        let every = schedules[0]
        #expect(every.cron.description == "0 2 * * *" && every.zone.name == "America/New_York")
        #expect(every.dst == .twice && every.missed == .all && every.overlap == .queue && every.retries == 7)
        #expect(every.holdAbove == 20 && every.grace == TimeSpan(milliseconds: 5_400_000))

        let unreadable = try await journal.unreadableSchedules()
        #expect(unreadable.map(\.name) == ["by-hand"])
        #expect(unreadable.first?.problem.kind == .unmigrated)
        #expect(unreadable.first?.message.contains("--future on") == true)

        let at = JournalSample.instant("2026-11-29T09:00:00Z")
        let taken = try await journal.takeWaiting(of: "every-option", runID: "5e30674c", at: at)
        #expect(taken?.attempt == 2 && taken?.state == .running)
        let notices = try await journal.takeNotices(limit: 9, at: at)
        #expect(notices.map(\.firing.schedule) == ["plain"])
        #expect(notices.map(\.target) == ["http://127.0.0.1:1/hook"])
        let store = try #require(journal.store as? SQLiteStore)
        #expect(try await store.writerValue("PRAGMA foreign_key_check") == nil)
        #expect(try await fixture.open().schedules() == schedules)
    }

    private static var everyOption: ScheduleOptions {
        var options = ScheduleOptions()
        options.maxGroups = 40
        options.maxShift = TimeSpan(milliseconds: 9_000_000)
        options.settings = "/srv/keyshift/night.json"
        options.allowed = [.lockout, .overlap]
        options.leftOut = [.busy, .recent]
        options.direct = .all
        options.stopAtPercent = 10
        options.memoryLimit = 64 << 20
        options.timeLimit = TimeSpan(milliseconds: 90_500)
        options.readableFolders = ["/srv/keyshift/exports", "/srv"]
        return options
    }

    private static func copy(_ name: String, to target: String) throws {
        let source = "\(#filePath)".split(separator: "/").dropLast().joined(separator: "/")
        let from = unsafe open("/\(source)/Databases/\(name)", O_RDONLY)
        try #require(from >= 0)
        defer { close(from) }
        let to = unsafe open(target, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        try #require(to >= 0)
        defer { close(to) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = unsafe read(from, &bytes, bytes.count)
        try #require(count > 0 && count < bytes.count)
        #expect(unsafe write(to, bytes, count) == count)
    }
}
