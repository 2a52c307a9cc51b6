/// A module as a script sees it: read-only, with members of its own.
final class LuaModule {
    let name: String
    /// Set when the state has defined the module.
    var classID: UInt64 = 0
    /// Set when the state keeps the module's userdata, so that a script meets one and the same.
    var reference: Int64?

    init(name: String) {
        self.name = name
    }

    /// What `tostring` answers.
    static func describe() -> LuaHostFunction {
        LuaHostFunction("__tostring") { _, arguments throws(LuaError) in
            .value(.string(try arguments.object(0, as: LuaModule.self).name))
        }
    }
}
