/// Which doors there are in the demo data, and which of them each booking opens.
struct DemoLayout {
    /// Bookings that share doors come one after the other in the same unit.
    let units: Int
    private let devices: Int
    private let devicesPerGroup: Int
    private let sharedDoors: Bool
    private let unitsPerHouse = 6

    init(options: SandboxOptions) {
        devices = options.devices
        devicesPerGroup = options.devicesPerGroup
        sharedDoors = options.sharedDoors
        units = max(1, options.devices / options.devicesPerGroup)
    }

    /// The positions of the doors that booking number `group` opens.
    func doors(ofGroup group: Int) -> [Int] {
        guard sharedDoors else {
            return (0..<devicesPerGroup).map { (group * devicesPerGroup + $0) % devices }
        }
        let block = group % blocks
        let rooms = size(ofBlock: block) - 1
        let first = group / blocks * (devicesPerGroup - 1)
        return [block * blockSize] + (0..<devicesPerGroup - 1).map { block * blockSize + 1 + (first + $0) % rooms }
    }

    /// The house a door is in; doors that one booking opens together are always in one house.
    func house(ofDevice device: Int) -> House {
        if sharedDoors { return House.at(min(device / blockSize, blocks - 1)) }
        return House.at(isAligned ? device / devicesPerGroup / unitsPerHouse : 0)
    }

    /// What the door is called inside its house.
    func room(ofDevice device: Int) -> String {
        if sharedDoors {
            let number = device - min(device / blockSize, blocks - 1) * blockSize
            return number == 0 ? "front door" : "Room \(200 + number)"
        }
        guard isAligned else { return device == 0 ? "front door" : "Room \(200 + device)" }
        let unit = device / devicesPerGroup % unitsPerHouse
        if devicesPerGroup == 1 { return "Room \(201 + unit)" }
        let number = device % devicesPerGroup
        return number == 0 ? DemoNames.entrances[unit] : "Room \(200 + unit * (devicesPerGroup - 1) + number)"
    }

    /// Whether dealing the doors round never splits a unit; only then are there houses in several zones.
    private var isAligned: Bool { devices.isMultiple(of: devicesPerGroup) }

    private var blockSize: Int { max(12, devicesPerGroup) }

    private var blocks: Int { max(1, devices / blockSize) }

    private func size(ofBlock block: Int) -> Int {
        block == blocks - 1 ? devices - block * blockSize : blockSize
    }
}
