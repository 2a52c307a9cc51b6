internal import CivilTime
internal import Lua
internal import Model

/// `groups`: queries over the groups of the workspace, and the verbs that change one.
struct GroupBinding {
    let session: ScriptSession

    /// The names of the verbs, which a group has beside its fields.
    static let verbNames = GroupVerbs.all.map(\.name)

    /// Makes the module `groups` and the classes of its values.
    func module(in state: LuaState) throws(LuaError) -> LuaValue {
        try state.define(queryClass)
        try state.define(groupClass)
        try state.define(LuaClass(GroupIterator.self, name: "iterator"))
        let members: [String: LuaValue] = ["all": .hostFunction(all), "get": .hostFunction(get)]
        let missing = NearestName.missing(in: "groups", kind: "function", among: Array(members.keys))
        return try state.module("groups", members, missing: missing)
    }

    private var all: LuaHostFunction {
        LuaHostFunction("groups.all") { [session] _, arguments throws(LuaError) in
            guard arguments.count == 0 else {
                throw LuaError(
                    "groups.all takes no arguments; narrow it with a filter, such as groups.all():named(\"BK-1*\")"
                )
            }
            return .value(.object(GroupQuery(session: session)))
        }
    }

    private var get: LuaHostFunction {
        LuaHostFunction("groups.get") { [session] _, arguments throws(LuaError) in
            let key = try arguments.string(0, "key")
            return try session.withPlan { builder throws(LuaError) in
                for target in [Row.Target.group(commonCodeKey: key), .code(accessCodeID: key)] {
                    guard let first = builder.index.members(of: target).first else { continue }
                    let unit = builder.index.unit(of: first)
                    guard unit == target else {
                        throw LuaError(
                            "groups.get: \"\(key)\" is one code of \(builder.describe(unit)), whose key is "
                                + "\"\(unit.identifier)\"; for the code alone use seam.access_codes.update"
                        )
                    }
                    return .value(.object(GroupValue(target, session: session, isNamed: true)))
                }
                throw LuaError(Self.unknown(key, in: builder))
            }
        }
    }

    private static func unknown(_ key: String, in builder: PlanBuilder) -> String {
        let sentence = "groups.get: no group has the key \"\(key)\""
        guard let nearest = NearestName.nearest(to: key, among: builder.targets.map(\.identifier)) else {
            return "\(sentence); groups.all():list() shows those there are"
        }
        return "\(sentence); did you mean \"\(nearest)\"?"
    }

    // MARK: - Queries

    private var queryClass: LuaClass {
        let filters = [
            filter("named") { arguments throws(LuaError) in .named(try arguments.string(1, "name")) },
            filter("on_devices") { arguments throws(LuaError) in .onDevices(try deviceIDs(arguments)) },
            filter("starting_on") { arguments throws(LuaError) in .bound(.starting, .on(try arguments.date(1, "date")))
            },
            filter("ending_on") { arguments throws(LuaError) in .bound(.ending, .on(try arguments.date(1, "date"))) },
            filter("starting_between") { arguments throws(LuaError) in .bound(.starting, try arguments.period()) },
            filter("ending_between") { arguments throws(LuaError) in .bound(.ending, try arguments.period()) },
            filter("where") { arguments throws(LuaError) in .satisfying(try arguments.callback(1, "the condition")) },
            plain("in_house", .inHouse), plain("upcoming", .upcoming), plain("ongoing", .ongoing),
            plain("linked", .linked),
            plain("uniform", .uniform(true)), plain("mixed", .uniform(false)),
        ]
        let ends = [each, list, count, by, one, find]
        let names = (filters + ends).map(\.name)
        return LuaClass(
            GroupQuery.self,
            name: "query",
            methods: filters + ends,
            operators: [
                LuaHostFunction("__tostring") { _, arguments throws(LuaError) in
                    .value(.string("groups \(try arguments.object(0, as: GroupQuery.self).description)"))
                }
            ],
            getter: NearestName.missing(in: "groups.all()", kind: "filter", among: names),
        )
    }

    private func filter(
        _ name: String,
        _ make: @escaping (LuaArguments) throws(LuaError) -> GroupFilter,
    ) -> LuaHostFunction {
        LuaHostFunction(name) { _, arguments throws(LuaError) in
            let query: GroupQuery = try arguments.object(0)
            return .value(.object(query.filtered(try make(arguments))))
        }
    }

