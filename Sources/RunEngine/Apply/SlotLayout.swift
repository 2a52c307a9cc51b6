import CivilTime
internal import Journal

/// Lays rows out over the slots of their devices, as an apply sends them.
struct SlotLayout {
    /// What a row and its reads take when no device has to wait.
    static let answer = TimeSpan(milliseconds: 1000)
    /// How fine the layout is: slots that free in the same step are used together.
    private static let step: Int64 = 1000

    /// The instant at which nothing has been laid out yet.
    let start: Instant
    /// When the slots of each device free, earliest first.
    private var slots: [[Instant]]

    /// Makes a layout of devices with the updates that each takes in a minute; `busy` are those with used slots, or closed.
    init(deviceCount: Int, busy: [Int: DoorState], at now: Instant) {
        self.init(limits: Array(repeating: Pacer.limit, count: deviceCount), busy: busy, at: now)
    }

    /// Makes a layout of devices with the calls that each takes in a minute; those that are busy take updates.
    init(limits: [Int], busy: [Int: DoorState], at now: Instant) {
        start = now
        slots = limits.map { Array(repeating: now, count: $0) }
        for (device, state) in busy where slots.indices.contains(device) {
            let closed = max(now, state.closedUntil ?? now)
            let used = state.frees.filter { $0 > now }.suffix(Pacer.limit)
            slots[device] = (Array(repeating: now, count: Pacer.limit - used.count) + used).map { max($0, closed) }
                .sorted()
        }
    }

    /// Lays rows out: whenever slots free, the first ones in the order whose devices have all that they need.
    /// - Returns: When each row of the plan starts; `start` for one that is not in the order.
    mutating func starts(of order: [Int], demands: [[Pacer.Demand]]) -> [Instant] {
        var starts = Array(repeating: start, count: demands.count)
        var waiting = order
        var now = start
        while !waiting.isEmpty {
            var next = Instant(milliseconds: .max)
            waiting.removeAll { row in
                let free = slot(for: demands[row])
                guard free <= now else {
                    next = min(next, free)
                    return false
                }
                take(demands[row], at: now)
                starts[row] = now
                return true
            }
            guard !waiting.isEmpty else { break }
            let steps = ((next - start).milliseconds + Self.step - 1) / Self.step
            now = start + TimeSpan(milliseconds: steps * Self.step)
        }
        return starts
    }

    /// When the last slot of a device frees.
    func end(of device: Int) -> Instant { slots[device].last ?? start }

    private func slot(for demands: [Pacer.Demand]) -> Instant {
        var latest = start
        for demand in demands { latest = max(latest, slots[demand.device][demand.slots - 1]) }
        return latest
    }

    private mutating func take(_ demands: [Pacer.Demand], at now: Instant) {
        // What is taken now frees after all that was taken before.
        let free = now + Self.answer + Pacer.window
        for demand in demands {
            slots[demand.device].removeFirst(demand.slots)
            slots[demand.device].append(contentsOf: repeatElement(free, count: demand.slots))
        }
    }
}
