import CLuaSupport

extension LuaState {
    /// Tells the state how objects of a Swift class look to a script.
    /// - Throws: `script_error` when Lua has no memory for it.
    public func define(_ description: LuaClass) throws(LuaError) {
        classes[ObjectIdentifier(description.type)] = try define(
            description.name,
            members: Self.table(of: description.methods),
            operators: Self.table(of: description.operators),
            getter: description.getter,
        )
    }

    /// Makes a module of named members, which a script can read and not change.
    ///
    /// `missing` is called with the module and the name for a name that is not there; it throws a helpful error.
    /// - Throws: `script_error` when Lua has no memory for it.
    public func module(
        _ name: String,
        _ members: [String: LuaValue],
        missing: LuaHostFunction,
    ) throws(LuaError) -> LuaValue {
        try module(name, LuaTable(fields: members), missing, keepsMissing: false)
    }

    /// Makes a module whose members are made when a script asks for them, which costs nothing before.
    ///
    /// `member` is called with the module and the name, once for each name that it answers; for a name that is not there it
    /// throws a helpful error.
    /// - Throws: `script_error` when Lua has no memory for it.
    public func lazyModule(_ name: String, member: LuaHostFunction) throws(LuaError) -> LuaValue {
        try module(name, LuaTable(), member, keepsMissing: true)
    }

    private func module(
        _ name: String,
        _ members: LuaTable,
        _ missing: LuaHostFunction,
        keepsMissing: Bool,
    ) throws(LuaError) -> LuaValue {
        let module = LuaModule(name: name)
        let operators = LuaTable(fields: ["__tostring": .hostFunction(LuaModule.describe())])
        module.classID = try define(
            name,
            members: members,
            operators: operators,
            getter: missing,
            keepsMissing: keepsMissing,
        )
        write([.object(module)])
        if case .integer(let reference)? = try results(clua_keep(host)).first { module.reference = reference }
        return .object(module)
    }

    private func define(
        _ name: String,
        members: LuaTable,
        operators: LuaTable,
        getter: LuaHostFunction?,
        keepsMissing: Bool = false,
    ) throws(LuaError) -> UInt64 {
        let id = nextClassID()
        let getter = getter.map(LuaValue.hostFunction) ?? .nil
        write([.string(name), .table(members), .table(operators), getter, .boolean(keepsMissing)])
        _ = try results(clua_define_class(host, id))
        return id
    }

    private static func table(of functions: [LuaHostFunction]) -> LuaTable {
        LuaTable(fields: Dictionary(functions.map { ($0.name, .hostFunction($0)) }) { _, last in last })
    }
}
