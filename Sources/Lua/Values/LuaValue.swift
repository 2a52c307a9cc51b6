/// A Lua value on the Swift side: scalars and tables by value, functions and objects by reference.
public enum LuaValue {
    /// Lua's `nil`.
    case `nil`
    /// `json.null`: a null that a table can hold.
    case null
    /// A boolean.
    case boolean(Bool)
    /// A 64-bit integer.
    case integer(Int64)
    /// A float.
    case number(Double)
    /// A string that is valid UTF-8.
    case string(String)
    /// A string of any other bytes.
    case bytes([UInt8])
    /// A table, copied.
    indirect case table(LuaTable)
    /// A function of a script.
    case function(LuaFunction)
    /// A function of the host.
    case hostFunction(LuaHostFunction)
    /// A Swift object whose class was given to `LuaState.define(_:)`.
    case object(AnyObject)
    /// A value that Swift keeps without a copy of it, such as decoded JSON.
    case kept(LuaReference)
    /// Something that does not cross, by the name of its type, such as `thread`.
    case other(String)

    /// The name of the type, as `type` gives it in a script.
    public var typeName: String {
        switch self {
        case .nil: "nil"
        case .null: "null"
        case .boolean: "boolean"
        case .integer, .number: "number"
        case .string, .bytes: "string"
        case .table: "table"
        case .function, .hostFunction: "function"
        case .object: "userdata"
        case .kept: "value"
        case .other(let name): name
        }
    }

    /// Whether this is `nil`.
    public var isNil: Bool {
        if case .nil = self { true } else { false }
    }

    /// The text when this is a string of valid UTF-8, else nil.
    public var text: String? {
        if case .string(let text) = self { text } else { nil }
    }
}
