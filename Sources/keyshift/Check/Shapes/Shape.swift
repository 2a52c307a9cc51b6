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
    case function(Signature)
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
        case .module(let name): "the module \(name)"
        case .namespace(let name): name.isEmpty ? "the module seam" : "the namespace seam.\(name)"
        }
    }
}

/// The kinds of values that have methods.
enum ScriptClass: String, Hashable, Sendable, CaseIterable {
    /// `groups.all()` and what is chained to it.
    case query
    case group
    case time
    case duration
    case date
    /// What `task.spawn` gives.
    case task
    /// What describes an argument of the script, such as `args.date()`.
    case argument

    /// The words for a value of it.
    var article: String {
        switch self {
        case .query: "a query"
        case .argument: "the description of an argument"
        default: "a \(rawValue)"
        }
    }

    /// How a message about a name begins that it lacks, and what such a name is called.
    var owner: (name: String, kind: String) {
        switch self {
        case .query: ("groups.all()", "filter")
        case .group: ("a group", "field")
        default: (article, "method")
        }
    }
}
