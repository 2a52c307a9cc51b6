internal import CivilTime
internal import Lua
internal import Model
internal import Scripting
internal import Spelling

/// One group as a script sees it; its fields show the rows recorded so far.
final class GroupValue: ScriptObject {
    static let scriptClass = ScriptClass.group

    let target: Row.Target
    let session: ScriptSession
    /// Whether the script named this one stay, and not a set that it is in.
    let isNamed: Bool

    init(_ target: Row.Target, session: ScriptSession, isNamed: Bool = false) {
        self.target = target
        self.session = session
        self.isNamed = isNamed
    }

    /// Whether one PIN opens all doors: the codes share a key, or a grant holds them.
    var isLinked: Bool {
        if case .code = target { false } else { true }
    }

    private var kind: String {
        switch target {
        case .group: "group"
        case .code: "code"
        case .grant: "grant"
        }
    }

    /// How the operator knows the group.
    func label(_ index: WorkspaceIndex) -> String {
        index.name(of: target) ?? target.identifier
    }

    /// The name, empty where there is none.
    func name(_ index: WorkspaceIndex) -> String {
        index.name(of: target) ?? ""
    }

    /// Whether all doors have the same hours.
    func isUniform(_ index: WorkspaceIndex) -> Bool {
        let members = index.guestCodes(of: target)
        return members.allSatisfy { member in members.first.map { member.state.hasSameHours(as: $0.state) } ?? true }
    }

    /// The one zone of the group's doors, in which its dates and clock times are read.
    /// - Throws: `script_error` that names the doors when one has no zone, or two are in different ones.
    func civilZone(_ index: WorkspaceIndex) throws(LuaError) -> Zone {
        let label = label(index)
        guard let name = index.zone(of: target) else {
            let doors = index.guestCodes(of: target).map {
                "\(index.doorName($0.deviceID)) (\(index.doors[$0.deviceID]?.zone ?? "no zone"))"
            }
            throw LuaError(
                "\(label): a date needs the zone of its doors, and these have none or two: "
                    + "\(doors.joined(separator: ", ")). Give their zone in keyshift.json under \"zones\", "
                    + "or narrow the query with on_devices"
            )
        }
        do throws(CivilTimeError) {
            return try Zone.named(name)
        } catch {
            throw LuaError("\(label): \(error.message)")
        }
    }

    /// The value of a field.
    /// - Throws: `script_error` for a field that is not there, and for the hours of doors that differ.
    func field(_ name: String, _ index: WorkspaceIndex) throws(LuaError) -> LuaValue {
        let members = index.guestCodes(of: target)
        switch name {
        case "key": return .string(target.identifier)
        case "kind": return .string(kind)
        case "name": return index.name(of: target).map(LuaValue.string) ?? .nil
        case "zone": return index.zone(of: target).map(LuaValue.string) ?? .nil
        case "device_ids": return list(members) { $0.deviceID }
        case "doors": return list(members) { index.doorName($0.deviceID) }
        case "members": return .table(LuaTable(sequence: members.map { .table(table(of: $0, index)) }))
        case "starts_at": return try bound(\.startsAt, members, index)
        case "ends_at": return try bound(\.endsAt, members, index)
        case "in_house": return .boolean(members.contains { $0.state.isInside(at: session.now) })
        case "uniform": return .boolean(isUniform(index))
        case "linked": return .boolean(isLinked)
        default:
            let names = Surface.Group.fields.map(\.shortName) + GroupVerbs.all.map(\.entry.shortName)
            throw LuaError(NearestName.sentence("a group", "field", name, among: names))
        }
    }

    private func bound(
        _ bound: KeyPath<CodeState, Instant?>,
        _ members: [IndexedCode],
        _ index: WorkspaceIndex,
    ) throws(LuaError) -> LuaValue {
        guard isUniform(index) else {
            throw LuaError(
                "\(label(index)) has different hours on its doors, so that no one start or end is true for all; "
                    + "look at g.members, or leave such groups out with groups.all():uniform()"
            )
        }
        return members.first?.state[keyPath: bound].map { .object(time($0)) } ?? .nil
    }

    /// A bound of the group, which comes from the group's hours.
    private func time(_ bound: Instant) -> TimeValue {
        TimeValue(bound, TimeOrigin(basis: .hours(of: target, bound)))
    }

    private func list(_ members: [IndexedCode], _ text: (IndexedCode) -> String) -> LuaValue {
        .table(LuaTable(sequence: members.map { .string(text($0)) }))
    }

    private func table(of code: IndexedCode, _ index: WorkspaceIndex) -> LuaTable {
        var fields: [String: LuaValue] = [
            "device_id": .string(code.deviceID),
            "door": .string(index.doorName(code.deviceID)),
            "on_lock": .boolean(code.marks.contains(.onLock) && !code.marks.contains(.notSet)),
        ]
        if code.hasCode { fields["access_code_id"] = .string(code.accessCodeID) }
        fields["starts_at"] = code.state.startsAt.map { .object(time($0)) }
        fields["ends_at"] = code.state.endsAt.map { .object(time($0)) }
        return LuaTable(fields: fields)
    }
}

/// The place of a `for g in query:each() do` loop.
final class GroupIterator {
    private var groups: IndexingIterator<[GroupValue]>

    init(_ groups: [GroupValue]) {
        self.groups = groups.makeIterator()
    }

    /// The next group, nil at the end.
    func next() -> GroupValue? { groups.next() }
}
