import CivilTime
import Journal
import Model
import PaceSimulation
import Presentation
import Testing

@testable import RunEngine

/// The first row that reads back without an end stops the run.
struct ApplierLostEndTests {
    private static let endless = CodeState(startsAt: nil, endsAt: nil, name: "Ito", kind: .ongoing)
    private let options = ApplyOptions(concurrency: 4, pace: .off, batchSize: 5)

    private func world(losing keys: [String]) -> (ApplyWorld, [Row]) {
        let world = ApplyWorld()
        let rows = Row.groups(100)
        world.seam.install(rows)
        world.seam.change { state in
            for key in keys { state.faults[key] = [.then { $0["\(key)-0"]?.state = Self.endless }] }
        }
        return (world, rows)
    }

    @Test func `nothing new is begun, what is in flight finishes, and the rest stays planned`() throws {
        let (world, rows) = world(losing: ["k3"])
        let applied = try world.apply(rows, options: options).get()
        let sent = Set(world.seam.snapshot.sends.map(\.update.target))
        #expect((5...40).contains(sent.count), "\(sent.count) rows were sent")
        for row in applied where row.target != rows[3].target {
            #expect(row.status == (sent.contains(row.target) ? .applied : .planned))
        }
        #expect(applied[3].hasLostEnd)
        #expect(Set(world.journal.outcomes.map(\.row)).count == sent.count)

        let warning = try #require(RunApply.stopped(applied, wasOpen: rows.map { _ in true }, Limits()))
        #expect(warning.code == .stopped)
        let left = 100 - sent.count
        #expect(warning.message == "stopped, because BK-k3 reads back without an end; \(left) were not begun")
        #expect(warning.rows.count == left)

        var plan = Plan(rows: applied, madeAt: Simulation.start)
        plan.warnings = [warning]
        let state = RunApply.state(of: applied, isStopped: false)
        let report = RunReport(runID: "80aa", script: "late.lua", state: state, plan: plan)
        #expect(report.exitCode(isPlanOnly: false) == 3)
        let lines = RunText(report).lines
        #expect(lines.first?.hasPrefix("FAILED BK-k3: the code has no end any more and opens for ever") == true)
        #expect(lines.contains("WARNING  \(warning.message)"))
        #expect(lines.last == "To finish the rest: keyshift resume 80aa")
    }

    @Test func `a resume goes on with the rest, and stops at the next one`() throws {
        let (world, rows) = world(losing: ["k3", "k99"])
        let first = try world.apply(rows, options: options).get()
        let second = try world.apply(first, options: options).get()
        #expect(second.count { $0.hasLostEnd } == 2)
        #expect(second.allSatisfy { $0.status == .applied || $0.hasLostEnd })
        #expect(RunApply.stopped(second, wasOpen: first.map { $0.status == .planned }, Limits()) == nil)
    }

    @Test func `a code that somebody else made endless before is a conflict, and the others go on`() throws {
        let (world, rows) = world(losing: [])
        world.seam.change { $0.codes["k3-0"]?.state = Self.endless }
        let applied = try world.apply(rows, options: options).get()
        #expect(applied.count { $0.status == .applied } == 99)
        #expect(applied[3].status == .conflict)
    }

    @Test func `several are named by the first`() throws {
        var rows = Row.groups(4)
        for place in 0...1 {
            rows[place].status = .failed
            rows[place].error = RowError(code: .lostEnd, message: "no end")
        }
        rows[2].status = .applied
        let open = [true, true, true, true]
        let warning = try #require(RunApply.stopped(rows, wasOpen: open, Limits()))
        #expect(warning.message == "stopped, because BK-k0 and 1 more read back without an end; 1 was not begun")
        #expect(RunApply.stopped(rows, wasOpen: [false, false, true, true], Limits()) == nil)
    }
}
