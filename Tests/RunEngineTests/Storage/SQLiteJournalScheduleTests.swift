import CivilTime
import Testing

@testable import RunEngine

struct SQLiteJournalScheduleTests {
    let fixture: JournalFixture
    let journal: SQLiteJournal

    init() throws {
        fixture = try JournalFixture()
        journal = try fixture.open()
    }

    @Test func `schedules come back as they were, by name`() async throws {
        var fired = Self.schedule("night")
        fired.lastFiredAt = JournalFixture.later(60)
        try await journal.addSchedule(fired)
        try await journal.addSchedule(Self.schedule("morning", arguments: ["a b", "--x=\"1\""]))
        #expect(
            try await fixture.open().schedules() == [Self.schedule("morning", arguments: ["a b", "--x=\"1\""]), fired]
        )
    }

    @Test func `a name is given once`() async throws {
        try await journal.addSchedule(Self.schedule("night"))
        let error = await journalError { try await journal.addSchedule(Self.schedule("night", arguments: ["x"])) }
        #expect(error?.code == .duplicateSchedule)
        #expect(error?.message.contains("night") == true)
        #expect(try await journal.schedules() == [Self.schedule("night")])
    }

    @Test func `a removed schedule is gone and keeps its firings`() async throws {
        let nominal = JournalFixture.evening
        try await journal.addSchedule(Self.schedule("night"))
        #expect(try await journal.claimFiring("night", nominal: nominal, startedAt: nominal))
        try await journal.removeSchedule("night")
        #expect(try await journal.schedules().isEmpty)
        #expect(try await journal.firings(of: "night", limit: 9).count == 1)
        let errors = [
            await journalError { try await journal.removeSchedule("night") },
            await journalError { try await journal.setLastFired("night", nominal: nominal) },
            await journalError { _ = try await journal.claimFiring("night", nominal: nominal, startedAt: nominal) },
        ]
        #expect(errors.map { $0?.code } == Array(repeating: .unknownSchedule, count: 3))
        try await journal.addSchedule(Self.schedule("night"))
        #expect(try await !journal.claimFiring("night", nominal: nominal, startedAt: nominal))
    }

    @Test func `the newest firing only moves forward`() async throws {
        try await journal.addSchedule(Self.schedule("night"))
        for seconds in [60, 120, 90] as [Int64] {
            try await journal.setLastFired("night", nominal: JournalFixture.later(seconds))
        }
        #expect(try await journal.schedules()[0].lastFiredAt == JournalFixture.later(120))
        let nominal = JournalFixture.later(180)
        #expect(try await journal.claimFiring("night", nominal: nominal, startedAt: nominal))
        #expect(try await journal.schedules()[0].lastFiredAt == nominal)
    }

    @Test func `of all who claim a firing, one gets it`() async throws {
        try await journal.addSchedule(Self.schedule("night"))
        let journals = [journal, try fixture.open(), try fixture.open()]
        let claims = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<12 {
                group.addTask {
                    try await journals[number % 3].claimFiring(
                        "night",
                        nominal: JournalFixture.evening,
                        startedAt: JournalFixture.later(Int64(number)),
                    )
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(claims.count { $0 } == 1)
        #expect(try await journal.firings(of: "night", limit: 9).count == 1)
    }

    @Test(arguments: [(Firing.State.done, Int32(0)), (.failed, 3), (.failed, nil)] as [(Firing.State, Int32?)])
    func `a firing keeps how it ended, once`(state: Firing.State, exitCode: Int32?) async throws {
        try await journal.addSchedule(Self.schedule("night"))
        var expected = Firing(schedule: "night", nominal: JournalFixture.evening, startedAt: JournalFixture.later(2))
        #expect(
            try await journal.claimFiring("night", nominal: expected.nominal, startedAt: expected.startedAt)
        )
        #expect(try await journal.firings(of: "night", limit: 9) == [expected])
        try await journal.finishFiring("night", nominal: expected.nominal, state: state, exitCode: exitCode)
        expected.state = state
        expected.exitCode = exitCode
        #expect(try await journal.firings(of: "night", limit: 9) == [expected])
        let error = await journalError {
            try await journal.finishFiring("night", nominal: expected.nominal, state: .done, exitCode: 0)
        }
        #expect(error?.code == .unknownFiring)
        #expect(try await journal.firings(of: "night", limit: 9) == [expected])
    }

    @Test func `firings are listed newest first`() async throws {
        try await journal.addSchedule(Self.schedule("night"))
        for seconds in [60, 180, 120] as [Int64] {
            let nominal = JournalFixture.later(seconds)
            #expect(try await journal.claimFiring("night", nominal: nominal, startedAt: nominal))
        }
        let firings = try await journal.firings(of: "night", limit: 2)
        #expect(firings.map(\.nominal) == [180, 120].map(JournalFixture.later))
    }

    private static func schedule(_ name: String, arguments: [String] = []) -> Schedule {
        Schedule(
            name: name,
            script: "/srv/late.lua",
            arguments: arguments,
            cron: "30 22 * * *",
            zone: "America/Vancouver",
            addedAt: JournalFixture.evening,
        )
    }
}
