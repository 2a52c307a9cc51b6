extension SandboxState {
    /// Lets somebody in at several doors, by the methods asked for.
    /// - Throws: `invalid_input`, `device_not_found`, `space_not_found`, `acs_entrance_not_found`,
    ///   `user_identity_not_found`, `access_grant_key_in_use`, `reservation_conflict`; nothing is made then.
    mutating func createGrant(_ call: Call) throws(APIError) -> SandboxReply {
        let arguments = call.arguments
        let devices = try grantedDevices(call)
        let spaces = try grantedSpaces(call)
        try checkKey(call)
        let hours = GrantHours(startsAt: arguments.whole("starts_at") ?? call.now, endsAt: arguments.whole("ends_at"))
        try check(hours, now: call.now)
        let identity = try grantedIdentity(call)
        var grant = AccessGrant(
            id: random.uuid(),
            createdAt: call.now,
            identity: identity.id,
            key: arguments.text("access_grant_key"),
            reservationKey: arguments.text("reservation_key"),
            codeKey: nil,
            name: arguments.text("name"),
            hours: hours,
            devices: devices,
            spaces: spaces
        )
        let doors = world.workspaces[call.workspace].doors(of: grant)
        guard !doors.isEmpty else { throw .invalidInput("At least one device or space with a device is required") }
        try checkReservation(grant.reservationKey, hours, doors, call)
        if identity.isNew { world.workspaces[call.workspace].identities.append(identity.value) }
        let pins = requestMethods(&grant, on: doors, call)
        let position = world.workspaces[call.workspace].stays.insert(grant)
        addMethods(pins, ofGrant: position, from: 0, call)
        world.workspaces[call.workspace].begin(grant: position, at: call.now, staleFor: call.lag)
        return grantReply(position, call)
    }

    /// Adds methods to a grant.
    /// - Throws: `access_grant_not_found`.
    mutating func requestAccessMethods(_ call: Call) throws(APIError) -> SandboxReply {
        let position = try changeableGrant(call)
        var grant = world.workspaces[call.workspace].stays.grants[position]
        let known = grant.requests.count
        let pins = requestMethods(&grant, on: world.workspaces[call.workspace].doors(of: grant), call)
        let changed = grant
        world.workspaces[call.workspace].stays.update(grant: position) { $0 = changed }
        let methods = addMethods(pins, ofGrant: position, from: known, call)
        world.workspaces[call.workspace].begin(methods: methods, ofGrant: position, at: call.now, staleFor: call.lag)
        return grantReply(position, call)
    }

    /// Notes what is asked for; returns the PIN of each request, nil where there is none.
    private mutating func requestMethods(_ grant: inout AccessGrant, on doors: [Int], _ call: Call) -> [String?] {
        var pins: [String?] = []
        for element in call.arguments.values["requested_access_methods"]?.elements ?? [] {
            guard let mode = element.fields?["mode"]?.text.flatMap(AccessMethod.Mode.init) else { continue }
            let wanted = element.fields?["code"]?.text
            let uses = element.fields?["instant_key_max_use_count"]?.whole
            grant.requests.append(AccessGrant.Request(mode: mode, pin: wanted, uses: uses, createdAt: call.now))
            pins.append(mode == .code ? sharedPIN(wanted, for: &grant, on: doors, call) : nil)
        }
        return pins
    }

    @discardableResult
    private mutating func addMethods(_ pins: [String?], ofGrant position: Int, from first: Int, _ call: Call) -> [Int] {
        var methods: [Int] = []
        for (offset, pin) in pins.enumerated() {
            let mode = world.workspaces[call.workspace].stays.grants[position].requests[first + offset].mode
            var method = newMethod(mode, ofGrant: position, call)
            method.pin = pin
            methods.append(world.workspaces[call.workspace].stays.insert(method, request: first + offset))
        }
        return methods
    }

    private mutating func newMethod(_ mode: AccessMethod.Mode, ofGrant position: Int, _ call: Call) -> AccessMethod {
        let id = random.uuid()
        return AccessMethod(id: id, grant: position, mode: mode, createdAt: call.now, credential: random.uuid())
    }

    /// The PIN that was asked for, where every door takes it and has it free; else a random one, which the grant tells.
    ///
    /// Nil when no PIN fits all doors, which the grant tells, too.
    private mutating func sharedPIN(
        _ wanted: String?,
        for grant: inout AccessGrant,
        on doors: [Int],
        _ call: Call
    ) -> String? {
        let workspace = world.workspaces[call.workspace]
        let ids = doors.map { workspace.devices[$0].id }
        let taken = doors.filter { door in
            guard let wanted else { return false }
            return workspace.devices[door].objection(to: wanted) != nil
                || workspace.code(withPIN: wanted, onDevice: door) != nil
        }
        if let wanted, taken.isEmpty { return wanted }
        guard let pin = try? freePIN(on: doors, call) else {
            grant.missing = ids
            return nil
        }
        guard let wanted else { return pin }
        grant.otherPINs += taken.map { door in
            AccessGrant.OtherPIN(device: workspace.devices[door].id, wanted: wanted, given: pin)
        }
        return pin
    }

    private func checkKey(_ call: Call) throws(APIError) {
        guard let key = call.arguments.text("access_grant_key") else { return }
        let grants = world.workspaces[call.workspace].stays.grants
        guard grants.contains(where: { $0.key == key && !$0.isGone }) else { return }
        throw APIError(
            409,
            "access_grant_key_in_use",
            "An access grant with this access_grant_key exists already",
            data: ["access_grant_key": .string(key)]
        )
    }
}

