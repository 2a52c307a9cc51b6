import CivilTime
import Journal
import JournalTesting
import Model
import Synchronization

@testable import RunEngine

/// A clock that tests move by hand.
final class HandClock: Sendable {
    private let instant: Mutex<Instant>

    init(_ text: String) {
        instant = Mutex(PlanFixture.instant(text))
    }

    var now: Instant { instant.withLock { $0 } }

    func set(_ text: String) {
        set(PlanFixture.instant(text))
    }

    func set(_ now: Instant) {
        instant.withLock { $0 = now }
    }

    func advance(seconds: Int64) {
        instant.withLock { $0 = Instant(milliseconds: $0.milliseconds + seconds * 1000) }
    }

    /// A clock whose sleeps end at once, by an error, as for a task that is cancelled.
    var clock: EngineClock {
        EngineClock(now: { self.now }, sleep: { _ in throw CancellationError() })
    }
}

/// Processes as a scheduler sees them: a test says how each ends.
final class FakeRuns: FiringLauncher {
    /// One process.
    struct Started: Hashable {
        var schedule: String
        var nominal: String
        var run: String
    }

    /// What a process does before it ends; a firing that is finished by it has kept its own end.
    typealias Body = @Sendable (Firing, Schedule) async -> ChildEnd

    private let log = Mutex<[Started]>([])
    private let resumedRuns = Mutex<[String]>([])
    private let begunPlans = Mutex<[String]>([])
    private let body: Body
    private let beginBody: @Sendable (WaitingPlan) async -> ChildEnd
    private let resumeBody: @Sendable (RunRecord) async -> ChildEnd

    init(
        resume: @escaping @Sendable (RunRecord) async -> ChildEnd = { _ in .exited(0) },
        begin: @escaping @Sendable (WaitingPlan) async -> ChildEnd = { _ in .exited(0) },
        _ body: @escaping Body,
    ) {
        self.body = body
        beginBody = begin
        resumeBody = resume
    }

    var started: [Started] { log.withLock { $0 } }
    var nominals: [String] { started.map(\.nominal) }
    var begun: [String] { begunPlans.withLock { $0 } }
    var resumed: [String] { resumedRuns.withLock { $0 } }

    func run(_ firing: Firing, of schedule: Schedule) async -> ChildEnd {
        let started = Started(schedule: schedule.name, nominal: firing.nominal.iso8601, run: firing.runID ?? "")
        log.withLock { $0.append(started) }
        return await body(firing, schedule)
    }

    func resume(_ run: RunRecord) async -> ChildEnd {
        resumedRuns.withLock { $0.append(run.id) }
        return await resumeBody(run)
    }

    func begin(_ plan: WaitingPlan) async -> ChildEnd {
        begunPlans.withLock { $0.append(plan.hash) }
        return await beginBody(plan)
    }

    /// Processes that keep how they ended, as `keyshift run` does.
    static func ending(
        in journal: any Journal,
        _ state: @escaping @Sendable (Firing) -> Firing.State = { _ in .done },
    ) -> FakeRuns {
        FakeRuns { firing, _ in
            let code: Int32 = state(firing) == .done ? 0 : 1
            let ending = FiringEnding(
                runID: firing.runID ?? "",
                state: state(firing),
                exitCode: code,
                at: firing.startedAt,
            )
            _ = try? await journal.finishFiring(ending)
            return .exited(code)
        }
    }
}

enum ScheduleFixture {
    /// A schedule of every night at two in New York, added on 20 November 2026.
    static func nightly(_ change: (inout Schedule) -> Void = { _ in }) -> Schedule {
        JournalSample.nightly(change)
    }

    /// Options with ids that count up from a prefix, and a log.
    static func options(_ prefix: String = "a", log: @escaping @Sendable (String) -> Void = { _ in })
        -> Scheduler.Options
    {
        let numbers = Numbers()
        var options = Scheduler.Options(newRunID: { "\(prefix)\(numbers.next())" })
        options.log = log
        return options
    }

    private final class Numbers: Sendable {
        private let value = Mutex(0)

        func next() -> Int {
            value.withLock {
                $0 += 1
                return $0
            }
        }
    }
}

/// What was said, a line at a time.
final class Lines: Sendable {
    private let lines = Mutex<[String]>([])

    func add(_ line: String) {
        lines.withLock { $0.append(line) }
    }

    var all: [String] { lines.withLock { $0 } }
}
