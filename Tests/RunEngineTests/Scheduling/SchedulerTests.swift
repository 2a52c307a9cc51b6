import CivilTime
import Synchronization
import Testing

@testable import RunEngine

struct SchedulerTests {
    /// A clock that tests move by hand.
    private final class HandClock: Sendable {
        private let instant: Mutex<Instant>

        init(_ text: String) {
            instant = Mutex(PlanFixture.instant(text))
        }

        func set(_ text: String) {
            instant.withLock { $0 = PlanFixture.instant(text) }
        }

        var clock: EngineClock {
            EngineClock(now: { self.instant.withLock { $0 } }, sleep: { _ in throw CancellationError() })
        }
    }

    private func schedule() -> Schedule {
        Schedule(
            name: "nightly",
            script: "late.lua",
            arguments: [],
            cron: "0 2 * * *",
            zone: "America/New_York",
            addedAt: PlanFixture.instant("2026-11-20T00:00:00Z"),
        )
    }

    @Test func `a firing happens once, whoever tries`() async throws {
        let journal = try SQLiteJournal.temporary()
        try await journal.addSchedule(schedule())
        let clock = HandClock("2026-11-20T06:59:59Z")
        let launched = Mutex<[String]>([])
        let launches = [0, 7]
        let schedulers = launches.map { code in
            Scheduler(journal: journal, clock: clock.clock) { schedule, nominal in
                launched.withLock { $0.append("\(schedule.name) \(nominal.iso8601)") }
                return Int32(code)
            }
        }
        #expect(try await schedulers[0].fireDue().isEmpty)
        clock.set("2026-11-20T07:00:00Z")
        #expect(try await schedulers[1].fireDue().map(\.exitCode) == [7])
        #expect(try await schedulers[0].fireDue().isEmpty)
        clock.set("2026-11-21T11:00:00Z")
        #expect(try await schedulers[0].fireDue().map(\.state) == [.done])
        let instants = launched.withLock { $0 }
        #expect(instants == ["nightly 2026-11-20T07:00:00.000Z", "nightly 2026-11-21T07:00:00.000Z"])
        let history = try await journal.firings(of: "nightly", limit: 10)
        #expect(history.map(\.state) == [.done, .failed])
        journal.close()
    }

    @Test func `an expression says its next instants`() throws {
        let form = try ScheduleForm(cron: "30 2 * * *", zone: "America/New_York")
        #expect(
            try form.next(after: "2026-03-07T12:00:00Z", count: 3)
                == ["2026-03-08T07:00:00.000Z", "2026-03-09T06:30:00.000Z", "2026-03-10T06:30:00.000Z"]
        )
    }

    @Test(arguments: [
        ("61 * * * *", "UTC", "minute"), ("* * * *", "UTC", "five"), ("* * * * *", "America/Vancouvr", "Vancouver"),
    ])
    func `what cannot be scheduled is named`(cron: String, zone: String, word: String) {
        let error = #expect(throws: PlanError.self) { try ScheduleForm(cron: cron, zone: zone) }
        #expect(error?.message.contains(word) == true, "\(error?.message ?? "")")
    }
}
