import JournalTesting
import Model
import SeamSandbox
import Testing

@testable import RunEngine

/// What a command about one booking reads after it was agreed to.
struct ConsentReadingTests {
    /// Extends BK-1 by an hour; while the question stands, `meanwhile` happens.
    private func extend(
        _ world: MatrixWorld,
        _ consent: ConsentRule,
        _ meanwhile: () async throws -> Void = {},
    ) async throws -> RunReport {
        var pipeline = world.engine().pipeline(
            .booking(.extend("BK-1", to: "2026-11-26T20:00:00Z")),
            consent: consent,
            runID: "80aa"
        )
        while true {
            switch await pipeline.next() {
            case .show: break
            case .ask:
                try await meanwhile()
                pipeline.answer(.yes)
            case .keep: pipeline.kept(at: .success("kept.json"))
            case .wait: await pipeline.wait()
            case .apply: await pipeline.apply(stop: StopSignal()) { _ in }
            case .finished(let report): return report
            }
        }
    }

    @Test(arguments: MatrixWorld.Holder.allCases)
    func `what somebody else changed while the question stood is a conflict, and nothing is sent over it`(
        holder: MatrixWorld.Holder
    ) async throws {
        try await MatrixWorld.with(clockStandsStill: true, holder: holder) { world in
            // The clock stands still: the reading of the plan is as fresh as it can be.
            let report = try await extend(world, .ask) {
                try await world.elsewhere("ito", starts: "2026-11-23T23:00:00Z", ends: "2026-11-27T19:00:00Z")
            }
            #expect(report.plan.rows.map(\.status) == [.conflict], "\(report.failure?.message ?? "")")
            #expect(report.exitCode(isPlanOnly: false) == 3)
            // The one that is counted is that of somebody else.
            #expect(world.updates == 1)
        }
    }

    @Test func `a change that another run made while the question stood is told with who made it`() async throws {
        try await MatrixWorld.with(clockStandsStill: true) { world in
            let report = try await extend(world, .ask) {
                try await world.happen("groups.all():booking('BK-1'):one():extend('5h')", id: "81bb")
            }
            #expect(report.plan.rows.map(\.status) == [.conflict], "\(report.failure?.message ?? "")")
            #expect(report.plan.rows.first?.error?.message.contains("81bb") == true)
            #expect(world.updates == 1)
        }
    }

    @Test func `who was asked pays one reading more than who said yes before`() async throws {
        let asked = try await requests(.ask)
        let given = try await requests(.given)
        #expect(asked == given + 1)
    }

    private func requests(_ consent: ConsentRule) async throws -> Int {
        try await MatrixWorld.with(clockStandsStill: true) { world in
            let report = try await extend(world, consent)
            #expect(report.state == .completed, "\(report.failure?.message ?? "")")
            return world.server.requests(to: "/access_codes/list")
        }
    }
}
