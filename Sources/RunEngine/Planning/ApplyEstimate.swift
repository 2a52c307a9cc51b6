package import CivilTime
package import Journal
package import Model

extension ApplyEstimate {
    /// Works it out for the rows of a plan, laid out in the order of sending, each when all of its devices have a slot.
    ///
    /// `stays` has the stays of rows that change single codes, by the ids of those: a guest is late once.
    package init(
        _ rows: [Row],
        of stays: [String: Row.Target] = [:],
        busyDoors: [String: DoorState] = [:],
        at now: Instant,
    ) {
        self.init()
        var late: Set<Row.Target> = []
        guard !rows.isEmpty else { return }
        let devices = DeviceTable(rows, countsCodes: true)
        let (demands, doors) = (devices.demands, devices.doors)
        var layout = SlotLayout(limits: devices.limits, busy: devices.numbered(busyDoors), at: now)
        let order = SendOrder(rows, demands: demands, deviceCount: doors.count, layout: layout)
        let starts = layout.starts(of: order.rows, demands: demands)
        var last = now
        for row in order.rows {
            let end = starts[row] + Self.time(of: rows[row])
            let isLate = meet(rows[row], takes: end - now, at: now)
            if isLate { late.insert(stays[rows[row].target.identifier] ?? rows[row].target) }
            guard end > last else { continue }
            last = end
            let slowest = demands[row].max { layout.end(of: $0.device) < layout.end(of: $1.device) }
            pacingDoor = starts[row] > now ? slowest.map { doors[$0.device] } : nil
        }
        duration = last - now
        self.late = late.count
    }

    /// What a row takes when no device has to wait: one that makes or ends codes sends its calls one after the other.
    private static func time(of row: Row) -> TimeSpan {
        guard row.changesDoors else { return SlotLayout.answer }
        return TimeSpan(milliseconds: SlotLayout.answer.milliseconds * Int64(max(1, row.calls.count)))
    }

    /// Takes the time into account by which a row has to be sent; tells whether it is late whenever the apply begins.
    private mutating func meet(_ row: Row, takes time: TimeSpan, at now: Instant) -> Bool {
        guard row.changesHours, let deadline = row.deadline else { return false }
        let latest = deadline - time
        if startBy.map({ latest < $0 }) ?? true {
            startBy = latest
            startByZone = row.zone
        }
        return latest < now
    }
}
