internal import CivilTime
package import Seam

extension WorkspaceIndex {
    /// Reads the devices, and then the codes of each device, at most `concurrency` devices at a time.
    /// - Throws: `SeamError` of the first request that failed.
    package static func read(from client: SeamClient, concurrency: Int) async throws(SeamError) -> WorkspaceIndex {
        let devices = try await client.devices.list()
        let lists = await withTaskGroup(of: Result<[AccessCode], SeamError>.self) { group in
            var waiting = devices.makeIterator()
            func addNext() {
                guard let device = waiting.next() else { return }
                group.addTask {
                    await Result { () async throws(SeamError) in
                        try await client.accessCodes.list(deviceID: device.deviceID)
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
        var codes: [IndexedCode] = []
        for list in lists {
            codes += try list.get().map(IndexedCode.init)
        }
        return WorkspaceIndex(doors: devices.map(Door.init), codes: codes)
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
    /// The door of a device.
    init(_ device: Device) {
        self.init(
            deviceID: device.deviceID,
            name: device.nickname ?? device.displayName,
            zone: device.timeZone,
            isOnline: device.isOnline,
        )
    }
}

extension IndexedCode {
    /// The code of an answer.
    init(_ code: AccessCode) {
        self.init(
            accessCodeID: code.accessCodeID,
            deviceID: code.deviceID,
            commonCodeKey: code.commonCodeKey,
            state: CodeState(code),
            isOffline: code.isOfflineAccessCode,
        )
    }
}
