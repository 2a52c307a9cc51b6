import CivilTime
import Journal
import Model
import Testing

@testable import RunEngine

/// Every way into a run × every check; docs/architecture.md has the table, and the cells that cannot exist.
///
/// `scripts/matrix` takes each check out in turn, and sees that its cells fail here.
struct PipelineMatrixTests {
    @Test(arguments: MatrixCell.all)
    func `a check refuses on every way into a run, and nothing is sent`(cell: MatrixCell) async throws {
        try await MatrixWorld.with(holder: cell.holder) { world in
            let outcome = try await cell.report(in: world)
            #expect(
                outcome.report.failure?.code.rawValue == cell.code,
                "\(outcome.report.failure?.message ?? "no failure")"
            )
            #expect(
                outcome.report.state == (cell.code == "needs_approval" && cell.way != .approved ? .waiting : .refused)
            )
            #expect(outcome.report.exitCode(isPlanOnly: cell.isPlanOnly) == 4)
            #expect(outcome.updates == 0)
        }
    }

    /// The rows of a resume keep what their run was allowed, so that "busy" is all that another process can mean there.
    private static let rowCells = MatrixCell.all.filter { $0.check != nil && !($0.way == .resume && $0.check == .busy) }

    /// What was approved is what the approver has seen: nothing more can be allowed on the line that begins it.
    @Test(arguments: rowCells.filter { $0.way == .approved && $0.check?.canBeAllowed == true })
    func `a check that is allowed on the line does not let an approved plan go`(cell: MatrixCell) async throws {
        try await MatrixWorld.with { world in
            let check = try #require(cell.check)
            let outcome = try await cell.report(in: world, allowed: [check])
            #expect(outcome.report.failure?.code.rawValue == cell.code && outcome.updates == 0)
        }
    }

    @Test(arguments: rowCells.filter { $0.way != .approved && $0.check?.canBeAllowed == true })
    func `a check that is allowed lets the rows go, and tells them`(cell: MatrixCell) async throws {
        try await MatrixWorld.with(holder: cell.holder) { world in
            let check = try #require(cell.check)
            let outcome = try await cell.report(in: world, allowed: [check])
            #expect(outcome.report.failure == nil, "\(outcome.report.failure?.message ?? "")")
            #expect(outcome.report.state == (cell.isPlanOnly ? .planned : .completed))
            #expect((outcome.updates > 0) == !cell.isPlanOnly)
            let told = outcome.report.plan.warnings.contains { $0.code.word == cell.code && !$0.rows.isEmpty }
            #expect(told == (check != .recent && check != .once))
        }
    }

    @Test(arguments: rowCells + MatrixCell.taking)
    func `a check whose rows are left out takes them from the plan, and says why`(cell: MatrixCell) async throws {
        try await MatrixWorld.with(holder: cell.holder) { world in
            let check = try #require(cell.check)
            let outcome = try await cell.report(in: world, leftOut: [check])
            #expect(outcome.report.failure == nil, "\(outcome.report.failure?.message ?? "")")
            #expect(outcome.updates == 0)
            let leftOut = outcome.report.plan.leftOut
            #expect(!leftOut.isEmpty)
            #expect(leftOut.allSatisfy { !$0.why.isEmpty })
        }
    }

    @Test(arguments: MatrixCell.spared)
    func `one named booking that only gains time is told, and not refused`(cell: MatrixCell) async throws {
        try await MatrixWorld.with(holder: cell.holder) { world in
            let outcome = try await cell.report(in: world)
            #expect(outcome.report.failure == nil, "\(outcome.report.failure?.message ?? "")")
            #expect(outcome.report.state == .completed)
            #expect(outcome.updates > 0)
            #expect(outcome.report.plan.warnings.contains { $0.code.word == cell.code })
        }
    }

    @Test(arguments: MatrixCell.taking)
    func `a command that names one booking takes its row out of another run`(cell: MatrixCell) async throws {
        try await MatrixWorld.with(holder: cell.holder) { world in
            let outcome = try await cell.report(in: world)
            #expect(outcome.report.failure == nil, "\(outcome.report.failure?.message ?? "")")
            #expect(outcome.report.state == .completed)
            #expect(outcome.updates > 0)
            #expect(outcome.report.plan.warnings.contains { $0.code == .taking && $0.rows.count == 1 })
            let left = try await world.environment.journal().rows(of: "81bb")
            #expect(left.map(\.status) == [.taken])
            #expect(left.first?.error?.message.contains("80aa of ana") == true)
        }
    }

    @Test(arguments: MatrixCell.all)
    func `a plan that is refused is shown first`(cell: MatrixCell) async throws {
        try await MatrixWorld.with(holder: cell.holder) { world in
            guard case .way(let way) = try await cell.prepare(world), cell.code != "stale_plan" else { return }
            let engine = world.engine(zoneData: cell.zoneData, of: cell.person) { cell.options(&$0) }
            var pipeline = engine.pipeline(way, consent: .ask, runID: "80aa")
            guard case .show(let report) = await pipeline.next() else {
                // A resume of a run that another process works on has no plan of its own.
                #expect(cell.way == .resume && cell.check == .busy)
                return
            }
            #expect(!report.plan.rows.isEmpty)
            let isRefused = !["unconfirmed", "needs_approval"].contains(cell.code)
            #expect((report.state == .refused) == isRefused)
        }
    }
}
