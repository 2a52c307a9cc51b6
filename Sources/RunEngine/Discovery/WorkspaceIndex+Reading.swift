package import CivilTime
package import Model
package import Seam

extension WorkspaceIndex {
    /// Reads the devices, and then the codes of each device, at most `concurrency` devices at a time.
    ///
    /// The settings give zones to devices, and say which house they are of. With `devices` only these are read, and `byID`
    /// says whether the server is asked for them by their ids. `told` hears how far the reading is. `grants` says which
    /// access grants are read with them.
    /// - Throws: `SeamError` of the first request that failed.
    package static func read(
        from client: SeamClient,
        concurrency: Int,
        now: Instant,
        settings: Settings = Settings(),
        devices: Set<String>? = nil,
        byID: Bool = false,
        grants: GrantScope = .ofDoors(),
        told: ReadingProgress.Listener = { _ in },
    ) async throws(SeamError) -> WorkspaceIndex {
        told(ReadingProgress(done: 0, total: nil))
        var parameters: [String: JSONValue] = [:]
        if byID, let devices { parameters["device_ids"] = .array(devices.sorted().map(JSONValue.string)) }
        var doors = try await readDoors(from: client, settings: settings, parameters)
        if let devices { doors = doors.filter { devices.contains($0.deviceID) } }
        let reading = GrantReading(client: client, concurrency: concurrency, now: now)
        let found = try await reading.grants(grants, on: devices == nil ? nil : doors.map(\.deviceID))
        var index = WorkspaceIndex(doors: doors, codes: [], grants: found)
        var done = 0
        try await withLists(of: doors.map(\.deviceID), from: client, concurrency: concurrency) { codes in
            index.insert(codes)
            done += 1
            told(ReadingProgress(done: done, total: doors.count))
        }
        index.complete()
        return index
    }

    /// Reads the devices with their houses.
    /// - Throws: `SeamError` of the first request that failed.
    static func readDoors(
        from client: SeamClient,
        settings: Settings,
        _ parameters: [String: JSONValue] = [:],
    ) async throws(SeamError) -> [Door] {
        var doors = try await client.list("/devices/list", .object(parameters)) { json throws(SeamError) in
            settings.settled(try Door(json))
        }
        try await SpaceHouses.settle(&doors, from: client)
        HouseNames.settle(&doors)
        return doors
    }

    /// Reads the codes of devices; `body` takes those of one device as they come.
    private static func withLists(
        of deviceIDs: [String],
        from client: SeamClient,
        concurrency: Int,
        _ body: ([IndexedCode]) -> Void,
    ) async throws(SeamError) {
        try await ConcurrentReads.each(deviceIDs, concurrency: concurrency) { deviceID throws(SeamError) in
            // What the plan does not need of a code is gone when the next one is read.
            try await client.list("/access_codes/list", ["device_id": .string(deviceID)]) { json throws(SeamError) in
                try IndexedCode(try AccessCode(json), on: deviceID)
            }
        } _: { _, codes in
            body(codes)
        }
    }
}

extension Door {
    /// The API's error codes of a device that no change reaches any more.
    private static let goneCodes: Set<String> = [
        "device_removed", "device_disconnected", "account_disconnected", "hub_disconnected", "bridge_disconnected",
        "dormakaba_sites_disconnected", "august_lock_not_authorized", "missing_device_credentials",
        "insufficient_permissions",
    ]

