/// Makes the world that a sandbox starts with.
struct DemoData {
    /// The key that Seam's pages print in their example of `update_multiple`.
    ///
    /// A sandbox that starts before the example's dates has it on its first booking, so that the example works as it is.
    private static let publishedKey = "auto_set_by_create_multiple_a11a027a-5070-47f5-aabf-279051117b0d"
    /// 2024-11-15T12:00:00Z, the example's start.
    private static let publishedStart: Int64 = 1_731_672_000_000

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
        var world = World(workspaces: [data.harbourGroup(), data.mapleLodge()])
        world.sessions[World.sessionToken] = ClientSession(workspace: 0, accounts: [0])
        random = data.random
        return world
    }

    private mutating func harbourGroup() -> Workspace {
        var workspace = workspace("Harbour Group")
        let layout = DemoLayout(options: options)
        for model in DeviceModel.demo { workspace.accounts.append(account(model)) }
        for number in 0..<options.devices {
            let house = layout.house(ofDevice: number)
            var device = device(number, layout.room(ofDevice: number), in: house, number % DeviceModel.demo.count)
            if number % 30 == 29 { device.faults[.offline] = start - UTCTime.hour }
            workspace.insert(device)
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
            while doors.contains(where: { pins[$0].contains(pin) || workspace.devices[$0].objection(to: pin) != nil }) {
                pin = random.digits(6)
            }
            for door in doors { pins[door].insert(pin) }
            let name = DemoNames.booking(group, random: &random)
            let key = random.commonCodeKey()
            let isPublished = group == 0 && start < Self.publishedStart
            if options.grants.holds(booking: group) {
                addGrant(name, frame, pin, on: doors, booking: group, to: &workspace)
                continue
            }
            let values = AccessCode.Values(
                name: name,
                pin: pin,
                commonCodeKey: isPublished ? Self.publishedKey : key,
                timeFrame: frame
            )
            for door in doors { add(values, to: &workspace, door: door, booking: group) }
        }
    }

    /// Adds a booking that an access grant holds.
    private mutating func addGrant(
        _ name: String,
        _ frame: TimeFrame,
        _ pin: String,
        on doors: [Int],
        booking: Int,
        to workspace: inout Workspace
    ) {
        let grant = AccessGrant(
            id: random.uuid(),
            createdAt: createdAt(ofBooking: booking),
            identity: random.uuid(),
            key: nil,
            reservationKey: nil,
            codeKey: nil,
            name: name,
            hours: GrantHours(startsAt: frame.startsAt, endsAt: frame.endsAt),
            devices: doors,
            spaces: []
        )
        let guest = name.split(separator: " ").last.map { String($0) } ?? name
        GrantSeed(grant: grant, pin: pin, guest: guest).add(to: &workspace, at: start, &random)
    }

    private func createdAt(ofBooking number: Int) -> Int64 {
        start - 20 * UTCTime.day + Int64(number) * 1000
    }

    private mutating func mapleLodge() -> Workspace {
        var workspace = workspace("Maple Lodge")
        let house = House("Maple Lodge", "America/Toronto", hours: -5)
        workspace.accounts.append(account(DeviceModel.demo[0]))
        for number in 0..<4 {
            workspace.insert(device(number, number == 0 ? "front door" : "Room \(number)", in: house, 0))
        }
        var calendar = calendar(of: house)
        for room in 1...3 {
            let values = AccessCode.Values(
                name: "ML-\(100 + room)",
                pin: random.digits(6),
                commonCodeKey: random.commonCodeKey(),
                timeFrame: calendar.nextStay(&random)
            )
            for door in [0, room] { add(values, to: &workspace, door: door, booking: room) }
        }
        let plumber = AccessCode.Values(name: "Plumber", pin: "824613", timeFrame: calendar.nextStay(&random))
        add(plumber, to: &workspace, door: 1, booking: 4)
        add(AccessCode.Values(name: "Housekeeping", pin: "7391"), to: &workspace, door: 0, booking: 5)
        return workspace
    }

    private mutating func workspace(_ name: String) -> Workspace {
        let id = random.uuid()
        return Workspace(
            id: id,
            profile: WorkspaceProfile(name: name),
            createdAt: start - 400 * UTCTime.day,
            settle: options.settle,
            random: SandboxRandom(seed: random.next())
        )
    }

    private mutating func account(_ model: DeviceModel) -> ConnectedAccount {
        ConnectedAccount(
            id: random.uuid(),
            model: model,
            createdAt: start - 400 * UTCTime.day,
            email: "locks@\(model.manufacturer).example",
            displayName: "locks@\(model.manufacturer).example"
        )
    }

    private mutating func device(_ number: Int, _ room: String, in house: House, _ account: Int) -> Device {
        Device(
            id: random.uuid(),
            account: account,
            roomName: room,
            house: house.name,
            timeZone: house.timeZone,
            model: DeviceModel.demo[account],
            createdAt: start - 400 * UTCTime.day + Int64(number) * 60_000,
            name: "\(house.name) \(room)"
        )
    }

    private mutating func add(
        _ values: AccessCode.Values,
        to workspace: inout Workspace,
        door: Int,
        booking: Int
    ) {
        let id = random.uuid()
        let createdAt = createdAt(ofBooking: booking)
        let position = workspace.insert { sequence in
            AccessCode(id: id, device: door, sequence: sequence, createdAt: createdAt, values: values)
        }
        workspace.settleIn(position, at: start)
    }

    private mutating func calendar(of house: House) -> StayCalendar {
        StayCalendar(house: house, start: start, random: &random)
    }
}
