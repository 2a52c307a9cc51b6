/// How objects of one Swift class look to a script: methods, operators and fields.
public struct LuaClass {
    /// The Swift class, and nothing that inherits from it.
    public let type: AnyClass
    /// The name that errors and `tostring` show.
    public let name: String
    /// The methods; each finds the object as its first argument.
    public var methods: [LuaHostFunction]
    /// The operators by their metamethod names, such as `__add`.
    public var operators: [LuaHostFunction]
    /// Called with the object and the key for a name that is no method.
    public var getter: LuaHostFunction?

    /// Makes a class without methods.
    public init(
        _ type: AnyClass,
        name: String,
        methods: [LuaHostFunction] = [],
        operators: [LuaHostFunction] = [],
        getter: LuaHostFunction? = nil,
    ) {
        self.type = type
        self.name = name
        self.methods = methods
        self.operators = operators
        self.getter = getter
    }
}
