package import CivilTime

/// How long an apply takes within the documented limits, what makes it so long, and by when it has to begin.
///
/// The rows are laid out in the order of sending, each at the first instant at which all of its devices have a slot.
package struct ApplyEstimate: Hashable, Sendable {
    /// What a row and its reads take when no device has to wait.
    private static let answer = TimeSpan(milliseconds: 1000)

    /// The time from the first request to the last answer.
    package private(set) var duration = TimeSpan.zero
    /// The door whose codes take longest, nil when no door makes anybody wait.
    package private(set) var pacingDoor: String?
    /// The last instant at which the apply can begin so that nobody is late; nil when no row has a time to be met.
    package private(set) var startBy: Instant?
    /// The zone of the door that has to be met first.
    package private(set) var startByZone: String?
    /// The number of rows that are late even if the apply begins at once.
    package private(set) var late = 0

    /// Works it out for the rows of a plan; `lastSends` are the sends of the last minute by device.
    package init(_ rows: [Row], lastSends: [String: [Instant]] = [:], at now: Instant) {
        let devices = DeviceTable(rows)
        let order = SendOrder(rows, demands: devices.demands, deviceCount: devices.doors.count)
        var slots = devices.doors.indices.map { _ in Array(repeating: now, count: Pacer.limit) }
        for (device, sends) in devices.numbered(lastSends) {
            let busy = sends.map { $0 + Pacer.window }.filter { $0 > now }.suffix(Pacer.limit)
            slots[device] = (Array(repeating: now, count: Pacer.limit - busy.count) + busy).sorted()
        }
        var last = now
        for row in order.rows {
            let demands = devices.demands[row]
            let start = demands.map { slots[$0.device][$0.slots - 1] }.max() ?? now
            for demand in demands {
                slots[demand.device].removeFirst(demand.slots)
                slots[demand.device] += Array(repeating: start + Self.answer + Pacer.window, count: demand.slots)
                slots[demand.device].sort()
            }
            let end = start + Self.answer
            meet(rows[row], takes: end - now, at: now)
            guard end > last else { continue }
            last = end
            let slowest = demands.max { slots[$0.device][Pacer.limit - 1] < slots[$1.device][Pacer.limit - 1] }
            pacingDoor = start > now ? slowest.map { devices.doors[$0.device] } : nil
        }
        duration = last - now
    }

    private mutating func meet(_ row: Row, takes time: TimeSpan, at now: Instant) {
        guard row.changesHours, let deadline = row.deadline else { return }
        let latest = deadline - time
        if latest < now { late += 1 }
        guard startBy.map({ latest < $0 }) ?? true else { return }
        startBy = latest
        startByZone = row.zone
    }
}
