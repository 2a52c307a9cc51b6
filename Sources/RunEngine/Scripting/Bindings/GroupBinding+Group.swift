internal import Lua
internal import Model
internal import Scripting

extension GroupBinding {
    /// How a group looks to a script.
    var groupClass: LuaClass {
        LuaClass(
            GroupValue.self,
            methods: GroupVerbs.all,
            operators: [
                LuaHostFunction("__tostring") { _, arguments throws(LuaError) in
                    let group: GroupValue = try arguments.object(0)
                    let label = group.session.builder.map { group.label($0.index) } ?? group.target.identifier
                    return .value(.string(label))
                },
                LuaHostFunction("__eq") { _, arguments throws(LuaError) in
                    guard case .object(let left as GroupValue) = arguments[0],
                        case .object(let right as GroupValue) = arguments[1]
                    else { return .value(.boolean(false)) }
                    return .value(.boolean(left.target == right.target))
                },
            ],
            getter: LuaHostFunction("a group") { _, arguments throws(LuaError) in
                let group: GroupValue = try arguments.object(0)
                let name = try arguments.string(1, "field")
                return try group.session.withPlan { builder throws(LuaError) in
                    .value(try group.field(name, builder.index))
                }
            },
        )
    }
}
