internal import Model

extension Proposal {
    /// Whether the plan has as many stays as its script expects; one of another size stays whole, and is refused for that.
    var isWhatItsScriptExpects: Bool {
        guard let expected = plan.expectedGroups else { return true }
        let stays = staysOfCodes
        return expected.contains(Set(plan.rows.planned.map { stays[$0.target.identifier] ?? $0.target }).count)
    }

    /// The stays of which rows change single codes, by the ids or keys of those codes.
    var staysOfCodes: [String: Row.Target] {
        guard let index = facts?.index else { return [:] }
        var stays: [String: Row.Target] = [:]
        // A code with another PIN is of its guest's stay.
        for whole in plan.rows.map(\.target) {
            for part in index.parts[whole] ?? [] { stays[part.identifier] = whole }
        }
        let ids = plan.rows.lazy.compactMap { row -> String? in
            if case .code(let id) = row.target { id } else { nil }
        }
        return ids.reduce(into: stays) { stays, id in
            guard let unit = index.codes[id].map({ index.unit(of: $0) }), unit.identifier != id else { return }
            stays[id] = unit
        }
    }
}

extension CheckContext {
    /// The devices of the rows whose locks cannot be reached now, also of those that a run which stopped has sent already.
    var offlineDevices: Set<String> {
        guard let index = facts?.index else { return [] }
        let offline = index.doors.values.filter(\.isOffline)
        let used = Set((rows + plan.rows).lazy.flatMap(\.members).map(\.deviceID))
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
