package import CivilTime
package import Model
internal import RunEngine

/// Which devices the groups of a simulated apply are on.
package enum Workload: String, CaseIterable, Sendable {
    /// Each group on a room and on one of the front doors.
    case frontDoors = "front doors"
    /// Each group on a room and on the same device.
    case hotDevice = "one hot device"
    /// Each group on two devices at random.
    case random

    /// Groups on these devices; their deadlines, where they have any, are spread over the day.
    package func rows(_ count: Int, devices: Int, frontDoors: Int, hasDeadlines: Bool) -> [Row] {
        var random = SplitMix(seed: 11)
        return (0..<count).map { number in
            let names: [String]
            switch self {
            case .frontDoors: names = ["front\(number % frontDoors)", "room\(number % (devices - frontDoors))"]
            case .hotDevice: names = ["hot", "room\(number % (devices - 1))"]
            case .random:
                let first = Int.random(in: 0..<devices, using: &random)
                let second = (first + Int.random(in: 1..<devices, using: &random)) % devices
                names = ["d\(first)", "d\(second)"]
            }
            let hours = Int64.random(in: 0..<12, using: &random)
            let deadline = hasDeadlines ? Row.oldEnd + TimeSpan(milliseconds: hours * 3_600_000) : nil
            return Row.group("k\(number)", devices: names, deadline: deadline)
        }
    }
}

extension [Row] {
    /// The time that the busiest device needs under the documented limit, whatever the order.
    package var busiestDeviceBound: TimeSpan {
        let loads = Dictionary(flatMap(\.members).map { ($0.deviceID, 1) }, uniquingKeysWith: +)
        let windows = ((loads.values.max() ?? 1) - 1) / Pacer.limit
        return TimeSpan(milliseconds: Int64(windows) * Pacer.window.milliseconds)
    }
}
