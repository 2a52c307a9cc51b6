internal import Scripting
internal import Seam

/// The names that a script finds, with the shapes of what they stand for.
enum Vocabulary {
    /// What a global variable is, nil for one that is not there.
    static func global(_ name: String) -> Shape? {
        switch name {
        case "seam": .namespace("")
        case "arg": .list(.text)
        case "_G", "_ENV", "package", "keyshift": .table
        case "_VERSION": .text
        case "ipairs", "pairs": .function(loop(name))
        case "require": Reference.entry(name).map { .function($0) } ?? .anyFunction
        // Lua's own names come first: what they are is known before the reference of all modules is made.
        case _ where functions.contains(name): .anyFunction
        case _ where libraries[name] != nil: .module(name)
        case _ where (modules[name] ?? tests[name]) != nil: .module(name)
        default: nil
        }
    }

    /// Every global variable.
    static let globals: [String] =
        ["seam", "arg", "_G", "_VERSION", "package", "keyshift"] + modules.keys + libraries.keys + functions

    /// What a script may `require`.
    static let requirable: [String] = ["seam"] + modules.keys

    /// The names that a value has, nil for one that may have any.
    static func names(of shape: Shape) -> [String]? {
        switch shape {
        case .module(let name): (modules[name] ?? tests[name]).map { Array($0.keys) } ?? libraries[name]
        case .namespace(let name):
            SeamCatalogue.methods(of: name) + SeamCatalogue.namespaces(within: name)
                + (name.isEmpty ? Array(ownFunctions.keys) : [])
        case .object(let kind): members[kind].map { Array($0.keys) }
        case .text: libraries["string"]
        case .arguments(let values): Array(values.keys)
        default: nil
        }
    }

    /// What `value.name` is; nil when there is no such name.
    static func member(_ name: String, of shape: Shape) -> Shape? {
        switch shape {
        case .module(let module):
            (modules[module] ?? tests[module]).map { $0[name] }
                ?? (libraries[module]?.contains(name) == true ? .unknown : nil)
        case .namespace(let namespace): seamMember(name, of: namespace)
        case .object(let kind): members[kind]?[name]
        case .record(let resource): field(name, of: resource)
        case .arguments(let values): values[name]
        case .row: name == "line" ? .number : .text
        case .text: libraries["string"]?.contains(name) == true ? .anyFunction : nil
        default: .unknown
        }
    }

    /// What `value[position]` is.
    static func element(of shape: Shape) -> Shape {
        if case .list(let element) = shape { element } else { .unknown }
    }

    // MARK: - seam

    /// The functions beside the namespaces.
    private static let ownFunctions = members(of: "seam") { $0.kind == .function && $0.owner == "seam" }

    /// Lua's own functions that go through a table.
    private static func loop(_ name: String) -> SurfaceEntry {
        var entry = SurfaceEntry(name, .function, "Goes through a table.")
        entry.parameters = [.required("the list", .table(.table))]
        entry.type = .any
        entry.takesMore = true
        return entry
    }

    private static func seamMember(_ name: String, of namespace: String) -> Shape? {
        if namespace.isEmpty, let function = ownFunctions[name] { return function }
        if SeamCatalogue.namespaces(within: namespace).contains(name) {
            return .namespace(namespace.isEmpty ? name : "\(namespace).\(name)")
        }
        return SeamCatalogue.endpoint(namespace: namespace, method: name).map { .endpoint($0.path) }
    }

    /// What a function of `seam` gives.
    static func result(of path: String) -> Shape {
        guard let endpoint = SeamCatalogue.endpoint(path: path) else { return .unknown }
        guard endpoint.responseKey != nil else { return .nothing }
        guard let resource = endpoint.resource, SeamCatalogue.resource(resource) != nil else { return .unknown }
        return endpoint.isList ? .list(.record(resource)) : .record(resource)
    }

    private static func field(_ name: String, of resource: String) -> Shape? {
        let fields = Reference.members(of: resource)
        guard !fields.isEmpty else { return .unknown }
        guard let field = fields.first(where: { $0.shortName == name }) else { return nil }
        return Shape(field)
    }

    // MARK: - Lua

    /// Lua's own functions, as far as a script has them.
    private static let functions = [
        "assert", "collectgarbage", "error", "getmetatable", "ipairs", "load", "next", "pairs", "pcall", "print",
        "rawequal", "rawget", "rawlen", "rawset", "require", "select", "setmetatable", "tonumber", "tostring", "type",
        "warn", "xpcall",
    ]

    /// Lua's own libraries, as far as a script has them.
    private static let libraries: [String: [String]] = [
        "coroutine": ["close", "create", "isyieldable", "resume", "running", "status", "wrap", "yield"],
        "debug": described("debug"),
        "io": described("io"),
        "math": [
            "abs", "acos", "asin", "atan", "atan2", "ceil", "cos", "cosh", "deg", "exp", "floor", "fmod", "frexp",
            "huge", "ldexp", "log", "log10", "max", "maxinteger", "min", "mininteger", "modf", "pi", "pow", "rad",
            "random", "randomseed", "sin", "sinh", "sqrt", "tan", "tanh", "tointeger", "type", "ult",
        ],
        "os": described("os"),
        "string": [
            "byte", "char", "find", "format", "gmatch", "gsub", "len", "lower", "match", "pack", "packsize", "rep",
            "reverse", "sub", "unpack", "upper",
        ],
        "table": ["concat", "insert", "move", "pack", "remove", "sort", "unpack"],
        "utf8": ["char", "charpattern", "codepoint", "codes", "len", "offset"],
    ]

    /// The names of a library that the reference has as a whole.
    private static func described(_ library: String) -> [String] {
        Reference.members(of: library).map(\.shortName)
    }
}
