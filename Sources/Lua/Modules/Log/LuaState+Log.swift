extension LuaState {
    /// Makes the module `log`: `debug`, `info`, `warn` and `error`, each with a text and a table of fields.
    ///
    /// A line is one line: control characters are escaped and long texts are cut. Fields named like a secret (`code`, `pin`,
    /// `token`, `api_key` …) are shown as `••••`, at any depth.
    /// - Parameter sink: Where the lines go; called on the thread of the state.
    /// - Returns: The module.
    /// - Throws: `script_error` when Lua has no memory for it.
    public func openLog(_ sink: @escaping (LuaLogLine) -> Void) throws(LuaError) -> LuaValue {
        try openLog(checked: { $1 }, sink)
    }

    /// Makes the module `log` of functions to which a host adds a look at their arguments.
    package func openLog(
        checked: (LuaLogLine.Level, LuaHostFunction) -> LuaHostFunction,
        _ sink: @escaping (LuaLogLine) -> Void,
    ) throws(LuaError) -> LuaValue {
        var members: [String: LuaValue] = [:]
        for level in LuaLogLine.Level.allCases {
            members[level.rawValue] = .hostFunction(checked(level, Self.writer(of: level, to: sink)))
        }
        let names = LuaLogLine.Level.allCases.map(\.rawValue)
        return try module("log", members, missing: MissingName.function(in: "log", among: names))
    }

    private static func writer(of level: LuaLogLine.Level, to sink: @escaping (LuaLogLine) -> Void) -> LuaHostFunction {
        LuaHostFunction("log.\(level.rawValue)") { state, arguments throws(LuaError) in
            let texts = LogText(state: state)
            switch arguments[1] {
            case .nil, .table: break
            default: throw arguments.mismatch(1, "the fields", "a table")
            }
            if arguments.count == 0 { throw arguments.mismatch(0, "the text", "a string") }
            let text = try texts.text(arguments[0])
            let fields = try texts.fields(arguments[1])
            sink(LuaLogLine(level: level, text: text, fields: fields, position: state.position()))
            return .nothing
        }
    }
}
