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
        let isNamed = filters.contains { filter in
            switch filter {
            case .named, .booking, .knownBy: true
            default: false
            }
        }
        return GroupValue(group.target, session: session, isNamed: isNamed)
    }

    /// The groups that satisfy every condition, in the order of their names.
    /// - Throws: `script_error` for a filter that names what is not there, and what a condition of the script throws.
    func matches(in builder: PlanBuilder, state: LuaState) throws(LuaError) -> [GroupValue] {
        for filter in filters { try filter.refuseUnknown(in: builder) }
        let doors = filters.map { $0.devices(in: builder.index) }
        let kind = isOngoing ? CodeState.Kind.ongoing : .timeBound
        var matches: [GroupValue] = []
        var asked = filters.map { _ in 0 }
        for target in candidates(in: builder)
        where builder.index.guestCodes(of: target).contains(where: { $0.state.kind == kind }) {
            let group = GroupValue(target, session: session)
            if try satisfies(group, doors, builder, state, &asked) { matches.append(group) }
        }
        session.note(search(asked, found: matches.count, of: builder.index.targetCount))
        return matches
    }

    /// What was found, by how many groups each condition was asked about; the last condition asked took the last of them.
    private func search(_ asked: [Int], found: Int, of groups: Int) -> Plan.Search {
        let named = filters.firstIndex {
            switch $0 {
            case .named, .booking, .knownBy: true
            default: false
            }
        }
        guard found == 0, let last = asked.lastIndex(where: { $0 > 0 }) ?? named ?? filters.indices.first else {
            return Plan.Search(groups: groups, emptiedBy: nil, asked: found)
        }
        return Plan.Search(groups: groups, emptiedBy: filters[last].description, asked: asked[last])
    }

    /// All groups, or those of a name or a booking when the query has one.
    private func candidates(in builder: PlanBuilder) -> [Row.Target] {
        for filter in filters {
            switch filter {
            case .named(let name): return builder.targets(named: FoldedName(name))
            case .booking(let text): return builder.targets(ofBooking: FoldedName(text))
            case .knownBy(let text): return builder.targets(knownBy: text, at: session.now)
            default: continue
            }
        }
        return builder.targets
    }

    private func satisfies(
        _ group: GroupValue,
        _ doors: [Set<String>],
        _ builder: PlanBuilder,
        _ state: LuaState,
        _ asked: inout [Int],
    ) throws(LuaError) -> Bool {
        for place in filters.indices {
            asked[place] += 1
            guard try satisfies(group, filters[place], doors[place], builder, state) else { return false }
        }
        return true
    }

    private func satisfies(
        _ group: GroupValue,
        _ filter: GroupFilter,
        _ doors: Set<String>,
        _ builder: PlanBuilder,
        _ state: LuaState,
    ) throws(LuaError) -> Bool {
        let index = builder.index
        let members = index.guestCodes(of: group.target)
        switch filter {
        case .named(let name): return FoldedName(group.name(index)) == FoldedName(name)
        case .booking(let text): return builder.targets(ofBooking: FoldedName(text)).contains(group.target)
        case .knownBy(let text): return builder.targets(knownBy: text, at: session.now).contains(group.target)
        case .like(let pattern): return FoldedName(pattern).fits(FoldedName(group.name(index)))
        case .onDevices, .onDoors, .doorsLike, .ofHouse: return members.contains { doors.contains($0.deviceID) }
        case .stays: return !index.isStaff(group.target)
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