    /// The door of a device.
    /// - Throws: `invalid_response` when the device has no id.
    init(_ json: JSONValue) throws(SeamError) {
        let device = try Device(json)
        self.init(
            deviceID: device.deviceID,
            name: device.nickname ?? device.displayName,
            zone: device.timeZone,
            isOnline: device.isOnline,
        )
        deviceType = device.deviceType
        house = json["location"]?["location_name"]?.string.flatMap { FoldedName($0).isEmpty ? nil : $0 }
        spaceIDs = (json["space_ids"]?.array ?? []).compactMap(\.string)
        battery = json["properties"]?["battery_level"]?.double
        let maker = json["device_provider"]?["display_name"] ?? json["device_manufacturer"]?["display_name"]
        brand = (maker ?? json["properties"]?["manufacturer"])?.string.flatMap { $0.isEmpty ? nil : $0 }
        let lengths = json["properties"]?["supported_code_lengths"]?.array ?? []
        codeLengths = Set(lengths.compactMap { $0.int.map { Int($0) } })
        takesCodes = device.canProgramOnlineAccessCodes
        mostCodes = json["properties"]?["max_active_codes_supported"]?.int.map { Int($0) }
        unknownFields = device.unknownFields
        constraints = Set(
            (json["properties"]?["code_constraints"]?.array ?? []).compactMap { $0["constraint_type"]?.string }
        )
        for error in json["errors"]?.array ?? [] {
            guard let code = error["error_code"]?.string else { continue }
            if !errorCodes.contains(code) { errorCodes.append(code) }
            if Self.goneCodes.contains(code) { trouble = .gone(code) }
            guard Self.offlineCodes.contains(code) else { continue }
            let since = error["created_at"]?.string.flatMap { try? Instant(iso8601: $0) }
            offlineSince = offlineSince ?? since
            guard code == "device_offline", trouble == nil || trouble == .offline(since: nil) else { continue }
            trouble = .offline(since: since)
        }
    }
}

extension IndexedCode {
    /// The code of an answer, which is on `listedDeviceID` where the answer does not say on which door.
    /// - Throws: `invalid_response` when it is on no known door.
    init(_ code: AccessCode, on listedDeviceID: String? = nil) throws(SeamError) {
        let state = CodeState(code)
        self.init(
            accessCodeID: code.accessCodeID,
            deviceID: try code.deviceID(orListedOn: listedDeviceID),
            commonCodeKey: code.commonCodeKey,
            state: state,
            marks: Marks(code),
            unknown: Unknown(code, state),
        )
        pinMark = code.code.map(PINMark.init)
    }
}

extension IndexedCode.Marks {
    /// What is known of a code by its pending changes, errors and warnings, and by its status where that is there.
    init(_ code: AccessCode) {
        self = []
        if code.isOfflineAccessCode { insert(.offline) }
        if code.isScheduledOnDevice == true || code.status == "set" { insert(.onLock) }
        if code.isLeaving { insert(.leaving) }
        if code.errorCodes.contains("failed_to_set_on_device") { insert(.notSet) }
        let isUnderWay = code.status == "unset" || code.pendingMutations.contains { $0.code == "creating" }
        if isUnderWay || contains(.notSet), !contains(.onLock) { insert(.missing) }
    }
}

extension IndexedCode.Unknown {
    /// The fields of an answer that decide something and were not read; a time that is no time is one of them.
    fileprivate init(_ code: AccessCode, _ state: CodeState) {
        var names = code.unknownFields.filter { !["starts_at", "ends_at"].contains($0) }
        if state.kind == .timeBound, state.startsAt == nil { names.append("starts_at") }
        if state.kind == .timeBound, state.endsAt == nil { names.append("ends_at") }
        self.init(names)
    }
}

extension AccessCode {
    /// Whether it is being removed.
    var isLeaving: Bool {
        status == "removing" || warningCodes.contains("being_deleted")
            || pendingMutations.contains { $0.code == "deleting" }
    }

    /// Whether its lock loads it later by itself.
    var waitsForItsTime: Bool { pendingMutations.contains { $0.code == "deferring_creation" } }

    /// Whether its hours are being changed, and nothing tells to which.
    var hidesNewHours: Bool {
        pendingMutations.contains { $0.code == "updating_time_frame" && $0.to == nil }
    }

    /// The hours that its lock has while others are on their way; nil where none are, or where the lock never had it.
    var hoursOnLock: PendingMutation.Side? {
        guard !pendingMutations.contains(where: { $0.code == "creating" }) else { return nil }
        return pendingMutations.first { $0.code == "updating_time_frame" }?.from
    }

    /// Whether something else than its removal is under way to its lock; what nobody knows is.
    var isBeingChanged: Bool { pendingMutations.contains { $0.code != "deleting" } }

    /// Whether its lock has it as it should be: by its status and its pending changes, and without a status by its errors
    /// and warnings as well; the hours are the caller's to look at.
    var isOnLock: Bool {
        guard pendingMutations.isEmpty else { return false }
        if let status { return status == "set" || (unknownFields.contains("status") && isSettled) }
        return isSettled
    }

    private var isSettled: Bool {
        !unknownFields.contains("pending_mutations") && errorCodes.isEmpty && !isLeaving
            && !warningCodes.contains("delay_in_setting_on_device")
    }
}
