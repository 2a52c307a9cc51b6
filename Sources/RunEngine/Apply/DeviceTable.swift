import Journal
internal import Model

/// Numbers for the devices of a plan, in the order in which the rows name them.
struct DeviceTable {
    private var numbers: [String: Int] = [:]
    /// The name of each device's door.
    private(set) var doors: [String] = []
    /// The id of each device.
    private(set) var ids: [String] = []
    /// What each row needs of the devices.
    private(set) var demands: [[Pacer.Demand]] = []

    init(_ rows: [Row]) {
        demands.reserveCapacity(rows.count)
        for row in rows {
            // A row that makes or ends codes sends one call at a time; what its doors allow, the journal says.
            demands.append(row.changesDoors ? [] : Pacer.demand(of: row.members.map { number(of: $0) }))
        }
    }

    /// How busy the devices are, without those that the plan does not touch.
    func numbered(_ doors: [String: DoorState]) -> [Int: DoorState] {
        var states: [Int: DoorState] = [:]
        for (device, state) in doors {
            if let number = numbers[device] { states[number] = state }
        }
        return states
    }

    private mutating func number(of member: Row.Member) -> Int {
        if let number = numbers[member.deviceID] { return number }
        numbers[member.deviceID] = doors.count
        doors.append(member.door)
        ids.append(member.deviceID)
        return doors.count - 1
    }
}
