internal import CivilTime
internal import Lua
internal import Model
internal import Scripting
internal import Spelling

/// `groups`: queries over the groups of the workspace, and the verbs that change one.
struct GroupBinding {
    let session: ScriptSession

    /// Makes the module `groups` and the classes of its values.
    func module(in state: LuaState) throws(LuaError) -> LuaValue {
        try state.define(queryClass)
        try state.define(groupClass)
        try state.define(LuaClass(GroupIterator.self, name: "iterator"))
        return try state.module(
            "groups",
            [all, get, ofRow, offers, roomSorts, DoorVerbs.ensure(session), DoorVerbs.ensured(session)]
        )
    }

    private var all: BoundFunction {
        Surface.Groups.all.bound { [session] _ in .value(.object(GroupQuery(session: session))) }
    }

    private var ofRow: BoundFunction {
        Surface.Groups.ofRow.bound { [session] state, row, day, ignore throws(LuaError) in
            try session.withPlan { builder throws(LuaError) in
                let row = try ListRow(row, ignore: ignore ?? nil, session: session)
                switch try row.group(endingOn: day ?? nil, in: builder, state) {
                case .success(let group): return .value(.object(group))
                case .failure(let reason):
                    let near = LuaTable(sequence: reason.near.map { .object(GroupValue($0, session: session)) })
                    return .values([.nil, .string(reason.words), .table(near)])
                }
            }
        }
    }

    private var offers: BoundFunction {
        Surface.Groups.offers.bound { [session] state, stays, function throws(LuaError) in
            let groups = stays.sequence.compactMap { value in
                if case .object(let group as GroupValue) = value { group } else { nil }
            }
            return try session.withPlan { builder throws(LuaError) in
                var lines: [String] = []
                for group in groups where groups.count <= Self.mostOffered {
                    guard let words = try Self.words(function, group, state) else { continue }
                    let line = GroupVerbs.line(words, for: group, builder)
                    lines.append("if \(group.label(builder.index)) is meant: \(line)")
                }
                return .value(.string(lines.isEmpty ? "" : "; " + lines.joined(separator: "   ")))
            }
        }
    }

    /// So many stays are near enough to be looked at one by one.
    private static let mostOffered = 3

    /// The words that a function gives for a stay; nil for none, and where it fails.
    private static func words(
        _ function: LuaFunction,
        _ group: GroupValue,
        _ state: LuaState,
    ) throws(LuaError) -> [String]? {
        do {
            guard case .table(let words)? = try state.call(function, [.object(group)]).first else { return nil }
            return words.sequence.compactMap(\.text)
        } catch  where error.code == .script {
            return nil
        }
    }

    private var roomSorts: BoundFunction {
        Surface.Groups.roomSorts.bound { [session] _, rows throws(LuaError) in
            try session.withPlan { builder in
                let sorts = ListRoomSorts(rows, session.doorNames(builder.index))
                let titles = LuaTable(sequence: sorts.titles.map(LuaValue.string))
                return .values([.table(titles), sorts.sentence.map(LuaValue.string) ?? .nil])
            }
        }
    }

    private var get: BoundFunction {
        Surface.Groups.get.bound { [session] _, key throws(LuaError) in
            try session.withPlan { builder throws(LuaError) in
                for target in [
                    Row.Target.group(commonCodeKey: key), .grant(accessGrantID: key), .code(accessCodeID: key),
                ] {
                    guard let first = builder.index.members(of: target).first else { continue }
                    let unit = builder.index.unit(of: first)
                    guard unit == target else { throw LuaError(Self.part(key, of: unit, in: builder)) }
                    return .value(.object(GroupValue(target, session: session, isNamed: true)))
                }
                throw LuaError(Self.unknown(key, in: builder))
            }
        }
    }

