extension SandboxSeed {
    private static let pinLength = 6

    /// The world of this file at the instant `start`; what the file leaves open follows from `random`.
    func world(settle: Int64, start: Int64, random: inout SandboxRandom) -> World {
        var world = World(workspaces: [], keys: [:], tokens: [:])
        for owner in owners {
            let position = world.workspaces.count
            world.workspaces.append(Self.workspace(owner, settle: settle, start: start, &random))
            world.keys[owner.apiKey] = position
            if let token = owner.accessToken { world.tokens[token, default: []].append(position) }
            guard let session = owner.session else { continue }
            let accounts = world.workspaces[position].accounts
            let seen = accounts.indices.filter { session.types.contains(accounts[$0].model.type) }
            world.sessions[session.token] = ClientSession(workspace: position, accounts: Set(seen))
        }
        return world
    }

    private static func workspace(
        _ owner: Owner,
        settle: Int64,
        start: Int64,
        _ random: inout SandboxRandom
    ) -> Workspace {
        var workspace = Workspace(
            id: owner.id ?? random.uuid(),
            profile: WorkspaceProfile(name: owner.name),
            createdAt: start,
            settle: settle,
            random: SandboxRandom(seed: random.next())
        )
        var accounts: [String: Int] = [:]
        for door in owner.doors {
            guard let model = DeviceModel.named(door.type) else { continue }
            if accounts[door.type] == nil {
                accounts[door.type] = workspace.accounts.count
                workspace.accounts.append(account(model, start, &random))
            }
            workspace.insert(device(door, model, account: accounts[door.type] ?? 0, start, &random))
        }
        for space in owner.spaces {
            var made = Space(id: space.id ?? random.uuid(), createdAt: start, name: space.name)
            made.key = space.key
            made.customerKey = space.customerKey
            made.devices = space.doors
            workspace.spaces.append(made)
        }
        for code in owner.codes { add(code, to: &workspace, start, &random) }
        for grant in owner.grants { add(grant, to: &workspace, start, &random) }
        return workspace
    }

    private static func add(
        _ seed: Grant,
        to workspace: inout Workspace,
        _ start: Int64,
        _ random: inout SandboxRandom
    ) {
        let spaces = seed.spaces.map { workspace.spaces[$0] }
        let inSpaces = Set(spaces.flatMap(\.devices))
        var grant = AccessGrant(
            id: seed.id ?? random.uuid(),
            createdAt: start,
            identity: random.uuid(),
            key: seed.key,
            reservationKey: seed.reservationKey,
            codeKey: seed.code.commonCodeKey,
            name: seed.code.name,
            hours: seed.hours ?? GrantHours(startsAt: start, endsAt: nil),
            devices: seed.code.doors.filter { !inSpaces.contains($0) },
            spaces: spaces.map(\.id)
        )
        if let reason = seed.misfit {
            grant.misfits = seed.code.doors.prefix(1).map { (workspace.devices[$0].id, reason) }
        }
        let pin = seed.code.pin ?? pin(on: seed.code.doors, workspace, &random)
        let guest = seed.guest ?? seed.code.name
        GrantSeed(grant: grant, modes: seed.modes, pin: pin, guest: guest, isFailed: seed.isFailed)
            .add(to: &workspace, at: start, &random)
    }

    private static func account(_ model: DeviceModel, _ start: Int64, _ random: inout SandboxRandom) -> ConnectedAccount
    {
        let email = "locks@\(model.manufacturer).example"
        return ConnectedAccount(id: random.uuid(), model: model, createdAt: start, email: email, displayName: email)
    }

    private static func device(
        _ door: Door,
        _ model: DeviceModel,
        account: Int,
        _ start: Int64,
        _ random: inout SandboxRandom
    ) -> Device {
        var device = Device(
            id: door.id ?? random.uuid(),
            account: account,
            roomName: door.room,
            house: door.location,
            timeZone: door.timeZone,
            model: model,
            createdAt: start,
            name: door.name
        )
        device.isManaged = door.isManaged
        device.battery = door.battery
        device.mostCodes = door.mostCodes
        device.refuses = door.refuses
        device.takesCodes = door.takesCodes
        if door.isOffline { device.faults[.offline] = start }
        return device
    }

    private static func add(
        _ code: Code,
        to workspace: inout Workspace,
        _ start: Int64,
        _ random: inout SandboxRandom
    ) {
        var values = AccessCode.Values(
            name: code.name,
            pin: code.pin ?? pin(on: code.doors, workspace, &random),
            commonCodeKey: code.isGroup ? code.commonCodeKey ?? random.commonCodeKey() : nil,
            timeFrame: code.timeFrame
        )
        values.isManaged = code.isManaged
        for door in code.doors {
            let id = random.uuid()
            values.timeFrame = code.ownFrames[door] ?? code.timeFrame
            let position = workspace.insert { [values] sequence in
                AccessCode(id: id, device: door, sequence: sequence, createdAt: start, values: values)
            }
            workspace.settleIn(position, at: start)
        }
    }

    /// A PIN that the doors take and do not have; after many tries one that they have, which only a full lock gets.
    private static func pin(on doors: [Int], _ workspace: Workspace, _ random: inout SandboxRandom) -> String {
        var pin = random.digits(pinLength)
        for _ in 0..<1000 {
            let isFree = doors.allSatisfy { door in
                workspace.devices[door].objection(to: pin) == nil
                    && workspace.code(withPIN: pin, onDevice: door) == nil
            }
            if isFree { return pin }
            pin = random.digits(pinLength)
        }
        return pin
    }
}
