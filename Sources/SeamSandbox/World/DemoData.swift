/// Makes the world that a sandbox starts with.
struct DemoData {
    private let options: SandboxOptions
    private let start: Int64
    private var random: SandboxRandom

    private init(options: SandboxOptions, start: Int64, random: SandboxRandom) {
        self.options = options
        self.start = start
        self.random = random
    }

    /// The world for `options` at the instant `start`; everything in it follows from these and from `random`.
    static func world(options: SandboxOptions, start: Int64, random: inout SandboxRandom) -> World {
        var data = DemoData(options: options, start: start, random: random)
        let world = World(workspaces: [data.harbourGroup(), data.mapleLodge()])
        random = data.random
        return world
    }

    private mutating func harbourGroup() -> Workspace {
        var workspace = Workspace(id: random.uuid(), name: "Harbour Group")
        let layout = DemoLayout(options: options)
        let accounts = DeviceModel.all.map { _ in random.uuid() }
        for number in 0..<options.devices {
            let house = layout.house(ofDevice: number)
            let model = number % DeviceModel.all.count
            let isOnline = number % 30 != 29
            workspace.insert(
                device(number, layout.room(ofDevice: number), in: house, model, accounts[model], isOnline: isOnline)
            )
        }
        addBookings(to: &workspace, layout: layout)
        return workspace
    }

    private mutating func addBookings(to workspace: inout Workspace, layout: DemoLayout) {
        var calendars = (0..<layout.units).map { unit in
            calendar(of: layout.house(ofDevice: layout.doors(ofGroup: unit)[0]))
        }
        var pins = Array(repeating: Set<String>(), count: options.devices)
        for group in 0..<options.groups {
            let unit = group % layout.units
            // Every fifth booking of a unit is in the house, and another one in the unit beside it.
            let isInHouse = (unit + group / layout.units).isMultiple(of: 5)
            let frame = isInHouse ? calendars[unit].currentStay(&random) : calendars[unit].nextStay(&random)
            let doors = layout.doors(ofGroup: group)
            var pin = random.digits(6)
            while doors.contains(where: { pins[$0].contains(pin) }) { pin = random.digits(6) }
            for door in doors { pins[door].insert(pin) }
            let values = AccessCode.Values(
                name: DemoNames.booking(group, random: &random),
                pin: pin,
                commonCodeKey: SandboxState.groupKey(&random),
                timeFrame: frame
            )
            for door in doors { add(values, to: &workspace, door: door, booking: group) }
        }
    }

    private mutating func mapleLodge() -> Workspace {
        var workspace = Workspace(id: random.uuid(), name: "Maple Lodge")
        let house = House("Maple Lodge", "America/Toronto", hours: -5)
        let account = random.uuid()
        for number in 0..<4 {
            let room = number == 0 ? "front door" : "Room \(number)"
            workspace.insert(device(number, room, in: house, 0, account, isOnline: true))
        }
        var calendar = calendar(of: house)
        for room in 1...3 {
            let values = AccessCode.Values(
                name: "ML-\(100 + room)",
                pin: random.digits(6),
                commonCodeKey: SandboxState.groupKey(&random),
                timeFrame: calendar.nextStay(&random)
            )
            for door in [0, room] { add(values, to: &workspace, door: door, booking: room) }
        }
        let plumber = AccessCode.Values(name: "Plumber", pin: "824613", timeFrame: calendar.nextStay(&random))
        add(plumber, to: &workspace, door: 1, booking: 4)
        add(AccessCode.Values(name: "Housekeeping", pin: "7391"), to: &workspace, door: 0, booking: 5)
        return workspace
    }

    private mutating func device(
        _ number: Int,
        _ room: String,
        in house: House,
        _ model: Int,
        _ account: String,
        isOnline: Bool
    ) -> Device {
        Device(
            id: random.uuid(),
            connectedAccountID: account,
            name: "\(house.name) \(room)",
            roomName: room,
            house: house.name,
            timeZone: house.timeZone,
            model: DeviceModel.all[model],
            isOnline: isOnline,
            createdAt: start - 400 * UTCTime.day + Int64(number) * 60_000
        )
    }

    private mutating func add(
        _ values: AccessCode.Values,
        to workspace: inout Workspace,
        door: Int,
        booking: Int
    ) {
        workspace.insert(
            AccessCode(
                id: random.uuid(),
                deviceID: workspace.devices[door].id,
                createdAt: start - 20 * UTCTime.day + Int64(booking) * 1000,
                values: values
            )
        )
    }

    private mutating func calendar(of house: House) -> StayCalendar {
        StayCalendar(house: house, start: start, random: &random)
    }
}
