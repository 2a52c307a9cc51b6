package import Model

/// The doors and the codes of a workspace, grouped by their keys; read once a run.
package struct WorkspaceIndex: Sendable {
    /// The doors by device id.
    package private(set) var doors: [String: Door] = [:]
    /// The codes by access code id.
    package private(set) var codes: [String: IndexedCode] = [:]
    /// The codes of each key, in the order of their doors.
    private var codesByKey: [String: [String]] = [:]
    private var singles: [String] = []
    /// Devices of groups that were not read, known from an earlier reading.
    package var elsewhere: [Row.Target: Set<String>] = [:]

    /// Makes an index of doors and codes.
    package init(doors: [Door], codes: [IndexedCode]) {
        for door in doors { self.doors[door.deviceID] = door }
        insert(codes)
    }

    /// Adds codes that were read together, such as those of one door.
    mutating func insert(_ codes: [IndexedCode]) {
        for code in codes { insert(code) }
        for key in Set(codes.compactMap(\.commonCodeKey)) { sortMembers(of: key) }
    }

    /// Every target of the workspace, groups and single codes, in the order of their names.
    package var targets: [Row.Target] {
        let groups = codesByKey.keys.map { Row.Target.group(commonCodeKey: $0) }
        let targets = groups + singles.map { .code(accessCodeID: $0) }
        return targets.map { (name: name(of: $0) ?? "", target: $0) }
            .sorted { ($0.name, $0.target.identifier) < ($1.name, $1.target.identifier) }
            .map(\.target)
    }

    /// The number of codes that stand alone and the number of groups.
    package var targetCount: Int { codesByKey.count + singles.count }

    /// The keys of the groups.
    package var keys: [String] { Array(codesByKey.keys) }

    /// The number of codes of which nothing tells whether they are linked.
    package var codesWithoutReadableKey: Int {
        let key = IndexedCode.Unknown(["common_code_key"])
        return codes.values.count { $0.unknown.isSuperset(of: key) }
    }

    /// The codes of a target in the order of their doors; empty when it is not known.
    package func members(of target: Row.Target) -> [IndexedCode] {
        switch target {
        case .group(let commonCodeKey): (codesByKey[commonCodeKey] ?? []).compactMap { codes[$0] }
        case .code(let accessCodeID): codes[accessCodeID].map { [$0] } ?? []
        }
    }

    /// The group of a code, or the code itself when it stands alone.
    package func unit(of code: IndexedCode) -> Row.Target {
        code.commonCodeKey.map { .group(commonCodeKey: $0) } ?? .code(accessCodeID: code.accessCodeID)
    }

    /// The devices of a target, also those that were not read and are known from an earlier reading.
    package func devices(of target: Row.Target) -> Set<String> {
        Set(members(of: target).map(\.deviceID)).union(elsewhere[target] ?? [])
    }

    /// The name of a target: its first code's.
    package func name(of target: Row.Target) -> String? {
        switch target {
        case .group(let commonCodeKey): codesByKey[commonCodeKey]?.first.flatMap { codes[$0]?.state.name }
        case .code(let accessCodeID): codes[accessCodeID]?.state.name
        }
    }

    /// Whether a target's codes are those of staff, and no guest's: by the patterns of its doors' houses, else by its name.
    package func isStaff(_ target: Row.Target) -> Bool {
        let patterns = members(of: target).compactMap { doors[$0.deviceID]?.staff }
        return StaffNames.isStaff(name(of: target) ?? "", patterns: patterns.isEmpty ? nil : patterns.flatMap(\.self))
    }

    /// The zone that all doors of a target agree on, nil when one is unknown or two differ.
    package func zone(of target: Row.Target) -> String? {
        let members = members(of: target)
        guard let zone = members.first.flatMap({ doors[$0.deviceID]?.zone }) else { return nil }
        return members.allSatisfy { doors[$0.deviceID]?.zone == zone } ? zone : nil
    }

    /// The name of a door, or its id where it has none.
    package func doorName(_ deviceID: String) -> String {
        doors[deviceID]?.name ?? deviceID
    }

    /// Makes later reads see a change that was recorded.
    package mutating func overlay(_ state: CodeState, on accessCodeID: String) {
        codes[accessCodeID]?.state = state
    }

    /// Adds a code that was read or made.
    package mutating func add(_ code: IndexedCode) {
        insert(code)
        if let key = code.commonCodeKey { sortMembers(of: key) }
    }

    private mutating func insert(_ code: IndexedCode) {
        let code = shared(code)
        guard codes.updateValue(code, forKey: code.accessCodeID) == nil else { return }
        if let key = code.commonCodeKey {
            codesByKey[key, default: []].append(code.accessCodeID)
        } else {
            singles.append(code.accessCodeID)
        }
    }

    /// The same code with the texts that others have already: every answer brings each id, key and name anew.
    private func shared(_ code: IndexedCode) -> IndexedCode {
        var code = code
        if let door = doors[code.deviceID] { code.deviceID = door.deviceID }
        guard let key = code.commonCodeKey, let place = codesByKey.index(forKey: key) else { return code }
        code.commonCodeKey = codesByKey[place].key
        let sibling = codesByKey[place].value.first.flatMap { codes[$0] }
        if let name = sibling?.state.name, name == code.state.name { code.state.name = name }
        return code
    }

    private mutating func sortMembers(of key: String) {
        guard let ids = codesByKey[key], ids.count > 1 else { return }
        let named = ids.map { id in (door: codes[id].map { doorName($0.deviceID) } ?? "", id: id) }
        codesByKey[key] = named.sorted { ($0.door, $0.id) < ($1.door, $1.id) }.map(\.id)
    }
}
