internal import Model

extension Settings {
    /// A door as the settings have it: its zone, its house, and whether stays share it.
    func settled(_ door: Door) -> Door {
        var door = door
        let house = houses.first { $0.has(door: door.name, deviceID: door.deviceID) }
        door.zone = zones[door.deviceID] ?? zones[door.name] ?? house?.zone ?? door.zone
        if let house {
            door.house = house.name
            door.isOfDescribedHouse = true
            door.isShared = house.shares(door: door.name, deviceID: door.deviceID)
            door.staff = house.staff
            door.checkIn = house.checkIn
            door.checkOut = house.checkOut
            door.reach = house.reach
        }
        return door
    }
}
