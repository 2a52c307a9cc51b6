package import Model

/// The doors and the codes of a workspace, grouped by their keys; read once a run.
package struct WorkspaceIndex: Sendable {
    /// The doors by device id.
    package private(set) var doors: [String: Door] = [:]
    /// The codes, by access code id.
    package private(set) var codes = CodeTable()
    /// Whether some house says how its staff is named.
    private let hasStaffPatterns: Bool
    /// Codes that a row of the plan ends, as they were read.
    private var ended: [String: IndexedCode] = [:]
    /// The places of the codes of each key, in the order of their doors.
    private var codesByKey: [String: [Int]] = [:]
    private var singles: [String] = []
    /// The access grants by id.
    package private(set) var grants: [String: IndexedGrant] = [:]
    /// The places of the codes of each grant, in the order of their doors.
    private var codesByGrant: [String: [Int]] = [:]
    /// The grant of each code that one holds; of several the first.
    private var grantOfCode: [String: String] = [:]
    /// A grant of codes that share a key, by that key.
    private var grantOfKey: [String: String] = [:]
    /// Devices of groups that were not read, known from an earlier reading.
    package var elsewhere: [Row.Target: Set<String>] = [:]
    /// The codes of guests that have another PIN than the stay which they are of, by that stay, as they were read.
    var parts: [Row.Target: [Row.Target]] = [:]

    /// Makes an index of doors, codes and access grants.
    package init(doors: [Door], codes: [IndexedCode], grants: [IndexedGrant] = []) {
        for door in doors { self.doors[door.deviceID] = door }
        hasStaffPatterns = doors.contains { $0.staff != nil }
        for grant in grants.sorted(by: { $0.accessGrantID < $1.accessGrantID }) {
            self.grants[grant.accessGrantID] = grant
            for code in grant.codeIDs where grantOfCode[code] == nil { grantOfCode[code] = grant.accessGrantID }
        }
        insert(codes)
        if !codes.isEmpty { complete() }
    }

    /// Adds codes that were read together, such as those of one door.
    mutating func insert(_ codes: [IndexedCode]) {
        for code in codes { insert(code) }
        for key in Set(codes.compactMap(\.commonCodeKey)) {
            if let places = codesByKey[key], places.count > 1 { codesByKey[key] = sorted(places) }
        }
        guard !grants.isEmpty else { return }
        for grant in Set(codes.compactMap { grantOfCode[$0.accessCodeID] }) {
            if let places = codesByGrant[grant], places.count > 1 { codesByGrant[grant] = sorted(places) }
        }
    }

    /// Takes what follows from all codes together; called when all of them are read.
    mutating func complete() {
        placeGrants()
        findParts()
    }

    /// Gives grants that have no code of their own a place at each of their doors, so that they are found.
    private mutating func placeGrants() {
        for grant in grants.values where !grant.marks.contains(.over) {
            guard grant.codeIDs.allSatisfy({ grantOfCode[$0] != grant.accessGrantID }) else { continue }
            let spaces = Set(grant.spaceIDs)
            let opened = doors.values.filter {
                grant.deviceIDs.contains($0.deviceID) || !spaces.isDisjoint(with: $0.spaceIDs)
            }
            let places = opened.map { door in
                IndexedCode(
                    accessCodeID: CodelessID.make(grant: grant.accessGrantID, device: door.deviceID),
                    deviceID: door.deviceID,
                    commonCodeKey: nil,
                    state: grant.state,
                )
            }
            for place in places { grantOfCode[place.accessCodeID] = grant.accessGrantID }
            insert(places)
        }
    }

    /// The grants that have neither a code nor a place at a door that was read.
    package var grantsWithoutDoors: [IndexedGrant] {
        grants.values.filter { codesByGrant[$0.accessGrantID] == nil && !$0.marks.contains(.over) }
            .filter { $0.deviceIDs.isEmpty }
    }

    /// The grant of codes that share a key, nil where none holds one of them.
    package func grant(ofKey commonCodeKey: String) -> IndexedGrant? {
        grantOfKey[commonCodeKey].flatMap { grants[$0] }
    }

    /// Every target of the workspace, groups, grants and single codes, in the order of their names.
    package var targets: [Row.Target] {
        let groups = codesByKey.keys.map { Row.Target.group(commonCodeKey: $0) }
        let held = codesByGrant.keys.map { Row.Target.grant(accessGrantID: $0) }
        let targets = groups + held + singles.map { .code(accessCodeID: $0) }
        return targets.map { NamedTarget($0, name(of: $0) ?? "") }.sorted().map(\.target)
    }

    /// The number of codes that stand alone, of groups and of grants.
    package var targetCount: Int { codesByKey.count + codesByGrant.count + singles.count }

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
        case .group(let commonCodeKey): (codesByKey[commonCodeKey] ?? []).compactMap { codes.code(at: $0) }
        case .code(let accessCodeID): codes[accessCodeID].map { [$0] } ?? []
        case .grant(let accessGrantID): (codesByGrant[accessGrantID] ?? []).compactMap { codes.code(at: $0) }
        }
    }

    /// The present states of a target's codes, each under its id, or of the grant under the grant's.
    func stateIDs(of target: Row.Target) -> [(String, CodeState)] {
        if case .grant(let id) = target { return grants[id].map { [(id, $0.state)] } ?? [] }
        return members(of: target).map { ($0.accessCodeID, $0.state) }
    }

    /// The present states of a row's members, under the ids by which they are compared.
    package func states(of row: Row) -> [String: CodeState] {
        if case .grant(let id) = row.target { return grants[id].map { [id: $0.state] } ?? [:] }
        var states: [String: CodeState] = [:]
        for member in row.members { states[member.accessCodeID] = codes[member.accessCodeID]?.state }
        return states
    }

    /// The grant or the group of a code, or the code itself when it stands alone.
    package func unit(of code: IndexedCode) -> Row.Target {
        if let grant = code.accessGrantID { return .grant(accessGrantID: grant) }
        return code.commonCodeKey.map { .group(commonCodeKey: $0) } ?? .code(accessCodeID: code.accessCodeID)
    }

    /// The devices of a target, also those that were not read and are known from an earlier reading.
    package func devices(of target: Row.Target) -> Set<String> {
        var devices = Set(guestCodes(of: target).map(\.deviceID)).union(elsewhere[target] ?? [])
        if case .grant(let id) = target, let grant = grants[id] { devices.formUnion(grant.deviceIDs) }
        return devices
    }

    /// The name of a target: its first code's.
    package func name(of target: Row.Target) -> String? {
        switch target {
        case .group(let commonCodeKey): codesByKey[commonCodeKey]?.first.flatMap { codes.code(at: $0)?.state.name }
        case .code(let accessCodeID): codes[accessCodeID]?.state.name
        case .grant(let accessGrantID): codesByGrant[accessGrantID]?.first.flatMap { codes.code(at: $0)?.state.name }
        }
    }

    /// Whether a target opens so many rooms that it may be staff.
    package func hasRooms(_ target: Row.Target) -> Bool {
        RoomPass.isLikely(devices(of: target).map { doorName($0) })
    }

    /// Whether a target's codes are those of staff, and no guest's: by the patterns of its doors' houses, else by its name.
    package func isStaff(_ target: Row.Target) -> Bool {
        guard hasStaffPatterns else { return StaffNames.isStaff(name(of: target) ?? "", patterns: nil) }
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
        codes.set(state, of: accessCodeID)
    }

    /// Makes later reads see the codes of a row as they are before it, or as they shall be after it.
    mutating func overlay(_ row: Row, _ side: KeyPath<Row.Member, CodeState>) {
        for member in row.members {
            let state = member[keyPath: side]
            if !state.exists {
                remove(member.accessCodeID)
            } else if codes[member.accessCodeID] != nil {
                overlay(state, on: member.accessCodeID)
            } else if var code = ended[member.accessCodeID] {
                code.state = state
                add(code)
            } else if row.changesDoors {
                add(
                    IndexedCode(
                        accessCodeID: member.accessCodeID,
                        deviceID: member.deviceID,
                        commonCodeKey: member.part == .add ? row.madeKey : row.keyOfTarget,
                        state: state,
                    )
                )
            }
        }
    }

    private mutating func remove(_ id: String) {
        guard let (place, code) = codes.remove(id) else { return }
        ended[id] = code
        singles.removeAll { $0 == id }
        guard let key = code.commonCodeKey else { return }
        codesByKey[key]?.removeAll { $0 == place }
        if codesByKey[key]?.isEmpty == true { codesByKey[key] = nil }
    }

    /// By which the PIN of a code is compared with others, also of one that the plan ends; nil where it is not known.
    func pinMark(of accessCodeID: String) -> PINMark? { (codes[accessCodeID] ?? ended[accessCodeID])?.pinMark }

    /// What the doors of a row show, as far as an index keeps it.
    func doorCodes(of row: Row) -> [String: [DoorCode]] {
        let devices = Set(row.members.map(\.deviceID))
        var found: [String: [DoorCode]] = [:]
        for code in codes.values where devices.contains(code.deviceID) && code.hasCode {
            found[code.deviceID, default: []].append(
                DoorCode(
                    accessCodeID: code.accessCodeID,
                    commonCodeKey: code.commonCodeKey,
                    state: code.state,
                    stage: code.marks.contains(.leaving) ? .leaving : .ready,
                )
            )
        }
        return found
    }

    /// Adds a code that was read or made.
    package mutating func add(_ code: IndexedCode) { insert([code]) }

    private mutating func insert(_ code: IndexedCode) {
        let code = shared(code)
        let (place, isNew) = codes.insert(code)
        guard isNew else { return }
        if let grant = code.accessGrantID {
            codesByGrant[grant, default: []].append(place)
            if let key = code.commonCodeKey { grantOfKey[key] = grant }
        } else if let key = code.commonCodeKey {
            codesByKey[key, default: []].append(place)
        } else {
            singles.append(code.accessCodeID)
        }
    }

    /// The same code with the texts that others have already, because every answer brings each id, key and name anew; one
    /// that a grant holds, with the hours and the name of the grant.
    private func shared(_ code: IndexedCode) -> IndexedCode {
        var code = code
        if let door = doors[code.deviceID] { code.deviceID = door.deviceID }
        if let grant = grantOfCode[code.accessCodeID].flatMap({ grants[$0] }) {
            code.accessGrantID = grant.accessGrantID
            code.state = grant.state
            code.unknown = code.unknown.subtracting(IndexedCode.Unknown.ofHours).union(grant.unknown)
            return code
        }
        guard let key = code.commonCodeKey, let known = codesByKey.index(forKey: key) else { return code }
        code.commonCodeKey = codesByKey[known].key
        let sibling = codesByKey[known].value.first.flatMap { codes.code(at: $0) }
        if let name = sibling?.state.name, name == code.state.name { code.state.name = name }
        return code
    }

    private func sorted(_ places: [Int]) -> [Int] {
        let named = places.map { place in
            let code = codes.code(at: place)
            return (door: code.map { doorName($0.deviceID) } ?? "", id: code?.accessCodeID ?? "", place: place)
        }
        return named.sorted { ($0.door, $0.id) < ($1.door, $1.id) }.map(\.place)
    }
}

extension Row {
    /// The key of the codes that the row is addressed to, nil where they have none.
    fileprivate var keyOfTarget: String? {
        if case .group(let key) = target { key } else { nil }
    }
}
