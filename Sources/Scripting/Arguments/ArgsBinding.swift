package import Lua
internal import Model
internal import Spelling

/// `args{ … }`: the arguments of a script, described, checked, and given to it by name.
package struct ArgsBinding {
    private let given: [String]
    private let files: LuaFiles
    private let today: Today

    /// Gives a body the day that it is at the doors of a house, of all doors without one, for which the workspace has to be read.
    package typealias Today = (
        _ house: String?,
        _ body: @escaping (TodayAtDoors) throws(LuaError) -> LuaAnswer
    ) throws(LuaError) -> LuaAnswer

    /// Makes the binding over what was typed behind the name of the script, and the files that it may read.
    package init(given: [String], files: LuaFiles, today: @escaping Today) {
        self.given = given
        self.files = files
        self.today = today
    }

    /// Makes the module `args` and the classes of its values.
    package func module(in state: LuaState) throws(LuaError) -> LuaValue {
        let module = ArgumentsModule()
        let kinds = ArgumentKind.allCases.map { describe($0, module) }
        let text = LuaHostFunction("__tostring") { _, _ in .value(.string("args")) }
        try state.define(
            LuaClass(
                ArgumentsModule.self,
                name: "args",
                methods: kinds.map { LuaHostFunction($0.entry.shortName, $0.function.body) },
                operators: [call, text],
                getter: MissingName.function(in: "args", kind: "function", among: kinds.map(\.entry.shortName)),
            )
        )
        try state.define(LuaClass(ArgumentValue.self, name: "argument"))
        try state.define(LuaClass(GivenArguments.self, name: "arguments", getter: Self.given))
        return .object(module)
    }

    private func describe(_ kind: ArgumentKind, _ module: ArgumentsModule) -> BoundFunction {
        Surface.Args.describe(kind).bound { _, table in
            module.described += 1
            return .value(.object(ArgumentValue(kind, table ?? LuaTable(), order: module.described)))
        }
    }

    // MARK: - The call

    private var call: LuaHostFunction {
        LuaHostFunction("__call") { [given, files, today] _, arguments throws(LuaError) in
            let described = try Self.described(LuaArguments(function: "args", values: arguments.values))
            let line = try Self.line(given, described)
            guard described.contains(where: { $0.argument.isRelativeDay(line.texts[$0.name]) }) else {
                return try Self.values(line, described, files)
            }
            return try today(line.texts["house"]) { day throws(LuaError) in
                var day = day
                day.takesHouse = described.contains { $0.name == "house" }
                return try Self.values(line, described, files, today: day)
            }
        }
    }

    private static func values(
        _ line: ArgumentLine,
        _ described: [(name: String, argument: ArgumentValue)],
        _ files: LuaFiles,
        today: TodayAtDoors? = nil,
    ) throws(LuaError) -> LuaAnswer {
        var values: [String: LuaValue] = [:]
        for (name, argument) in described {
            if let text = line.texts[name] {
                values[name] = try argument.value(of: text, name, files, today: today)
            } else if argument.isRequired {
                throw LuaError(missing(name, argument, described))
            } else {
                values[name] = try argument.standardValue(name, files)
            }
        }
        return .value(.object(GivenArguments(names: described.map(\.name), values: values)))
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
private final class ArgumentsModule: NamedModule {
    let name = "args"
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
