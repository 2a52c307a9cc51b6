import Journal
internal import Model

/// Numbers for the devices of a plan, in the order in which the rows name them; a device has one for each kind of call.
struct DeviceTable {
    /// One device and one kind of call, which have a limit together.
    private struct Lane: Hashable {
        let deviceID: String
        let call: PacedCall
    }

    private var numbers: [Lane: Int] = [:]
    /// The name of each device's door.
    private(set) var doors: [String] = []
    /// The id of each device.
    private(set) var ids: [String] = []
    /// How many calls each takes in a minute.
    private(set) var limits: [Int] = []
    /// What each row needs of the devices.
    private(set) var demands: [[Pacer.Demand]] = []

    /// Numbers the devices of rows; those that make or end codes count only where that is asked for.
    ///
    /// Such a row sends one call at a time, and when it does, the journal says what its doors allow.
    init(_ rows: [Row], countsCodes: Bool = false) {
        demands.reserveCapacity(rows.count)
        for row in rows {
            let calls = row.changesDoors ? (countsCodes ? row.calls : []) : row.members.map { ($0, .update) }
            demands.append(Pacer.demand(of: calls.map { number(of: $0.member, $0.call) }))
        }
    }

    /// How busy the devices are with updates, without those that the plan does not touch.
    func numbered(_ doors: [String: DoorState]) -> [Int: DoorState] {
        var states: [Int: DoorState] = [:]
        for (device, state) in doors {
            if let number = numbers[Lane(deviceID: device, call: .update)] { states[number] = state }
        }
        return states
    }

    private mutating func number(of member: Row.Member, _ call: PacedCall) -> Int {
        let lane = Lane(deviceID: member.deviceID, call: call)
        if let number = numbers[lane] { return number }
        numbers[lane] = doors.count
        doors.append(member.door)
        ids.append(member.deviceID)
        limits.append(call.limit)
        return doors.count - 1
    }
}

extension Row {
    /// The calls that bring about a row which makes or ends codes, each with its member.
    var calls: [(member: Member, call: PacedCall)] {
        members.compactMap { member in
            switch member.part {
            case .add: (member, .create)
            case .drop: (member, .delete)
            case .keep: member.before.agrees(with: member.after, on: changes) ? nil : (member, .update)
            }
        }
    }
}
