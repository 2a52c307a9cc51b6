import CivilTime
import Journal
import JournalFixture
import JournalTesting
import Model
import Testing

@testable import SQLJournal

struct SQLJournalScheduleTests {
    let fixture: JournalFixture
    let journal: SQLJournal

    init() throws {
        fixture = try JournalFixture()
        journal = try fixture.open()
    }

    @Test func `schedules come back as they were, by name`() async throws {
        var fired = Self.schedule("night", arguments: ["a b", "--x=\"1\""])
        fired.dst = .twice
        fired.missed = .all
        fired.grace = TimeSpan(milliseconds: 90_000)
        fired.overlap = .queue
        fired.holdAbove = 20
        fired.retries = 7
        fired.options = StoredScheduleTests.allOptions
        fired.onFailure = "https://hooks.example/a"
        fired.onRecovery = "env:HOOK"
        fired.pausedAt = JournalSample.later(30)
        fired.pauseNote = "locks are changed"
        fired.resumedAt = JournalSample.later(20)
        fired.lastFiredAt = JournalSample.later(60)
        try await journal.addSchedule(fired)
        try await journal.addSchedule(Self.schedule("morning"))
        #expect(try await fixture.open().schedules() == [Self.schedule("morning"), fired])
    }

    @Test func `a name is given once`() async throws {
        try await journal.addSchedule(Self.schedule("night"))
        let error = await journalError { try await journal.addSchedule(Self.schedule("night", arguments: ["x"])) }
        #expect(error?.code == .duplicateSchedule)
        #expect(error?.message.contains("night") == true)
        #expect(try await journal.schedules() == [Self.schedule("night")])
    }

    @Test func `a change keeps the history and the pause`() async throws {
        try await journal.addSchedule(Self.schedule("night"))
        try await journal.claim("night", "2026-11-23T23:00:00Z", run: "80aa")
        try await journal.pauseSchedule("night", note: "why", at: JournalSample.later(9))
        try await journal.changeSchedule(Self.schedule("night", arguments: ["x"]))
        let changed = try #require(try await journal.schedules().first)
        #expect(changed.arguments == ["x"])
        #expect(changed.pauseNote == "why")
        #expect(changed.lastFiredAt == JournalSample.instant("2026-11-23T23:00:00Z"))
        let error = await journalError { try await journal.changeSchedule(Self.schedule("day")) }
        #expect(error?.code == .unknownSchedule)
    }

    @Test func `a removed schedule keeps its firings, and those that waited are left out`() async throws {
        try await journal.addSchedule(Self.schedule("night"))
        try await journal.claim("night", "2026-11-23T23:00:00Z", run: "80aa")
        try await journal.claim("night", "2026-11-23T23:01:00Z", run: "81bb") { $0.isMadeUp = true }
        try await journal.removeSchedule("night")
        #expect(try await journal.schedules().isEmpty)
        #expect(try await journal.firings(of: "night", limit: 9).map(\.state) == [.skipped, .running])
        let errors = [
            await journalError { try await journal.removeSchedule("night") },
            await journalError { try await journal.pauseSchedule("night", note: nil, at: JournalSample.evening) },
            await journalError { try await journal.resumeSchedule("night", at: JournalSample.evening) },
        ]
        #expect(errors.map { $0?.code } == Array(repeating: .unknownSchedule, count: 3))
        #expect(try await journal.claim("night", "2026-11-23T23:05:00Z", run: "82cc") == .lost)
        try await journal.addSchedule(Self.schedule("night"))
        #expect(try await journal.claim("night", "2026-11-23T23:00:00Z", run: "83dd") == .lost)
    }

    @Test func `the newest firing only moves forward, and not by hand`() async throws {
        try await journal.addSchedule(Self.schedule("night"))
        for (minute, run) in [("01", "80aa"), ("03", "81bb"), ("02", "82cc")] {
            try await journal.claim("night", "2026-11-23T23:\(minute):00Z", run: run)
        }
        try await journal.claim("night", "2026-11-23T23:04:00Z", run: "83dd") { $0.cause = .hand }
        #expect(try await journal.schedules()[0].lastFiredAt == JournalSample.instant("2026-11-23T23:03:00Z"))
    }