extension SandboxState {
    /// The positions of the devices named one by one.
    private func grantedDevices(_ call: Call) throws(APIError) -> [Int] {
        let arguments = call.arguments
        let older = arguments.values["location"]?.fields ?? [:]
        let entrances = (arguments.texts("acs_entrance_ids") ?? []) + Self.texts(older["acs_entrance_ids"])
        if let id = entrances.first {
            throw APIError(404, "acs_entrance_not_found", "Entrance not found", data: ["acs_entrance_id": .string(id)])
        }
        let workspace = world.workspaces[call.workspace]
        var devices: [Int] = []
        for text in (arguments.texts("device_ids") ?? []) + Self.texts(older["device_ids"]) {
            guard let id = Identifier(text), let position = workspace.position(ofDevice: id),
                workspace.isPresent(device: position), workspace.devices[position].isManaged
            else { throw APIError(404, "device_not_found", "Device not found", data: ["device_id": .string(text)]) }
            if !devices.contains(position) { devices.append(position) }
        }
        return devices
    }

    private func grantedSpaces(_ call: Call) throws(APIError) -> [Identifier] {
        let arguments = call.arguments
        let spaces = world.workspaces[call.workspace].spaces.filter { !$0.isDeleted }
        var found: [Identifier] = []
        for id in (arguments.texts("space_ids") ?? []) + (arguments.texts("location_ids") ?? []) {
            guard let space = spaces.first(where: { $0.id.text == id.lowercased() }) else {
                throw Self.spaceNotFound(["space_id": .string(id)])
            }
            found.append(space.id)
        }
        for key in arguments.texts("space_keys") ?? [] {
            guard let space = spaces.first(where: { $0.key == key }) else {
                throw Self.spaceNotFound(["space_key": .string(key)])
            }
            found.append(space.id)
        }
        return found
    }

    private mutating func grantedIdentity(
        _ call: Call
    ) throws(APIError) -> (id: Identifier, value: UserIdentity, isNew: Bool) {
        if let id = call.arguments.id("user_identity_id") {
            let identities = world.workspaces[call.workspace].identities
            guard let known = identities.first(where: { $0.id == id && !$0.isDeleted }) else {
                throw Self.identityNotFound(["user_identity_id": .string(id.text)])
            }
            return (id, known, false)
        }
        guard let fields = call.arguments.values["user_identity"]?.fields else {
            throw .invalidInput("Either 'user_identity_id' or 'user_identity' is required")
        }
        let value = try newIdentity(fields, call)
        return (value.id, value, true)
    }

    private static func texts(_ value: JSON?) -> [String] {
        value?.elements?.compactMap(\.text) ?? []
    }

    static func spaceNotFound(_ data: [String: JSON]) -> APIError {
        APIError(404, "space_not_found", "Space not found", data: data)
    }

    static func identityNotFound(_ data: [String: JSON]) -> APIError {
        APIError(404, "user_identity_not_found", "User identity not found", data: data)
    }
}
