/// A module as a script sees it: read-only, with members of its own.
final class LuaModule: NamedModule {
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

/// An object that a script meets as a module.
package protocol NamedModule: AnyObject {
    /// Its name, such as `json` or `seam.locks`.
    var name: String { get }
}

extension LuaValue {
    /// The name of the module that this is; nil for any other value.
    package var moduleName: String? {
        if case .object(let object) = self { (object as? any NamedModule)?.name } else { nil }
    }
}