    /// Why a code that is not a group of its own is not given.
    private static func part(_ id: String, of unit: Row.Target, in builder: PlanBuilder) -> String {
        let whole =
            "groups.get: \"\(id)\" is one code of \(builder.describe(unit)), whose key is \"\(unit.identifier)\""
        return unit.isGrant
            ? "\(whole); an access grant holds it, and has its hours"
            : "\(whole); for the code alone use seam.access_codes.update"
    }

    private static func unknown(_ key: String, in builder: PlanBuilder) -> String {
        if let grant = builder.index.grant(ofKey: key) {
            return "groups.get: the access grant \(builder.describe(grant.target).shown) holds the codes with the key "
                + "\"\(key)\"; write groups.get(\"\(grant.accessGrantID)\")"
        }
        if builder.index.grants[key] != nil { return "groups.get: " + IndexedGrant.withoutDoors(key) }
        let keyless = builder.index.codesWithoutReadableKey
        let codes = keyless.counted("code has", "codes have")
        let reason = keyless == 0 ? "" : " (\(codes) no common_code_key that can be read)"
        let sentence = "groups.get: no group has the key \"\(key)\"\(reason)"
        guard let nearest = NearestName.find(key, among: builder.targets.map(\.identifier)) else {
            return "\(sentence); groups.all():list() shows those there are"
        }
        return "\(sentence); did you mean \"\(nearest)\"?"
    }

    // MARK: - Queries

    private var queryClass: LuaClass {
        LuaClass(
            GroupQuery.self,
            methods: Self.filters + Self.ends,
            operators: [
                LuaHostFunction("__tostring") { _, arguments throws(LuaError) in
                    .value(.string("groups \(try arguments.object(0, as: GroupQuery.self).description)"))
                }
            ],
        )
    }

    private typealias Filters = Surface.Queries

    private static var filters: [BoundFunction] {
        [
            filter(Filters.named) { name in .named(name) }, filter(Filters.booking) { text in .booking(text) },
            filter(Filters.knownBy) { text in .knownBy(text) },
            filter(Filters.like) { pattern in .like(pattern) }, filter(Filters.ofHouse) { house in .ofHouse(house) },
            filter(Filters.onDoors) { names in .onDoors(names) },
            filter(Filters.doorsLike) { pattern in .doorsLike(pattern) },
            filter(Filters.onDevices) { ids in .onDevices(Set(ids)) },
            filter(Filters.startingOn) { date in .bound(.starting, .on(date)) },
            filter(Filters.endingOn) { date in .bound(.ending, .on(date)) },
            between(Filters.startingBetween, .starting), between(Filters.endingBetween, .ending),
            filter(Filters.where) { condition in .satisfying(condition) },
            filter(Filters.stays) { .stays }, filter(Filters.inHouse) { .inHouse },
            filter(Filters.upcoming) { .upcoming },
            filter(Filters.ongoing) { .ongoing }, filter(Filters.linked) { .linked },
            filter(Filters.uniform) { .uniform(true) }, filter(Filters.mixed) { .uniform(false) },
        ]
    }

    private static func filter<each Value>(
        _ function: SurfaceFunction<repeat each Value>,
        _ make: @escaping (repeat each Value) -> GroupFilter,
    ) -> BoundFunction {
        function.bound(on: GroupQuery.self) { (_, query, values: repeat each Value) throws(LuaError) in
            .value(.object(query.filtered(make(repeat each values))))
        }
    }

    private static func between(
        _ function: SurfaceFunction<GivenDay, GivenDay>,
        _ bound: GroupFilter.Bound,
    ) -> BoundFunction {
        function.bound(on: GroupQuery.self) { _, query, first, end throws(LuaError) in
            let period = try GroupFilter.Period(from: first, to: end, in: function.entry.calledName)
            return .value(.object(query.filtered(.bound(bound, period))))
        }
    }

    // MARK: - Ends of queries

    private static var ends: [BoundFunction] { [each, list, count, by, one, find] }

