internal import Model

extension CheckContext {
    /// The devices of the rows whose locks cannot be reached now.
    var offlineDevices: Set<String> {
        guard let index = facts?.index else { return [] }
        let offline = index.doors.values.filter(\.isOffline)
        let used = Set(rows.lazy.flatMap(\.members).map(\.deviceID))
        return Set(offline.map(\.deviceID)).intersection(used)
    }
}

extension Door {
    /// Whether its lock cannot be reached now, and gets what it missed when it is back.
    var isOffline: Bool {
        switch trouble {
        case .offline: true
        case .gone(let code): CodeFinding.offline.contains(code)
        case nil: false
        }
    }
}
