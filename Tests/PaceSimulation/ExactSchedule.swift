/// Whether groups can be sent so that nobody is late, by trying everything: for small worlds only.
///
/// A device takes so many codes in each minute. Whatever an order of sending does with the seconds of a minute, it puts each
/// group into one of its minutes, and a device has its limit in none of them more than once; so it is enough to try minutes.
package struct ExactSchedule {
    /// What a group needs, and in which minute it has to be sent at the latest.
    package struct Group: Hashable, Comparable {
        package var devices: [Int]
        package var lastMinute: Int

        package init(devices: [Int], lastMinute: Int) {
            self.devices = devices
            self.lastMinute = lastMinute
        }

        package static func < (left: Group, right: Group) -> Bool {
            left.lastMinute != right.lastMinute
                ? left.lastMinute < right.lastMinute : left.devices.lexicographicallyPrecedes(right.devices)
        }
    }

    private struct Position: Hashable {
        var minute: Int
        var left: [Int]
    }

    private let kinds: [Group]
    private let counts: [Int]
    private let deviceCount: Int
    private let limit: Int
    private var hopeless: Set<Position> = []

    package init(_ groups: [Group], deviceCount: Int, limit: Int) {
        let byKind = Dictionary(groups.map { ($0, 1) }, uniquingKeysWith: +)
        kinds = byKind.keys.sorted()
        counts = kinds.map { byKind[$0] ?? 0 }
        self.deviceCount = deviceCount
        self.limit = limit
    }

    /// Whether there is a way in which nobody is late.
    package mutating func isPossible() -> Bool {
        canFinish(Position(minute: 0, left: counts))
    }

    private mutating func canFinish(_ position: Position) -> Bool {
        guard position.left.contains(where: { $0 > 0 }) else { return true }
        guard hasRoom(position), !hopeless.contains(position) else { return false }
        if canGoOn(position, kind: 0, free: Array(repeating: limit, count: deviceCount), taken: []) { return true }
        hopeless.insert(position)
        return false
    }

    /// Whether each device alone could take what is due on it by each minute; without that nothing needs to be tried.
    private func hasRoom(_ position: Position) -> Bool {
        var due = Array(repeating: 0, count: deviceCount)
        // The kinds are in the order of their last minutes.
        for (kind, left) in zip(kinds, position.left) where left > 0 {
            let room = (kind.lastMinute - position.minute + 1) * limit
            for device in kind.devices {
                due[device] += left
                if due[device] > room { return false }
            }
        }
        return true
    }

    /// Chooses how many groups of each kind go in this minute, the most first, and those that are due in any case.
    private mutating func canGoOn(_ position: Position, kind: Int, free: [Int], taken: [Int]) -> Bool {
        guard kind < kinds.count else {
            return canFinish(Position(minute: position.minute + 1, left: zip(position.left, taken).map(-)))
        }
        let left = position.left[kind]
        let most = kinds[kind].devices.reduce(left) { min($0, free[$1]) }
        let least = kinds[kind].lastMinute <= position.minute ? left : 0
        guard least <= most else { return false }
        for count in (least...most).reversed() {
            var free = free
            for device in kinds[kind].devices { free[device] -= count }
            if canGoOn(position, kind: kind + 1, free: free, taken: taken + [count]) { return true }
        }
        return false
    }
}
