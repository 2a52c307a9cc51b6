import CivilTime
import Model
import PaceSimulation
import Testing

@testable import RunEngine

/// The board's order and pace against a solver that tries everything, on small worlds that leave little room.
struct ExactScheduleTests {
    @Test func `the solver knows what is possible and what is not`() {
        func isPossible(_ groups: [([Int], Int, Int)]) -> Bool {
            let all = groups.flatMap { devices, minute, count in
                Array(repeating: ExactSchedule.Group(devices: devices, lastMinute: minute), count: count)
            }
            return SmallWorld(deviceCount: 3, groups: all).isPossible
        }
        #expect(isPossible([([0], 0, 10)]))
        #expect(!isPossible([([0], 0, 11)]))
        #expect(isPossible([([0], 1, 20)]))
        #expect(isPossible([([0, 1], 0, 5), ([1, 2], 0, 5), ([0, 2], 0, 5)]))
        #expect(!isPossible([([0, 1], 0, 6), ([1, 2], 0, 5)]))
        #expect(isPossible([([0, 1], 0, 6), ([1, 2], 1, 5)]))
    }

    @Test(arguments: 0..<60)
    func `wherever the solver finds a way in which nobody is late, nobody is late here`(seed: Int) {
        var random = SplitMix(seed: UInt64(seed))
        for world in [SmallWorld.tight(&random), SmallWorld.loose(&random)] where world.isPossible {
            let rows = world.rows
            let course = PaceSimulation.apply(rows)
            let late = course.late(rows)
            #expect(late.isEmpty, "seed \(seed): \(late.map { world.groups[$0] })")
            #expect(course.refusals == 0)
            let estimate = ApplyEstimate(rows, at: Simulation.start)
            #expect(estimate.late == 0, "seed \(seed)")
        }
    }

    @Test(arguments: 0..<30)
    func `without deadlines it takes at most one minute more than the fewest`(seed: Int) {
        var random = SplitMix(seed: UInt64(1000 + seed))
        let world = SmallWorld.tight(&random)
        var rows = world.rows
        for place in rows.indices { rows[place].deadline = nil }
        let course = PaceSimulation.apply(rows)
        let most = TimeSpan(milliseconds: Int64(world.fewestMinutes + 1) * 60_000 + 10_000)
        #expect(
            course.elapsed <= most,
            "seed \(seed): \(course.elapsed), and \(world.fewestMinutes) minutes are enough"
        )
        #expect(course.refusals == 0)
    }
}
