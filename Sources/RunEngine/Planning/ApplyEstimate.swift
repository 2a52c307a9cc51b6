package import CivilTime
package import Journal
package import Model

extension ApplyEstimate {
    /// Works it out for the rows of a plan, laid out in the order of sending, each when all of its devices have a slot.
    package init(_ rows: [Row], busyDoors: [String: DoorState] = [:], at now: Instant) {
        self.init()
        guard !rows.isEmpty else { return }
        let devices = DeviceTable(rows, countsCodes: true)
        let (demands, doors) = (devices.demands, devices.doors)
        var layout = SlotLayout(limits: devices.limits, busy: devices.numbered(busyDoors), at: now)
        let order = SendOrder(rows, demands: demands, deviceCount: doors.count, layout: layout)
        let starts = layout.starts(of: order.rows, demands: demands)
        var last = now
        for row in order.rows {
            let end = starts[row] + Self.time(of: rows[row])
            meet(rows[row], takes: end - now, at: now)
            guard end > last else { continue }
            last = end
            let slowest = demands[row].max { layout.end(of: $0.device) < layout.end(of: $1.device) }
            pacingDoor = starts[row] > now ? slowest.map { doors[$0.device] } : nil
        }
        duration = last - now
    }

    /// What a row takes when no device has to wait: one that makes or ends codes sends its calls one after the other.
    private static func time(of row: Row) -> TimeSpan {
        guard row.changesDoors else { return SlotLayout.answer }
        return TimeSpan(milliseconds: SlotLayout.answer.milliseconds * Int64(max(1, row.calls.count)))
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
