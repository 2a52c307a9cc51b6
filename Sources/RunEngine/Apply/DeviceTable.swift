import CivilTime
internal import Model

/// Numbers for the devices of a plan, in the order in which the rows name them.
struct DeviceTable {
    private var numbers: [String: Int] = [:]
    /// The name of each device's door.
    private(set) var doors: [String] = []
    /// What each row needs of the devices.
    private(set) var demands: [[Pacer.Demand]] = []

    init(_ rows: [Row]) {
        demands.reserveCapacity(rows.count)
        for row in rows { demands.append(Pacer.demand(of: row.members.map { number(of: $0) })) }
    }

    /// The sends by device, without those to devices that the plan does not touch.
    func numbered(_ lastSends: [String: [Instant]]) -> [Int: [Instant]] {
        var sends: [Int: [Instant]] = [:]
        for (device, instants) in lastSends {
            if let number = numbers[device] { sends[number] = instants }
        }
        return sends
    }

    private mutating func number(of member: Row.Member) -> Int {
        if let number = numbers[member.deviceID] { return number }
        numbers[member.deviceID] = doors.count
        doors.append(member.door)
        return doors.count - 1
    }
}
