import CivilTime
internal import Model

/// What a script has recorded for one group, or for one code that stands alone: its codes before and after.
///
/// The truth is kept per code. What goes out follows from it at the end: one call for the group where its doors agree, and
/// one for each changed code where they do not.
struct PlanEntry: Sendable {
    /// The group, or the code that stands alone.
    let target: Row.Target
    /// The group's name and zone as they were before the first change.
    let name: String?
    let zone: String?
    /// The codes with their hours before and after.
    private(set) var members: [Row.Member]
    /// The line of the first change by a distance.
    private(set) var stepPosition: String?
    /// Whether some change was worked out from the present hours.
    private var isRelative = false
    /// The checks that some change of the group says may be passed over.
    private(set) var allowed: Set<RowCheck> = []

    /// The zones of the codes' doors, in the order of the members.
    private let zones: [String?]
    /// The fields that changes of the whole group touch.
    private var groupFields: Set<ChangedField> = []
    /// The fields that changes by code id touch.
    private var codeFields: [String: Set<ChangedField>] = [:]
    /// The lines that set the fields of the whole group, and of codes by their id.
    private var groupLines = FieldLines()
    private var codeLines: [String: FieldLines] = [:]
    private var because: String?
    private var position: String?
    private var once: String?
    private var isNamed = true
    private var wallZones: Set<String> = []
    /// Whether the whole group was changed while its doors had different hours.
    private var isBlindlyMixed = false

    /// Makes the entry of a target that nothing was recorded for yet.
    init(_ target: Row.Target, in index: WorkspaceIndex) {
        self.target = target
        name = index.name(of: target)
        zone = index.zone(of: target)
        let codes = index.members(of: target)
        zones = codes.map { index.doors[$0.deviceID]?.zone }
        members = codes.map { code in
            Row.Member(
                accessCodeID: code.accessCodeID,
                deviceID: code.deviceID,
                door: index.doorName(code.deviceID),
                before: code.state,
                after: code.state,
            )
        }
    }

    /// Takes the new states of some or all of the codes.
    mutating func merge(_ change: Change, _ states: [String: CodeState], isWholeGroup: Bool) {
        let wasMixed = !hasSameHours(\.after)
        for place in members.indices {
            guard let state = states[members[place].accessCodeID] else { continue }
            members[place].after = state
            if !isWholeGroup {
                codeFields[members[place].accessCodeID, default: []].formUnion(change.fields)
                codeLines[members[place].accessCodeID, default: FieldLines()].take(change)
            }
        }
        if isWholeGroup {
            groupLines.take(change)
            groupFields = groupFields.isSubset(of: change.fields) ? change.fields : groupFields.union(change.fields)
        }
        let touchesHours = change.starts != nil || change.ends != nil
        if isWholeGroup, touchesHours {
            isBlindlyMixed = change.isAlignment ? isBlindlyMixed && !hasSameHours(\.after) : isBlindlyMixed || wasMixed
        }
        because = change.because ?? because
        position = position ?? change.position
        if change.isStep { stepPosition = change.position ?? FieldLines.unknown }
        isRelative = isRelative || change.isRelative
        allowed.formUnion(change.allowed)
        once = change.once ?? once
        isNamed = isNamed && change.isNamed
        wallZones.formUnion(change.wallZones)
        if [change.starts, change.ends].contains(where: { $0?.isCivil == true }) {
            wallZones.formUnion(zones.compactMap(\.self))
        }
    }

    /// A field that an earlier line has set to something else than the new states have, with that line.
    func contradiction(
        of change: Change,
        _ states: [String: CodeState],
    ) -> (field: ChangedField, line: String, member: Row.Member)? {
        for member in members {
            guard let state = states[member.accessCodeID] else { continue }
            for field in [ChangedField.startsAt, .endsAt, .name] where change.fields.contains(field) {
                guard !state.hasSame(field, as: member.after) else { continue }
                let line = codeLines[member.accessCodeID]?[field] ?? groupLines[field]
                if let line { return (field, line, member) }
            }
        }
        return nil
    }

    /// Whether the plan leaves it open what is meant: a change of a whole group whose doors differ, or a code by itself
    /// that makes the doors of its group differ.
    private var isUnclearlyMixed: Bool {
        if isBlindlyMixed { return true }
        return !codeFields.isEmpty && hasSameHours(\.before) && !hasSameHours(\.after)
    }

    /// The rows that bring the codes to where the script wants them.
    func rows(at now: Instant) -> [Row] {
        let allFields = codeFields.values.reduce(groupFields) { $0.union($1) }
        guard !goesAsOne(allFields) else {
            return [row(target, name, zone, allFields, members, now)]
        }
        return members.indices.compactMap { place in
            let member = members[place]
            let fields = groupFields.union(codeFields[member.accessCodeID] ?? [])
            guard !fields.isEmpty else { return nil }
            return row(
                .code(accessCodeID: member.accessCodeID),
                member.before.name,
                zones[place],
                fields,
                [member],
                now
            )
        }
    }

    /// Whether one call can bring all codes to their end: it gives every door of a group the same hours, with a new name
    /// as well, because both bounds go out with every change.
    private func goesAsOne(_ fields: Set<ChangedField>) -> Bool {
        guard case .group = target else { return true }
        guard !groupFields.isEmpty, hasSameHours(\.after) else { return false }
        return !fields.contains(.name) || members.allSatisfy { $0.after.name == members.first?.after.name }
    }

    private func hasSameHours(_ state: (Row.Member) -> CodeState) -> Bool {
        guard members.count > 1, let first = members.first.map(state) else { return true }
        return members.dropFirst().allSatisfy { state($0).hasSameHours(as: first) }
    }

    private func row(
        _ target: Row.Target,
        _ name: String?,
        _ zone: String?,
        _ fields: Set<ChangedField>,
        _ members: [Row.Member],
        _ now: Instant,
    ) -> Row {
        var row = Row(
            target: target,
            name: name,
            zone: zone,
            changes: fields,
            members: members,
            isInHouse: members.contains { $0.before.isInside(at: now) },
            deadline: nil,
            because: because,
            position: position,
        )
        row.once = once
        row.allowed = allowed
        row.isRelative = isRelative
        row.isNamed = isNamed
        row.isUnclearlyMixed = isUnclearlyMixed
        row.wallZones = wallZones
        row.settle()
        return row
    }
}

extension CodeState {
    /// Whether both states have the same value of a field.
    fileprivate func hasSame(_ field: ChangedField, as other: CodeState) -> Bool {
        switch field {
        case .startsAt: startsAt == other.startsAt
        case .endsAt: endsAt == other.endsAt
        case .name: name == other.name
        }
    }

    /// Whether both states have the same bounds and the same type.
    func hasSameHours(as other: CodeState) -> Bool {
        kind == other.kind && startsAt == other.startsAt && endsAt == other.endsAt
    }
}

extension Row {
    /// Marks a row that changes nothing, and works out by when the others must have happened.
    fileprivate mutating func settle() {
        var isUnchanged = true
        for place in members.indices {
            let isSame = members[place].before.agrees(with: members[place].after, on: changes)
            let status = isSame ? RowStatus.already : .planned
            // Writing what is there would copy the members, which the plan's entry has as well.
            if members[place].status != status { members[place].status = status }
            isUnchanged = isUnchanged && isSame
        }
        status = isUnchanged ? .already : .planned
        deadline = mustHappenBy
    }
}
