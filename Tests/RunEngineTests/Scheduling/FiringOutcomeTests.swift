import CivilTime
import Journal
import JournalTesting
import Model
import Testing

@testable import RunEngine

struct FiringOutcomeTests {
    private static let now = PlanFixture.instant("2026-11-20T07:00:20Z")

    private func outcome(attempt: Int = 1, nominal: String = "2026-11-20T07:00:00Z") -> FiringOutcome {
        var firing = Firing(schedule: "nightly", nominal: PlanFixture.instant(nominal), startedAt: Self.now)
        firing.runID = "80aa"
        firing.attempt = attempt
        return FiringOutcome(of: firing, schedule: ScheduleFixture.nightly(), now: Self.now)
    }

    private func report(_ state: RunRecord.State, code: String? = nil, status: Int? = nil) -> RunReport {
        var report = RunReport(runID: "80aa", script: "late.lua", state: state, plan: .empty(at: .now()))
        if let code {
            report.failure = .init(code: FailureCode(rawValue: code) ?? .unforeseen, message: "what happened")
        }
        if let status { report.failure?.api = .init(code: "api", status: status) }
        return report
    }

    @Test(arguments: [
        (RunRecord.State.completed, Firing.State.done, Int32(0)), (.partial, .partial, 3), (.refused, .refused, 4),
        (.interrupted, .interrupted, 130),
    ])
    func `a run's end is its firing's`(state: RunRecord.State, firing: Firing.State, code: Int32) {
        let ending = outcome().ending(report(state), rateLimited: 2)
        #expect(ending.state == firing)
        #expect(ending.exitCode == code)
        #expect(ending.rateLimited == 2)
        #expect(ending.retryAt == nil)
    }

    @Test(
        arguments: [
            ("connection", nil, true), ("limit_time", nil, true), ("script_error", 503, true),
            ("script_error", 429, true),
            ("script_error", nil, false), ("script_error", 404, false), ("load_error", nil, false),
            ("unauthorized", 401, false), ("limit_memory", nil, false), ("limit_output", nil, false),
        ] as [(String, Int?, Bool)]
    )
    func `only what can pass is tried again`(code: String, status: Int?, isTried: Bool) {
        let ending = outcome().ending(report(.failed, code: code, status: status), rateLimited: 0)
        #expect(ending.state == (isTried ? .retrying : .failed))
        #expect(ending.detail == "\(code): what happened")
    }

    @Test func `calls that took effect at once are never made again by a new attempt`() {
        var report = report(.failed, code: "connection")
        report.directCalls = .init(sent: 1, failed: 0)
        #expect(outcome().ending(report, rateLimited: 0).state == .failed)
    }

    private func refusal(_ codes: [String]) -> RunReport {
        var report = report(.refused, code: codes[0])
        report.failure?.also = codes.dropFirst().map {
            .init(code: FailureCode(rawValue: $0) ?? .unforeseen, message: "what happened")
        }
        return report
    }

    @Test(
        arguments: [
            (["busy"], true), (["unfinished_run"], true), (["busy", "unfinished_run"], true),
            (["recent"], false), (["busy", "recent"], false), (["overlap", "busy"], false), (["frozen"], false),
            (["max_groups"], false),
        ] as [([String], Bool)]
    )
    func `a plan that only another run stands in the way of is tried again`(codes: [String], isTried: Bool) {
        let ending = outcome().ending(refusal(codes), rateLimited: 0)
        #expect(ending.state == (isTried ? .retrying : .refused))
        #expect((ending.retryAt != nil) == isTried)
    }

    @Test func `a plan that another run stands in the way of is refused after six attempts, and that is told`() {
        let endings = (1...6).map { outcome(attempt: $0).ending(refusal(["busy"]), rateLimited: 0) }
        #expect(endings.map(\.state) == Array(repeating: .retrying, count: 5) + [.refused])
        #expect(endings[0].retryAt == PlanFixture.instant("2026-11-20T07:00:50Z"))
        #expect(endings[4].retryAt == PlanFixture.instant("2026-11-20T07:08:20Z"))
        #expect(endings[5].detail == "busy: what happened (after 6 attempts)")
        #expect(endings[5].exitCode == 4)
        var direct = refusal(["busy"])
        direct.directCalls = .init(sent: 1, failed: 0)
        #expect(outcome().ending(direct, rateLimited: 0).state == .refused)
    }

    @Test(arguments: [(0, Firing.State.refused), (1, .retrying), (20, .retrying)])
    func `a schedule that tries nothing again does not wait for another run`(retries: Int, state: Firing.State) {
        var firing = Firing(schedule: "nightly", nominal: Self.now, startedAt: Self.now)
        (firing.runID, firing.attempt) = ("80aa", 1)
        let schedule = ScheduleFixture.nightly { $0.retries = retries }
        let outcome = FiringOutcome(of: firing, schedule: schedule, now: Self.now)
        #expect(outcome.ending(refusal(["busy"]), rateLimited: 0).state == state)
    }

    @Test func `the pauses grow, and the attempts end`() {
        let pauses = (1...8).map { FiringRule.pause(afterAttempt: $0).milliseconds / 1000 }
        #expect(pauses == [30, 60, 120, 240, 480, 600, 600, 600])
        let failed = report(.failed, code: "connection")
        let endings = (1...4).map { outcome(attempt: $0).ending(failed, rateLimited: 0) }
        #expect(endings.map(\.state) == [.retrying, .retrying, .retrying, .failed])
        #expect(endings[0].retryAt == PlanFixture.instant("2026-11-20T07:00:50Z"))
        #expect(endings[3].detail == "connection: what happened (after 4 attempts)")
    }

    @Test func `what is too late is not tried again`() {
        let ending = outcome(nominal: "2026-11-20T05:00:00Z")
            .ending(report(.failed, code: "connection"), rateLimited: 0)
        #expect(ending.state == .failed)
    }

    @Test(arguments: [(1, Firing.State.held), (2, .skipped), (30, .skipped)])
    func `a plan that waits is no refusal, and one that waits already is not told again`(
        asks: Int,
        state: Firing.State,
    ) {
        var report = report(.waiting, code: "needs_approval")
        report.waiting = WaitingPlan(
            hash: "p",
            scope: WorkspaceScope(endpoint: "", workspaceID: ""),
            author: "ana",
            askedBy: "80aa",
            script: "late.lua",
            arguments: [],
            groups: 25,
            askedAt: report.plan.madeAt,
            expiresAt: report.plan.madeAt,
        )
        report.waiting?.asks = asks
        #expect(outcome().ending(report, rateLimited: 0).state == state)
    }

    @Test func `a process without a word is judged by what the journal has of its run`() {
        let why = "its process was ended by signal 9"
        let nothing = outcome().ending(of: nil, isResumable: false, exitCode: nil, because: why)
        #expect(nothing.state == .retrying)
        #expect(nothing.detail == "\(why); nothing was sent")
        var run = JournalSample.run("80aa")
        run.state = .interrupted
        #expect(outcome().ending(of: run, isResumable: true, exitCode: nil, because: why).state == .interrupted)
        let direct = outcome().ending(of: run, isResumable: false, exitCode: nil, because: why)
        #expect(direct.state == .failed)
        #expect(direct.detail?.contains("stays") == true)
        run.state = .completed
        let done = outcome().ending(of: run, isResumable: false, exitCode: 0, because: why)
        #expect(done.state == .done)
        #expect(done.detail == nil)
    }
}
