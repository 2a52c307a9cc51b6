internal import Lua
internal import Model

/// `args{ … }`: the arguments of a script, described, checked, and given to it by name.
struct ArgsBinding {
    let session: ScriptSession
    let files: LuaFiles

    /// Makes the module `args` and the classes of its values.
    func module(in state: LuaState) throws(LuaError) -> LuaValue {
        let module = ArgumentsModule()
        let kinds = ArgumentKind.allCases.map { describe($0, module) }
        let operators = [call, Self.text("__tostring") { "args" }]
        let missing = NearestName.missing(in: "args", kind: "function", among: kinds.map(\.name))
        try state.define(
            LuaClass(ArgumentsModule.self, name: "args", methods: kinds, operators: operators, getter: missing)
        )
        try state.define(LuaClass(ArgumentValue.self, name: "argument"))
        try state.define(LuaClass(GivenArguments.self, name: "arguments", getter: Self.given))
        return .object(module)
    }

    private static func text(_ name: String, _ text: @escaping () -> String) -> LuaHostFunction {
        LuaHostFunction(name) { _, _ in .value(.string(text())) }
    }

    private func describe(_ kind: ArgumentKind, _ module: ArgumentsModule) -> LuaHostFunction {
        LuaHostFunction(kind.rawValue) { _, arguments throws(LuaError) in
            let function = "args.\(kind.rawValue)"
            if case .object = arguments[0] {
                throw LuaError("\(function) is called with a dot, not a colon: \(function){ … }")
            }
            let table = try LuaArguments(function: function, values: arguments.values).table(0, "the description")
            module.described += 1
            return .value(.object(try ArgumentValue(kind, table, order: module.described)))
        }
    }

    // MARK: - The call

    private var call: LuaHostFunction {
        LuaHostFunction("__call") { [session, files] _, arguments throws(LuaError) in
            let described = try Self.described(LuaArguments(function: "args", values: arguments.values))
            let given = try Self.line(session.context.arguments, described)
            var values: [String: LuaValue] = [:]
            for (name, argument) in described {
                if let text = given.texts[name] {
                    values[name] = try argument.value(of: text, name, files)
                } else if argument.isRequired {
                    throw LuaError(Self.missing(name, argument, described))
                } else {
                    values[name] = try argument.standardValue(name, files)
                }
            }
            return .value(.object(GivenArguments(names: described.map(\.name), values: values)))
        }
    }

    private static func line(
        _ texts: [String],
        _ described: [(name: String, argument: ArgumentValue)],
    ) throws(LuaError) -> ArgumentLine {
        do throws(PlanError) {
            return try ArgumentLine(texts, names: described.map(\.name))
        } catch {
            throw LuaError(error)
        }
    }

    private static func missing(
        _ name: String,
        _ argument: ArgumentValue,
        _ described: [(name: String, argument: ArgumentValue)],
    ) -> String {
        let about = argument.about.map { " (\($0))" } ?? ""
        let usage = described.map { $0.argument.usage($0.name) }.joined(separator: " ")
        return "the argument \"\(name)\"\(about) is missing: \(argument.needs). The script takes \(usage)"
    }

    /// The descriptions in the order in which the script has made them.
    private static func described(
        _ arguments: LuaArguments
    ) throws(LuaError) -> [(name: String, argument: ArgumentValue)] {
        let example = "args{ date = args.date(), by = args.duration{ default = \"2h\" } }"
        guard case .table(let table) = arguments[1] else {
            throw arguments.mismatch(1, "the arguments", "a table, as in \(example)")
        }
        guard table.sequence.isEmpty, table.others.isEmpty else {
            throw LuaError("args: give each argument its name, as in \(example)")
        }
        var described: [(name: String, argument: ArgumentValue)] = []
        for (name, value) in table.fields {
            guard case .object(let argument as ArgumentValue) = value else {
                throw LuaError("args: \(name) must be described, such as \(name) = args.text(), not \(value.typeName)")
            }
            described.append((name, argument))
        }
        return described.sorted { ($0.argument.order, $0.name) < ($1.argument.order, $1.name) }
    }

    private static var given: LuaHostFunction {
        LuaHostFunction("the arguments") { _, arguments throws(LuaError) in
            let given: GivenArguments = try arguments.object(0)
            let name = arguments[1].text ?? "?"
            guard given.names.contains(name) else {
                throw LuaError(NearestName.sentence("args", "argument", name, among: given.names))
            }
            return .value(given.values[name] ?? .nil)
        }
    }
}

/// The module as a script sees it.
private final class ArgumentsModule {
    /// How many descriptions the script has made.
    var described = 0
}

/// What `args{ … }` gives: the values by name, and a refusal of any other name.
private final class GivenArguments {
    let names: [String]
    let values: [String: LuaValue]

    init(names: [String], values: [String: LuaValue]) {
        self.names = names
        self.values = values
    }
}
