import Lua

extension Marker {
    /// How scripts see a marker: `marker(1)`, `m:id()`, `m + m`, `m.twice`, `tostring(m)`.
    static func install(in state: LuaState) throws(LuaError) {
        try state.define(
            LuaClass(
                Marker.self,
                name: "marker",
                methods: [
                    LuaHostFunction("id") { _, arguments throws(LuaError) in
                        .value(.integer(try arguments.object(0, as: Marker.self).id))
                    }
                ],
                operators: [
                    LuaHostFunction("__add") { _, arguments throws(LuaError) in
                        let left = try arguments.object(0, as: Marker.self).id
                        let right = try arguments.object(1, as: Marker.self).id
                        return .value(.object(Marker(left &+ right)))
                    },
                    LuaHostFunction("__tostring") { _, arguments throws(LuaError) in
                        .value(.string("marker \(try arguments.object(0, as: Marker.self).id)"))
                    },
                ],
                getter: LuaHostFunction("field") { _, arguments throws(LuaError) in
                    let marker = try arguments.object(0, as: Marker.self)
                    guard try arguments.string(1, "field") == "twice" else { throw LuaError("no such field") }
                    return .value(.integer(marker.id &* 2))
                },
            )
        )
        try state.set(
            "marker",
            LuaHostFunction("marker") { _, arguments throws(LuaError) in
                .value(.object(Marker(try arguments.integer(0, "id"))))
            }
        )
    }
}
