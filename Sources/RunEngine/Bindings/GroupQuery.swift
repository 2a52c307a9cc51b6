internal import CivilTime
internal import Lua

/// `groups.all()` and what is chained to it: a query that is answered at its end.
final class GroupQuery {
    let session: ScriptSession
    let filters: [GroupFilter]

    init(session: ScriptSession, filters: [GroupFilter] = []) {
        self.session = session
        self.filters = filters
    }

    /// The same query with one more condition.
    func filtered(_ filter: GroupFilter) -> GroupQuery {
        GroupQuery(session: session, filters: filters + [filter])
    }

    /// What is looked for, as words behind "no group".
    var description: String {
        filters.isEmpty ? "in this workspace" : filters.map(\.description).joined(separator: " and ")
    }

    /// The groups that satisfy every condition, in the order of their names.
    func matches(in builder: PlanBuilder, state: LuaState) throws(LuaError) -> [GroupValue] {
        var matches: [GroupValue] = []
        for target in builder.index.targets {
            let group = GroupValue(target, session: session)
            guard isTimeBound(target, builder.index) else { continue }
            if try satisfies(group, builder.index, state) { matches.append(group) }
        }
        return matches
    }

    private func isTimeBound(_ target: Row.Target, _ index: WorkspaceIndex) -> Bool {
        index.members(of: target).contains { $0.state.kind == .timeBound }
    }

    private func satisfies(_ group: GroupValue, _ index: WorkspaceIndex, _ state: LuaState) throws(LuaError) -> Bool {
        for filter in filters where try !satisfies(group, filter, index, state) { return false }
        return true
    }

    private func satisfies(
        _ group: GroupValue,
        _ filter: GroupFilter,
        _ index: WorkspaceIndex,
        _ state: LuaState,
    ) throws(LuaError) -> Bool {
        let members = index.members(of: group.target)
        switch filter {
        case .named(let pattern): return NamePattern(pattern).matches(index.name(of: group.target) ?? "")
        case .onDevices(let ids): return members.contains { ids.contains($0.deviceID) }
        case .starting(let date): return try isOn(date, \.startsAt, members, group, index)
        case .ending(let date): return try isOn(date, \.endsAt, members, group, index)
        case .inHouse: return members.contains { $0.state.isInside(at: session.now) }
        case .upcoming: return members.allSatisfy { $0.state.startsAt.map { $0 > session.now } ?? false }
        case .linked: return group.isLinked
        case .uniform(let isUniform): return group.isUniform(index) == isUniform
        case .satisfying(let function): return try isTrue(state.call(function, [.object(group)]).first ?? .nil)
        }
    }

    private func isOn(
        _ date: CivilDate,
        _ bound: KeyPath<CodeState, Instant?>,
        _ members: [IndexedCode],
        _ group: GroupValue,
        _ index: WorkspaceIndex,
    ) throws(LuaError) -> Bool {
        guard let name = index.zone(of: group.target) else {
            let doors = members.map {
                "\(index.doorName($0.deviceID)) (\(index.doors[$0.deviceID]?.zone ?? "no zone"))"
            }
            throw LuaError(
                "\(group.label(index)): a date needs the zone of its doors, and these have none or two: "
                    + doors.joined(separator: ", ")
            )
        }
        do throws(CivilTimeError) {
            let zone = try Zone.named(name)
            return members.contains { $0.state[keyPath: bound].map { zone.civil(at: $0).date == date } ?? false }
        } catch {
            throw LuaError("\(group.label(index)): \(error.message)")
        }
    }

    private func isTrue(_ value: LuaValue) -> Bool {
        switch value {
        case .nil, .boolean(false): false
        default: true
        }
    }
}