    @Test func `of all who claim a firing, one gets it`() async throws {
        try await journal.addSchedule(Self.schedule("night"))
        let journals = [journal, try fixture.open(), try fixture.open()]
        let verdicts = try await withThrowingTaskGroup(of: FiringClaim.Verdict.self) { group in
            for number in 0..<12 {
                group.addTask {
                    try await journals[number % 3].claim("night", "2026-11-23T23:00:00Z", run: "r\(number)")
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(verdicts.count { $0 != .lost } == 1)
        #expect(try await journal.firings(of: "night", limit: 9).count == 1)
    }

    @Test func `a firing keeps how it ended, once, and only for its own run`() async throws {
        try await journal.addSchedule(Self.schedule("night"))
        try await journal.claim("night", "2026-11-23T23:00:00Z", run: "80aa")
        var ending = FiringEnding(runID: "80aa", state: .retrying, exitCode: 1, detail: "no answer", at: Self.later(9))
        ending.retryAt = Self.later(39)
        ending.rateLimited = 3
        #expect(try await journal.finishFiring(ending))
        #expect(try await !journal.finishFiring(ending))
        #expect(try await journal.takeWaiting(of: "night", runID: "81bb", at: Self.later(38)) == nil)
        let taken = try await journal.takeWaiting(of: "night", runID: "81bb", at: Self.later(39))
        #expect(taken?.attempt == 2)
        #expect(try await !journal.finishFiring(ending))
        #expect(try await journal.takeWaiting(of: "night", runID: "82cc", at: Self.later(99)) == nil)
        let done = FiringEnding(runID: "81bb", state: .done, exitCode: 0, at: Self.later(60))
        #expect(try await journal.finishFiring(done))
        let kept = try await journal.firings(of: "night", limit: 9)
        #expect(kept.map(\.state) == [.done])
        #expect(kept.first?.rateLimited == 3)
        #expect(kept.first?.finishedAt == Self.later(60))
        #expect(kept.first?.detail == nil)
    }

    @Test func `waiting firings are taken one at a time, the oldest first`() async throws {
        try await journal.addSchedule(Self.schedule("night"))
        for (minute, run) in [("03", "80aa"), ("02", "81bb"), ("01", "82cc")] {
            try await journal.claim("night", "2026-11-23T23:\(minute):00Z", run: run) { $0.waits = true }
        }
        #expect(try await journal.openFirings().map(\.state) == [.queued, .queued, .queued])
        var order: [String] = []
        for run in ["r1", "r2", "r3"] {
            let taken = try await journal.takeWaiting(of: "night", runID: run, at: Self.later(500))
            order.append(taken?.nominal.iso8601 ?? "none")
            #expect(try await journal.takeWaiting(of: "night", runID: "other", at: Self.later(500)) == nil)
            #expect(
                try await journal.finishFiring(FiringEnding(runID: run, state: .done, exitCode: 0, at: Self.later(501)))
            )
        }
        #expect(order == ["01", "02", "03"].map { "2026-11-23T23:\($0):00.000Z" })
    }

    @Test func `a process that enters its firing locks it until it closes`() async throws {
        try await journal.addSchedule(Self.schedule("night"))
        try await journal.claim("night", "2026-11-23T23:00:00Z", run: "80aa")
        #expect(try await !journal.isFiringAlive(runID: "80aa"))
        let child = try fixture.open()
        #expect(try await child.enterFiring(runID: "80aa", processID: 99)?.processID == 99)
        #expect(try await journal.enterFiring(runID: "80aa", processID: 98) == nil)
        #expect(try await journal.enterFiring(runID: "none", processID: 98) == nil)
        #expect(try await journal.isFiringAlive(runID: "80aa"))
        child.close()
        await journal.waitUntilGone("80aa")
        #expect(try await !journal.isFiringAlive(runID: "80aa"))
    }

    @Test func `missed firings are kept once and never over another state`() async throws {
        try await journal.addSchedule(Self.schedule("night") { $0.onFailure = "https://hooks.example/a" })
        try await journal.claim("night", "2026-11-23T23:01:00Z", run: "80aa")
        let schedule = try #require(try await journal.schedules().first)
        let nominals = (0..<4).map { JournalSample.instant("2026-11-23T23:0\($0):00Z") }
        for expected in [3, 0] {
            let count = try await journal.recordMissed(nominals, of: schedule, because: "late", at: Self.later(9))
            #expect(count == expected)
        }
        let kept = try await journal.firings(of: "night", limit: 9)
        #expect(kept.map(\.state) == [.missed, .missed, .running, .missed])
        let notices = try await journal.takeNotices(limit: 9, at: Self.later(9))
        #expect(notices.count == 1)
        #expect(notices.first?.others == 2)
    }

    @Test func `what was counted adds up`() async throws {
        try await journal.addSchedule(Self.schedule("night"))
        try await journal.claim("night", "2026-11-23T23:00:00Z", run: "80aa")
        var ending = FiringEnding(runID: "80aa", state: .done, exitCode: 0, at: Self.later(9))
        ending.rateLimited = 5
        #expect(try await journal.finishFiring(ending))
        try await journal.claim("night", "2026-11-23T23:05:00Z", run: "81bb")
        try await journal.beginRun(
            JournalSample.run("82cc"),
            rows: [JournalSample.row("k1"), JournalSample.row("k2")]
        )
        let counts = try await journal.counts()
        #expect(counts.firings == [.done: 1, .running: 1])
        #expect(counts.runs == [.running: 1])
        #expect(counts.rows == [.planned: 2])
        #expect(counts.rateLimited == 5)
    }

    private static func later(_ seconds: Int64) -> Instant {
        Instant(milliseconds: JournalSample.instant("2026-11-23T23:00:00Z").milliseconds + seconds * 1000)
    }

    private static func schedule(
        _ name: String,
        arguments: [String] = [],
        _ change: (inout Schedule) -> Void = { _ in },
    ) -> Schedule {
        var schedule = Schedule(
            name: name,
            script: "/srv/late.lua",
            arguments: arguments,
            cron: JournalSample.cron("30 22 * * *"),
            zone: JournalSample.zone("America/Vancouver"),
            addedAt: JournalSample.evening,
        )
        change(&schedule)
        return schedule
    }
}
