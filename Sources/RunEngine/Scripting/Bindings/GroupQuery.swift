internal import CivilTime
internal import Lua
internal import Model
internal import Scripting

/// `groups.all()` and what is chained to it: a query that is answered at its end.
final class GroupQuery: ScriptObject {
    static let scriptClass = ScriptClass.query

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

    /// Whether codes without an end are looked for.
    private var isOngoing: Bool {
        filters.contains { if case .ongoing = $0 { true } else { false } }
    }

    /// The one group that the query was narrowed to: named singly when a filter gave its name.
    func single(_ group: GroupValue) -> GroupValue {
        let isNamed = filters.contains { if case .named = $0 { true } else { false } }
        return GroupValue(group.target, session: session, isNamed: isNamed)
    }

    /// The groups that satisfy every condition, in the order of their names.
    func matches(in builder: PlanBuilder, state: LuaState) throws(LuaError) -> [GroupValue] {
        let kind = isOngoing ? CodeState.Kind.ongoing : .timeBound
        var matches: [GroupValue] = []
        for target in candidates(in: builder)
        where builder.index.members(of: target).contains(where: { $0.state.kind == kind }) {
            let group = GroupValue(target, session: session)
            if try satisfies(group, builder.index, state) { matches.append(group) }
        }
        return matches
    }

    /// All groups, or those of a name when the query has a whole one.
    private func candidates(in builder: PlanBuilder) -> [Row.Target] {
        for case .named(let name) in filters where !name.contains("*") { return builder.targets(named: name) }
        return builder.targets
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
        case .bound(let bound, let period):
            let zone = period.isCivil ? try group.civilZone(index) : .utc
            return members.contains { $0.state[keyPath: bound.path].map { period.contains($0, in: zone) } ?? false }
        case .inHouse: return members.contains { $0.state.isInside(at: session.now) }
        case .upcoming: return members.allSatisfy { $0.state.startsAt.map { $0 > session.now } ?? false }
        case .ongoing: return members.contains { $0.state.kind == .ongoing }
        case .linked: return group.isLinked
        case .uniform(let isUniform): return group.isUniform(index) == isUniform
        case .satisfying(let function): return try state.call(function, [.object(group)]).first?.isTruthy ?? false
        }
    }
}

extension LuaValue {
    /// Whether a condition of Lua holds for the value.
    var isTruthy: Bool {
        switch self {
        case .nil, .boolean(false): false
        default: true
        }
    }
}
