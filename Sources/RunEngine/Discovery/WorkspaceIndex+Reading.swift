internal import CivilTime
package import Seam

extension WorkspaceIndex {
    /// Reads the devices, and then the codes of each device, at most `concurrency` devices at a time.
    ///
    /// `zones` are those that the settings give to devices, by id or by name.
    /// - Throws: `SeamError` of the first request that failed.
    package static func read(
        from client: SeamClient,
        concurrency: Int,
        zones: [String: String] = [:],
    ) async throws(SeamError) -> WorkspaceIndex {
        var doors: [Door] = []
        for device in try await client.list("/devices/list", [:]) {
            var door = try Door(device)
            door.zone = zones[door.deviceID] ?? zones[door.name] ?? door.zone
            doors.append(door)
        }
        let lists = await lists(of: doors.map(\.deviceID), from: client, concurrency: concurrency)
        var codes: [IndexedCode] = []
        for list in lists {
            codes += try list.get().map(IndexedCode.init)
        }
        return WorkspaceIndex(doors: doors, codes: codes)
    }

    private static func lists(
        of deviceIDs: [String],
        from client: SeamClient,
        concurrency: Int,
    ) async -> [Result<[AccessCode], SeamError>] {
        await withTaskGroup(of: Result<[AccessCode], SeamError>.self) { group in
            var waiting = deviceIDs.makeIterator()
            func addNext() {
                guard let deviceID = waiting.next() else { return }
                group.addTask {
                    await Result { () async throws(SeamError) in
                        try await client.accessCodes.list(deviceID: deviceID)
                    }
                }
            }
            for _ in 0..<max(1, concurrency) { addNext() }
            var lists: [Result<[AccessCode], SeamError>] = []
            while let list = await group.next() {
                lists.append(list)
                if case .success = list { addNext() }
            }
            return lists
        }
    }
}

extension Result where Failure == SeamError, Success: Sendable {
    /// Keeps what an asynchronous function gave or threw.
    fileprivate init(_ body: () async throws(SeamError) -> Success) async {
        do throws(SeamError) {
            self = .success(try await body())
        } catch {
            self = .failure(error)
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
        constraints = Set(
            (json["properties"]?["code_constraints"]?.array ?? []).compactMap { $0["constraint_type"]?.string }
        )
        for error in json["errors"]?.array ?? [] {
            guard let code = error["error_code"]?.string else { continue }
            if Self.goneCodes.contains(code) { trouble = .gone(code) }
            guard code == "device_offline", trouble == nil || trouble == .offline(since: nil) else { continue }
            let since = error["created_at"]?.string.flatMap { try? Instant(iso8601: $0) }
            trouble = .offline(since: since)
        }
    }
}

extension IndexedCode {
    /// The code of an answer.
    init(_ code: AccessCode) {
        var marks: Marks = []
        if code.isOfflineAccessCode { marks.insert(.offline) }
        if code.isScheduledOnDevice == true || code.status == "set" { marks.insert(.onLock) }
        if code.status == "removing" || code.warningCodes.contains("being_deleted") { marks.insert(.leaving) }
        if code.errorCodes.contains("failed_to_set_on_device") { marks.insert(.notSet) }
        self.init(
            accessCodeID: code.accessCodeID,
            deviceID: code.deviceID,
            commonCodeKey: code.commonCodeKey,
            state: CodeState(code),
            marks: marks,
        )
    }
}
