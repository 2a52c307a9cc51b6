import CLuaSupport

/// What can be told of a value without running any code of a script: what completion at a prompt goes by.
public struct LuaGlimpse {
    /// The name of its type, as `type` gives it.
    public let typeName: String
    /// The object when it is one, else nil.
    public let object: AnyObject?
    /// The string keys when it is a table, a thousand at most, in no order.
    public let names: [String]
}

extension LuaState {
    /// Looks at the value that some keys lead to from the globals, through tables only; no keys lead to the globals.
    /// - Throws: `script_error` when Lua has no memory for it.
    public func glimpse(of keys: [LuaValue]) throws(LuaError) -> LuaGlimpse {
        write(keys)
        let values = try results(clua_look(host))
        var object: AnyObject?
        if values.count > 1, case .object(let found) = values[1] { object = found }
        return LuaGlimpse(
            typeName: values.first?.text ?? "nil",
            object: object,
            names: values.dropFirst(2).compactMap(\.text)
        )
    }
}