    private func plain(_ name: String, _ condition: GroupFilter) -> LuaHostFunction {
        filter(name) { arguments throws(LuaError) in
            guard arguments.count == 1 else { throw LuaError("\(name) takes no arguments") }
            return condition
        }
    }

    private func deviceIDs(_ arguments: LuaArguments) throws(LuaError) -> Set<String> {
        if case .string(let id) = arguments[1] { return [id] }
        guard case .table(let table) = arguments[1] else {
            throw arguments.mismatch(1, "the devices", "a list of device ids")
        }
        let ids = table.sequence.compactMap(\.text)
        guard !ids.isEmpty, ids.count == table.sequence.count, table.fields.isEmpty, table.others.isEmpty else {
            throw LuaError("on_devices: the devices must be a list of device ids, with at least one and no gap")
        }
        return Set(ids)
    }

    // MARK: - Ends of queries

    private func end(
        _ name: String,
        _ answer: @escaping (GroupQuery, [GroupValue], PlanBuilder) throws(LuaError) -> LuaAnswer,
    ) -> LuaHostFunction {
        LuaHostFunction(name) { state, arguments throws(LuaError) in
            let query: GroupQuery = try arguments.object(0)
            return try query.session.withPlan { builder throws(LuaError) in
                try answer(query, try query.matches(in: builder, state: state), builder)
            }
        }
    }

    private var each: LuaHostFunction {
        let next = LuaHostFunction("each") { _, arguments throws(LuaError) in
            let iterator: GroupIterator = try arguments.object(0)
            return .value(iterator.next().map(LuaValue.object) ?? .nil)
        }
        return end("each") { _, groups, _ in .values([.hostFunction(next), .object(GroupIterator(groups))]) }
    }

    private var list: LuaHostFunction {
        end("list") { _, groups, _ in .value(.table(LuaTable(sequence: groups.map(LuaValue.object)))) }
    }

    private var count: LuaHostFunction {
        end("count") { _, groups, _ in .value(.integer(Int64(groups.count))) }
    }

    private var by: LuaHostFunction {
        LuaHostFunction("by") { state, arguments throws(LuaError) in
            let query: GroupQuery = try arguments.object(0)
            let function = try arguments.callback(1, "the function that names a group's list")
            return try query.session.withPlan { builder throws(LuaError) in
                var lists = GroupLists()
                for group in try query.matches(in: builder, state: state) {
                    try lists.add(group, under: try state.call(function, [.object(group)]).first ?? .nil)
                }
                return .value(.table(lists.table))
            }
        }
    }

    private var one: LuaHostFunction {
        end("one") { query, groups, builder throws(LuaError) in
            guard let group = groups.first else { throw LuaError(Self.nothing(for: query, in: builder)) }
            guard groups.count == 1 else { throw LuaError(Self.several(groups, for: query, in: builder)) }
            return .value(.object(query.single(group)))
        }
    }

    private var find: LuaHostFunction {
        end("find") { query, groups, builder throws(LuaError) in
            guard let group = groups.first else {
                return .values([.nil, .string(Self.nothing(for: query, in: builder))])
            }
            guard groups.count == 1 else { throw LuaError(Self.several(groups, for: query, in: builder)) }
            return .value(.object(query.single(group)))
        }
    }

    private static func nothing(for query: GroupQuery, in builder: PlanBuilder) -> String {
        let sentence = "no group is \(query.description)"
        for case .named(let name) in query.filters {
            let names = builder.targets.compactMap { builder.index.name(of: $0) }
            if let nearest = nearestName(to: name, among: names) { return "\(sentence); nearest is \"\(nearest)\"" }
        }
        return "\(sentence), of \(builder.index.targetCount)"
    }

    private static func nearestName(to name: String, among names: [String]) -> String? {
        names.first { $0.hasPrefix(name) } ?? NearestName.nearest(to: name, among: names)
    }

    private static func several(_ groups: [GroupValue], for query: GroupQuery, in builder: PlanBuilder) -> String {
        let names = groups.prefix(3).map { $0.label(builder.index).shown }.joined(separator: ", ")
        return "\(groups.count) groups are \(query.description): \(names)\(groups.count > 3 ? ", …" : ""); "
            + "narrow the query to one, or go through them with each()"
    }
}
