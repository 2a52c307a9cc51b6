import CivilTime
import Testing

@testable import RunEngine

/// The board's order and pace against a solver that tries everything, on small worlds that leave little room.
struct ExactScheduleTests {
    /// A small world: groups on some of a few devices.
    private struct World {
        var deviceCount: Int
        var groups: [ExactSchedule.Group]

        var isPossible: Bool {
            var schedule = ExactSchedule(groups, deviceCount: deviceCount, limit: Pacer.limit)
            return schedule.isPossible()
        }

        /// The fewest minutes in which all can be sent, whoever is due when.
        var fewestMinutes: Int {
            (0...).first { minute in
                var world = self
                for place in groups.indices { world.groups[place].lastMinute = minute }
                return world.isPossible
            } ?? 0
        }

        /// The rows, each due some seconds after its last minute has begun.
        var rows: [Row] {
            groups.enumerated().map { number, group in
                let due = Simulation.start + TimeSpan(milliseconds: Int64(group.lastMinute) * 60_000 + 10_000)
                return Row.group("k\(number)", devices: group.devices.map { "d\($0)" }, deadline: due)
            }
        }
    }

    /// Groups at random, due at random.
    private static func loose(_ random: inout SplitMix) -> World {
        let devices = Int.random(in: 2...4, using: &random)
        let count = Int.random(in: 8...11, using: &random) * devices
        let groups = (0..<count).map { _ in
            group(devices, lastMinute: Int.random(in: 0..<4, using: &random), &random)
        }
        return World(deviceCount: devices, groups: groups)
    }

    /// Minutes that were filled until nothing more fitted in, so that there is a way, and hardly another one.
    private static func tight(_ random: inout SplitMix) -> World {
        let devices = Int.random(in: 3...4, using: &random)
        var groups: [ExactSchedule.Group] = []
        for minute in 0..<Int.random(in: 2...3, using: &random) {
            var free = Array(repeating: Pacer.limit, count: devices)
            var misses = 0
            while misses < 20 {
                let slack = Int.random(in: 0..<4, using: &random) == 0 ? 1 : 0
                let group = group(devices, lastMinute: minute + slack, &random)
                guard group.devices.allSatisfy({ free[$0] > 0 }) else {
                    misses += 1
                    continue
                }
                for device in group.devices { free[device] -= 1 }
                groups.append(group)
            }
        }
        return World(deviceCount: devices, groups: groups.shuffled(using: &random))
    }

    private static func group(_ deviceCount: Int, lastMinute: Int, _ random: inout SplitMix) -> ExactSchedule.Group {
        let count = min(deviceCount, [1, 2, 2, 2, 3].randomElement(using: &random) ?? 2)
        let devices = Array(0..<deviceCount).shuffled(using: &random).prefix(count).sorted()
        return ExactSchedule.Group(devices: devices, lastMinute: lastMinute)
    }

    @Test func `the solver knows what is possible and what is not`() {
        func isPossible(_ groups: [([Int], Int, Int)]) -> Bool {
            let all = groups.flatMap { devices, minute, count in
                Array(repeating: ExactSchedule.Group(devices: devices, lastMinute: minute), count: count)
            }
            return World(deviceCount: 3, groups: all).isPossible
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
        for world in [Self.tight(&random), Self.loose(&random)] where world.isPossible {
            let rows = world.rows
            let course = MakespanTests.apply(rows)
            let late = rows.indices.filter { row in rows[row].deadline.map { course.sentAt[row] > $0 } ?? false }
            #expect(late.isEmpty, "seed \(seed): \(late.map { world.groups[$0] })")
            #expect(course.refusals == 0)
            let estimate = ApplyEstimate(rows, at: Simulation.start)
            #expect(estimate.late == 0, "seed \(seed)")
        }
    }

    @Test(arguments: 0..<30)
    func `without deadlines it takes at most one minute more than the fewest`(seed: Int) {
        var random = SplitMix(seed: UInt64(1000 + seed))
        let world = Self.tight(&random)
        var rows = world.rows
        for place in rows.indices { rows[place].deadline = nil }
        let course = MakespanTests.apply(rows)
        let most = TimeSpan(milliseconds: Int64(world.fewestMinutes + 1) * 60_000 + 10_000)
        #expect(
            course.elapsed <= most,
            "seed \(seed): \(course.elapsed), and \(world.fewestMinutes) minutes are enough"
        )
        #expect(course.refusals == 0)
    }
}
