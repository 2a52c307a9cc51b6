import CivilTime
import Journal
import JournalFixture
import JournalTesting
import Model
import SQLJournal
import Testing

@testable import RunEngine

/// A command that names one booking while another run has just sent it something.
struct NamedWaitTests {
    /// Extends BK-1, which a rival has an open intent of; `meanwhile` is called at each step of a wait, on a clock that
    /// moves by waits.
    private func extend(
        _ world: MatrixWorld,
        _ meanwhile: @escaping @Sendable (SQLJournal, TimeSpan) async throws -> Void,
    ) async throws -> (report: RunReport, waited: TimeSpan) {
        let rival = try world.journals.open(processID: 4712)
        try await rival.beginRun(try await world.record("81bb"), rows: [JournalSample.row("ito")])
        let intent = RowIntent(row: 0, attempt: 1)
        _ = try await rival.recordIntents([intent], after: [], run: "81bb", at: world.environment.clock.now())
        var environment = world.environment
        let waited = MatrixWorld.Mutexed<Int64>(0)
        environment.clock.sleep = { span in
            waited.value += span.milliseconds
            world.lead.value += span.milliseconds
            try await meanwhile(rival, TimeSpan(milliseconds: waited.value))
        }
        var options = Engine.Options()
        options.pace = .off
        let engine = Engine(environment, options: options)
        let way = Way.booking(.extend("BK-1", to: "2026-11-26T21:00:00Z"))
        let report = await engine.drive(way, .given, runID: "80aa")
        return (report, TimeSpan(milliseconds: waited.value))
    }

    @Test func `it waits until the other run knows what became of its send, and then plans anew`() async throws {
        try await MatrixWorld.with(clockStandsStill: true) { world in
            let (report, waited) = try await extend(world) { rival, waited in
                guard waited.milliseconds == 3000 else { return }
                try await world.elsewhere("ito", starts: "2026-11-23T23:00:00Z", ends: "2026-11-26T20:00:00Z")
                let now = world.environment.clock.now()
                try await rival.recordOutcomes([RowOutcome(0, .applied)], run: "81bb", at: now)
            }
            #expect(report.failure == nil, "\(report.failure?.message ?? "")")
            #expect(report.state == .completed)
            #expect(report.plan.rows.first?.before?.endsAt == JournalSample.instant("2026-11-26T20:00:00Z"))
            #expect(report.plan.rows.first?.after?.endsAt == JournalSample.instant("2026-11-26T21:00:00Z"))
            #expect(waited.milliseconds >= 3000 && waited.milliseconds < 10_000)
        }
    }

    @Test func `a send without an answer is waited for as long as it can arrive`() async throws {
        try await MatrixWorld.with(clockStandsStill: true) { world in
            let (report, waited) = try await extend(world) { _, _ in }
            #expect(report.failure == nil, "\(report.failure?.message ?? "")")
            #expect(report.state == .completed)
            #expect(waited.milliseconds >= 119_000 && waited.milliseconds < 125_000, "\(waited)")
            #expect(try await world.environment.journal().rows(of: "81bb").map(\.status) == [.taken])
            #expect(world.updates == 1)
        }
    }

    @Test func `what is not settled after two minutes is pending, and nothing was sent`() async throws {
        try await MatrixWorld.with(clockStandsStill: true) { world in
            let (report, waited) = try await extend(world) { rival, waited in
                guard waited.milliseconds == 60_000 else { return }
                let again = RowIntent(row: 0, attempt: 2)
                _ = try await rival.recordIntents([again], after: [], run: "81bb", at: world.environment.clock.now())
            }
            #expect(report.plan.rows.map(\.status) == [.pending])
            #expect(report.plan.rows.first?.error?.message.contains("81bb of ana") == true)
            #expect(report.exitCode(isPlanOnly: false) == 3)
            #expect(world.updates == 0)
            #expect(waited.milliseconds <= 121_000)
        }
    }

    @Test(arguments: [(false, false), (true, false), (true, true)])
    func `what a stopped run sent counts as a change where it has arrived, and is left to others where it was not done`(
        hasArrived: Bool,
        isDone: Bool,
    ) async throws {
        try await MatrixWorld.with(clockStandsStill: true) { world in
            let engine = Engine(world.environment, options: Engine.Options())
            let way = Way.booking(.extend("BK-1", by: "1h"))
            let planned = await engine.drive(way, .planOnly, runID: "79ff")
            let row = try #require(planned.plan.rows.first, "\(planned.failure?.message ?? "")")
            let rival = try world.journals.open(processID: 4712)
            try await rival.beginRun(try await world.record("81bb"), rows: [row])
            let intent = RowIntent(row: 0, attempt: 1)
            let now = world.environment.clock.now()
            _ = try await rival.recordIntents([intent], after: [], run: "81bb", at: now)
            if hasArrived {
                let after = try #require(row.after)
                let (start, end) = (try #require(after.startsAt), try #require(after.endsAt))
                try await world.elsewhere("ito", starts: start.iso8601, ends: end.iso8601)
            }
            if isDone { try await rival.recordOutcomes([RowOutcome(0, .applied)], run: "81bb", at: now) }
            world.lead.value += 130_000

            let report = await engine.drive(way, .planOnly, runID: "80aa")
            let warnings = report.plan.warnings
            #expect(warnings.contains { $0.code == .recent } == hasArrived, "\(warnings)")
            guard !isDone else {
                #expect(!warnings.contains { $0.code == .taking }, "\(warnings)")
                return
            }
            let taking = try #require(warnings.first { $0.code == .taking }, "\(warnings)")
            let words =
                hasArrived ? "which has sent it before it stopped and leaves" : "which has not sent it and leaves"
            #expect(taking.message.contains(words), "\(taking.message)")
        }
    }
}