    private static func end(
        _ function: SurfaceFunction<>,
        _ answer: @escaping (GroupQuery, [GroupValue], PlanBuilder) throws(LuaError) -> LuaAnswer,
    ) -> BoundFunction {
        function.bound(on: GroupQuery.self) { state, query throws(LuaError) in
            try query.session.withPlan { builder throws(LuaError) in
                try answer(query, try query.matches(in: builder, state: state), builder)
            }
        }
    }

    private static var each: BoundFunction {
        let next = LuaHostFunction("each") { _, arguments throws(LuaError) in
            let iterator: GroupIterator = try arguments.object(0)
            return .value(iterator.next().map(LuaValue.object) ?? .nil)
        }
        return end(Filters.each) { _, groups, _ in .values([.hostFunction(next), .object(GroupIterator(groups))]) }
    }

    private static var list: BoundFunction {
        end(Filters.list) { _, groups, _ in .value(.table(LuaTable(sequence: groups.map(LuaValue.object)))) }
    }

    private static var count: BoundFunction {
        end(Filters.count) { _, groups, _ in .value(.integer(Int64(groups.count))) }
    }

    private static var by: BoundFunction {
        Filters.by.bound(on: GroupQuery.self) { state, query, function throws(LuaError) in
            try query.session.withPlan { builder throws(LuaError) in
                var lists = GroupLists()
                for group in try query.matches(in: builder, state: state) {
                    try lists.add(group, under: try state.call(function, [.object(group)]).first ?? .nil)
                }
                return .value(.table(lists.table))
            }
        }
    }

    private static var one: BoundFunction {
        end(Filters.one) { query, groups, builder throws(LuaError) in
            guard let group = groups.first else { throw LuaError(nothing(for: query, in: builder)) }
            guard groups.count == 1 else { throw LuaError(several(groups, for: query, in: builder)) }
            return .value(.object(query.single(group)))
        }
    }

    private static var find: BoundFunction {
        end(Filters.find) { query, groups, builder throws(LuaError) in
            guard let group = groups.first else {
                return .values([.nil, .string(nothing(for: query, in: builder))])
            }
            guard groups.count == 1 else { throw LuaError(several(groups, for: query, in: builder)) }
            return .value(.object(query.single(group)))
        }
    }

    static func nothing(for query: GroupQuery, in builder: PlanBuilder) -> String {
        let sentence = "no group is \(query.description)"
        for filter in query.filters {
            switch filter {
            case .named(let name), .booking(let name), .knownBy(let name), .like(let name):
                if let ended = query.session.ended(named: name) { return ended }
                if let hint = hint(for: name, in: builder) { return "\(sentence); \(hint)" }
            default: continue
            }
        }
        return "\(sentence), of \(builder.index.targetCount)"
    }

    /// What a name that no group has may have meant: several with its number, or the nearest.
    private static func hint(for name: String, in builder: PlanBuilder) -> String? {
        let numbered = builder.targets(numbered: FoldedName(name))
        if numbered.count > 1 {
            let labels = numbered.prefix(3).map { builder.describe($0).shown }
            return "\(numbered.count.counted("group")) have the number: \(labels.joined(separator: ", "))"
        }
        let names = builder.targets.compactMap { builder.index.name(of: $0) }
        let nearest = NearestWords.find(name, among: names)
        guard nearest.isEmpty else {
            return "nearest is \(nearest.map { "\"\($0.shown)\"" }.joined(separator: " or "))"
        }
        return names.first { $0.hasPrefix(name) }.map { "nearest is \"\($0.shown)\"" }
    }

    private static func several(_ groups: [GroupValue], for query: GroupQuery, in builder: PlanBuilder) -> String {
        let now = query.session.now
        let lines = groups.prefix(6).map { group in
            "\n  \(PlanError.candidate(builder.index.stay(group.target, seenAt: now), at: now))"
        }
        let more = groups.count > lines.count ? "\n  … \(groups.count - lines.count) more" : ""
        return "\(groups.count) groups are \(query.description):\(lines.joined())\(more)\n"
            + "narrow the query to one, take one by its key with groups.get, or go through them with each()"
    }
}
