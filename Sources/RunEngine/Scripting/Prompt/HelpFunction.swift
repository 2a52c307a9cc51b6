internal import Lua
internal import Scripting

/// `help(x)`: what a function, a module, a value or a name is, at the prompt.
struct HelpFunction {
    /// The modules by name, as the script sees them.
    let modules: [String: LuaValue]
    /// Where the text goes, a line at a time.
    let output: (String) -> Void
    /// The columns of a line.
    let width: () -> Int?

    /// The function as a script calls it.
    var function: LuaHostFunction {
        LuaHostFunction("help") { state, arguments throws(LuaError) in
            let width = width() ?? 100
            guard arguments.count > 0 else {
                HelpText.overview(width: width).forEach(output)
                return .nothing
            }
            let name = try name(of: arguments[0], in: state)
            guard let lines = HelpText.lines(of: name, width: width) else { throw LuaError(HelpText.unknown(name)) }
            lines.forEach(output)
            return .nothing
        }
    }

    /// The name in the reference of what was given.
    private func name(of value: LuaValue, in state: LuaState) throws(LuaError) -> String {
        switch value {
        case .string(let text): return text
        case .object(let object):
            if let name = PromptTypes.name(of: object) { return name }
            return try state.describe(value)
        case .hostFunction(let function): return function.name
        case .function(let function):
            if let known = try memberName(function, in: state) { return known }
            if let host = function.hostFunction { return host.name }
            throw LuaError("help: that is a function of your own; there is help for those of Keyshift")
        case .nil:
            throw LuaError(
                "help: that is nil, which is what Lua gives for a name that is not there; "
                    + "help() shows what there is, and help \"name\" takes a name as text"
            )
        default: throw LuaError("help: give a function, a module, a value such as a group, or a name as text")
        }
    }

    /// The name of a function of a module, found by what it is: the functions of Lua have no name of their own.
    private func memberName(_ function: LuaFunction, in state: LuaState) throws(LuaError) -> String? {
        let source = """
            local wanted, modules, names = ...
            for module, members in pairs(names) do
                for _, name in ipairs(members) do
                    local found, value = pcall(function() return (modules[module] or _G[module])[name] end)
                    if found and rawequal(value, wanted) then return module .. "." .. name end
                end
            end
            """
        var names: [String: LuaValue] = [:]
        for module in modules.keys + Reference.libraries.map(\.name) where module != "seam" {
            let members = Reference.members(of: module).filter { $0.kind == .function }
            names[module] = .table(LuaTable(sequence: members.map { .string($0.shortName) }))
        }
        let search = try state.load(source, name: "help")
        let arguments = [
            LuaValue.function(function), .table(LuaTable(fields: modules)), .table(LuaTable(fields: names)),
        ]
        return try state.call(search, arguments).first?.text
    }
}

/// The types of the reference that values of the host have.
enum PromptTypes {
    /// The name of an object's type; nil for another.
    static func name(of object: AnyObject) -> String? {
        (object as? any ScriptObject).map { type(of: $0).scriptClass.rawValue }
    }
}
