internal import CivilTime
package import Model
internal import RunEngine

/// A small world: groups on some of a few devices, each due in some minute.
package struct SmallWorld {
    package var deviceCount: Int
    package var groups: [ExactSchedule.Group]

    package init(deviceCount: Int, groups: [ExactSchedule.Group]) {
        self.deviceCount = deviceCount
        self.groups = groups
    }

    /// Whether there is a way in which nobody is late, by the solver that tries everything.
    package var isPossible: Bool {
        var schedule = ExactSchedule(groups, deviceCount: deviceCount, limit: Pacer.limit)
        return schedule.isPossible()
    }

    /// The fewest minutes in which all can be sent, whoever is due when.
    package var fewestMinutes: Int {
        (0...).first { minute in
            var world = self
            for place in groups.indices { world.groups[place].lastMinute = minute }
            return world.isPossible
        } ?? 0
    }

    /// The rows, each due some seconds after its last minute has begun.
    package var rows: [Row] {
        groups.enumerated().map { number, group in
            let due = PaceSimulation.start + TimeSpan(milliseconds: Int64(group.lastMinute) * 60_000 + 10_000)
            return Row.group("k\(number)", devices: group.devices.map { "d\($0)" }, deadline: due)
        }
    }

    /// Groups at random, due at random.
    package static func loose(_ random: inout SplitMix) -> SmallWorld {
        let devices = Int.random(in: 2...4, using: &random)
        let count = Int.random(in: 8...11, using: &random) * devices
        let groups = (0..<count).map { _ in
            group(devices, lastMinute: Int.random(in: 0..<4, using: &random), &random)
        }
        return SmallWorld(deviceCount: devices, groups: groups)
    }

    /// Minutes that were filled until nothing more fitted in, so that there is a way, and hardly another one.
    package static func tight(_ random: inout SplitMix) -> SmallWorld {
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
        return SmallWorld(deviceCount: devices, groups: groups.shuffled(using: &random))
    }

    private static func group(_ deviceCount: Int, lastMinute: Int, _ random: inout SplitMix) -> ExactSchedule.Group {
        let count = min(deviceCount, [1, 2, 2, 2, 3].randomElement(using: &random) ?? 2)
        let devices = Array(0..<deviceCount).shuffled(using: &random).prefix(count).sorted()
        return ExactSchedule.Group(devices: devices, lastMinute: lastMinute)
    }
}
