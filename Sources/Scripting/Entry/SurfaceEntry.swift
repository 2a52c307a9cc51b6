/// One name that a script can use: the one description of it, from which calls, `check`, `help`, completion, type
/// definitions and the reference are made.
package struct SurfaceEntry: Hashable, Sendable {
    /// What a name stands for.
    package enum Kind: String, Hashable, Sendable {
        /// A global that leads to functions: `groups`.
        case module
        /// A library of Lua: `io`.
        case library
        /// A part of `seam` that leads to functions: `seam.access_codes`.
        case namespace
        /// A function, called with a dot.
        case function
        /// A function of a value, called with a colon.
        case method
        /// A value of a module, a type or a resource.
        case field
        /// A sort of value: `group`, or a resource of the API such as `device`.
        case type
    }

    /// The name as it is written: `groups.all`, `query:named`, `group.ends_at`, `seam.devices.get`.
    package let name: String
    /// What it stands for.
    package let kind: Kind
    /// What it is or does, in a sentence.
    package let summary: String
    /// What a function takes, in its order.
    package var parameters: [SurfaceParameter] = []
    /// Whether more arguments may follow, which nothing is said of.
    package var takesMore = false
    /// Whether a second argument says how the first one is read, which then may be any text.
    package var secondReadsFirst = false
    /// What the field is, or what a function gives; nil for nothing.
    package var type: ScriptType?
    /// Limits, and what else there is to know, a sentence each.
    package var notes: [String] = []
    /// What is refused beside arguments of another kind, a sentence each.
    package var errors: [String] = []
    /// What the operators of a type give, in the notation of lua-language-server.
    package var operators: [String] = []
    /// Lua that shows its use; `stay` is a group, `key` its key, `id` the id of one of its codes.
    package var example: String?

    /// Makes an entry of what each has.
    package init(_ name: String, _ kind: Kind, _ summary: String) {
        self.name = name
        self.kind = kind
        self.summary = summary
    }

    /// What the name belongs to: `groups`, `query`, `seam.devices`; empty for a module or a type.
    package var owner: String {
        name.lastIndex { $0 == "." || $0 == ":" }.map { String(name[..<$0]) } ?? ""
    }

    /// The name without what it belongs to.
    package var shortName: String {
        name.lastIndex { $0 == "." || $0 == ":" }.map { String(name[name.index(after: $0)...]) } ?? name
    }

    /// How messages of a call begin: a method by its own name, a function with its module.
    package var calledName: String { kind == .method ? shortName : name }

    /// Whether it is called as `f{ name = value }`: its first parameter is a table of named ones.
    package var takesTable: Bool { parameters.first?.isNamed ?? false }

    /// The parameters as a reader sees them: those in the table of a function that takes one.
    package var shownParameters: [SurfaceParameter] {
        takesTable ? parameters[0].fields : parameters
    }

    /// The name with what it takes: `groups.get(key)`, `seam.devices.get{ device_id?, name? }`.
    package var signature: String {
        guard kind == .function || kind == .method else { return name }
        let more = takesMore ? ["..."] : []
        let names = shownParameters.map { $0.isOptional ? "\($0.name)?" : $0.name } + (takesTable ? [] : more)
        guard takesTable else { return "\(name)(\(names.joined(separator: ", ")))" }
        return names.isEmpty ? "\(name){}" : "\(name){ \(names.joined(separator: ", ")) }"
    }
}

extension SurfaceEntry {
    /// Makes the entry of a field.
    package static func field(_ name: String, _ type: ScriptType, _ summary: String, example: String) -> SurfaceEntry {
        var entry = SurfaceEntry(name, .field, summary)
        entry.type = type
        entry.example = example
        return entry
    }

    /// Makes the entry of a module or a type.
    package static func owner(
        _ name: String,
        _ kind: Kind,
        _ summary: String,
        operators: [String] = [],
        example: String? = nil,
    ) -> SurfaceEntry {
        var entry = SurfaceEntry(name, kind, summary)
        entry.operators = operators
        entry.example = example
        return entry
    }
}
