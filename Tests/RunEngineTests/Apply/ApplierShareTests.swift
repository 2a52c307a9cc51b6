import CivilTime
import Journal
import Model
import PaceSimulation
import Testing

@testable import RunEngine
@testable import Seam

/// `--stop-at` inside the apply: at a share of failed rows nothing new is sent.
struct ApplierShareTests {
    private static let refused = SeamError.status(404, "no such key")

    private func options(_ percent: Int?) -> ApplyOptions {
        var options = ApplyOptions(concurrency: 4, pace: .off, batchSize: 5)
        options.stopAtPercent = percent
        return options
    }

    /// A hundred groups, of which the API refuses those of these numbers.
    private func world(refusing numbers: Range<Int>) -> (ApplyWorld, [Row]) {
        let world = ApplyWorld()
        let rows = Row.groups(100)
        world.seam.install(rows)
        world.seam.change { state in
            for number in numbers { state.faults["k\(number)"] = [.error(Self.refused, takesEffect: false)] }
        }
        return (world, rows)
    }

    @Test func `at the share nothing new is sent, what is in flight is finished, and the rest stays planned`() throws {
        let (world, rows) = world(refusing: 0..<100)
        let applied = try world.apply(rows, options: options(10)).get()
        let sent = Set(world.seam.snapshot.sends.map(\.update.target))
        // A row counts when its outcome is kept, and batches that overlap have sent by then.
        #expect((10...40).contains(sent.count), "\(sent.count) rows were sent")
        for row in applied { #expect(row.status == (sent.contains(row.target) ? .failed : .planned)) }
        #expect(Set(world.journal.outcomes.map(\.row)).count == sent.count)
        #expect(world.progress.last?.counts == [.failed: sent.count, .planned: 100 - sent.count])
    }

    @Test(arguments: [(9, 100, 0), (10, 90, 1)])
    func `one row under the share goes on to the end, and at the share rows are left`(
        refused: Int,
        appliedAtMost: Int,
        plannedAtLeast: Int,
    ) throws {
        let (world, rows) = world(refusing: 0..<refused)
        let applied = try world.apply(rows, options: options(10)).get()
        #expect(applied.count { $0.status == .failed } == refused)
        #expect(applied.count { $0.status == .applied } <= appliedAtMost - (refused == 10 ? 1 : 0))
        #expect(applied.count { $0.status == .planned } >= plannedAtLeast)
        if plannedAtLeast == 0 { #expect(applied.allSatisfy { $0.status != .planned }) }
    }

    @Test func `without a share all rows are tried`() throws {
        let (world, rows) = world(refusing: 0..<100)
        let applied = try world.apply(rows, options: options(nil)).get()
        #expect(applied.allSatisfy { $0.status == .failed })
        #expect(world.seam.snapshot.sends.count == 100)
    }

    @Test func `what somebody else changed, and what is not shown yet, is no failure`() throws {
        let world = ApplyWorld()
        let rows = Row.groups(20)
        world.seam.install(rows)
        world.seam.change { state in
            for number in 0..<10 { state.codes["k\(number)-0"]?.state.endsAt = Row.evening }
            for number in 10..<15 { state.faults["k\(number)"] = [.stale(TimeSpan(milliseconds: 300_000))] }
        }
        let applied = try world.apply(rows, options: options(10)).get()
        #expect(applied.map(\.status).prefix(10).allSatisfy { $0 == .conflict })
        #expect(applied.map(\.status)[10..<15].allSatisfy { $0 == .pending })
        #expect(applied.map(\.status).suffix(5).allSatisfy { $0 == .applied })
    }

    @Test func `rows that an earlier apply failed do not count again, so that a resume goes on`() throws {
        let (world, rows) = world(refusing: 0..<0)
        var left = rows
        for place in 0..<30 { left[place].status = .failed }
        let applied = try world.apply(left, options: options(10)).get()
        #expect(applied.map(\.status) == Array(repeating: .failed, count: 30) + Array(repeating: .applied, count: 70))
    }
}
