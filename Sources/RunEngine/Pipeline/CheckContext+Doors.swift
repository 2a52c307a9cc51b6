internal import Model

extension Proposal {
    /// The stays of which rows change single codes, by the ids of those codes.
    var staysOfCodes: [String: Row.Target] {
        guard let index = facts?.index else { return [:] }
        let ids = plan.rows.lazy.compactMap { row -> String? in
            if case .code(let id) = row.target { id } else { nil }
        }
        return ids.reduce(into: [:]) { stays, id in
            guard let unit = index.codes[id].map({ index.unit(of: $0) }), unit.identifier != id else { return }
            stays[id] = unit
        }
    }
}

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
