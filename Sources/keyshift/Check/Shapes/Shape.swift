internal import Scripting

/// What a value of a script is, as far as the script's text tells.
indirect enum Shape: Hashable, Sendable {
    /// Nothing is known of it.
    case unknown
    /// What a call gives that gives nothing.
    case nothing
    case `nil`
    case boolean
    case number
    case text
    /// A function of the script, or one of Lua's own.
    case anyFunction
    /// A table of the script.
    case table
    /// A list whose elements are alike.
    case list(Shape)
    /// A row of a table file: its fields are texts.
    case row
    /// What the API gives for a resource, such as `access_code`.
    case record(String)
    /// A value with methods of its own.
    case object(ScriptClass)
    /// A module, or a library of Lua.
    case module(String)
    /// A namespace of `seam` by its name; the empty one is `seam` itself.
    case namespace(String)
    /// A function of `seam`, by its path.
    case endpoint(String)
    /// A function whose parameters are known.
    case function(SurfaceEntry)
    /// What `args{ … }` gives: the script's arguments by name.
    case arguments([String: Shape])
    /// What a loop goes through, with the values of each turn.
    case iterator([Shape])

    /// The words for it in a sentence, nil where nothing is known.
    var typeName: String? {
        switch self {
        case .unknown: nil
        case .nothing, .nil: "nil"
        case .boolean: "a boolean"
        case .number: "a number"
        case .text: "a string"
        case .anyFunction, .endpoint, .function, .iterator: "a function"
        case .table, .list, .row, .record, .arguments: "a table"
        case .object(let kind): kind.article
        case .module(let name): Given.module(name)
        case .namespace(let name): Given.module(name.isEmpty ? "seam" : "seam.\(name)")
        }
    }
}

extension Shape {
    /// What a value of a type is; nothing for what gives none.
    init(_ type: ScriptType?) {
        self =
            switch type {
            case nil: .nothing
            case .any, .either: .unknown
            case .text: .text
            case .number, .integer: .number
            case .boolean: .boolean
            case .table, .map, .lists: .table
            case .function, .callback: .anyFunction
            case .object(let kind): .object(kind)
            case .record(let name): .record(name)
            case .row: .row
            case .list(let element): .list(Shape(element))
            case .iterator(let element): .iterator([Shape(element)])
            case .optional(let type): Shape(type)
            }
    }

    /// What the name of an entry stands for.
    init(_ entry: SurfaceEntry) {
        self = entry.kind == .field ? Shape(entry.type) : .function(entry)
    }
}
