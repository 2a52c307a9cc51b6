/// One name that a script can use, as `help`, completion, type definitions and the reference tell it.
package struct ReferenceEntry: Hashable, Sendable {
    /// What a name stands for.
    package enum Kind: String, Hashable, Sendable {
        /// A global that leads to functions: `groups`.
        case module
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
    package var parameters: [ReferenceParameter] = []
    /// Whether the parameters are the named fields of one table, as in `f{ name = value }`.
    package var takesTable = false
    /// The type of the field, or of what a function gives, in the notation of LuaLS; nil for nothing.
    package var type: String?
    /// Limits, and what else there is to know, a sentence each.
    package var notes: [String] = []
    /// Lua that shows its use.
    package var example: String?

    /// What the name belongs to: `groups`, `query`, `seam.devices`; empty for a module or a type.
    package var owner: String {
        name.lastIndex { $0 == "." || $0 == ":" }.map { String(name[..<$0]) } ?? ""
    }

    /// The name without what it belongs to.
    package var shortName: String {
        name.lastIndex { $0 == "." || $0 == ":" }.map { String(name[name.index(after: $0)...]) } ?? name
    }

    /// The name with what it takes: `groups.get(key)`, `seam.devices.get{ device_id?, name? }`.
    package var signature: String {
        guard kind == .function || kind == .method else { return name }
        let names = parameters.map { $0.isOptional ? "\($0.name)?" : $0.name }.joined(separator: ", ")
        guard takesTable else { return "\(name)(\(names))" }
        return names.isEmpty ? "\(name){}" : "\(name){ \(names) }"
    }
}

/// One parameter of a function, as `help` and the reference tell it.
package struct ReferenceParameter: Hashable, Sendable {
    /// The name.
    package let name: String
    /// The type in the notation of LuaLS: `string`, `time|string`, `group[]`.
    package let type: String
    /// What it is for; empty where the name says it.
    package let summary: String
    /// Whether it may be missing.
    package let isOptional: Bool
    /// The only texts that it may be; empty for any.
    package var allowed: [String] = []
    /// The named values within it, where it is a table of the API.
    package var fields: [ReferenceParameter] = []
    /// What can be said of its values: a range, a length, the value that is taken when it is missing.
    package var limits: [String] = []

    /// Makes a parameter of what everybody has to know of it.
    package init(name: String, type: String, summary: String, isOptional: Bool) {
        self.name = name
        self.type = type
        self.summary = summary
        self.isOptional = isOptional
    }

    /// Makes a parameter that every call needs.
    static func required(_ name: String, _ type: String, _ summary: String = "") -> ReferenceParameter {
        ReferenceParameter(name: name, type: type, summary: summary, isOptional: false)
    }

    /// Makes a parameter that may be missing.
    static func optional(_ name: String, _ type: String, _ summary: String = "") -> ReferenceParameter {
        ReferenceParameter(name: name, type: type, summary: summary, isOptional: true)
    }

    /// The same with the texts that it may be.
    func among(_ texts: String...) -> ReferenceParameter {
        var copy = self
        copy.allowed = texts
        return copy
    }
}

extension ReferenceEntry {
    /// Makes the entry of a function or a method; a colon in the name tells which.
    static func function(
        _ name: String,
        _ parameters: [ReferenceParameter] = [],
        gives type: String? = nil,
        _ summary: String,
        notes: [String] = [],
        example: String? = nil,
    ) -> ReferenceEntry {
        var entry = ReferenceEntry(name: name, kind: name.contains(":") ? .method : .function, summary: summary)
        entry.parameters = parameters
        entry.type = type
        entry.notes = notes
        entry.example = example
        return entry
    }

    /// Makes the entry of a function that takes one table of named parameters.
    static func table(
        _ name: String,
        _ parameters: [ReferenceParameter],
        gives type: String? = nil,
        _ summary: String,
        notes: [String] = [],
        example: String? = nil,
    ) -> ReferenceEntry {
        var entry = function(name, parameters, gives: type, summary, notes: notes, example: example)
        entry.takesTable = true
        return entry
    }

    /// Makes the entry of a field.
    static func field(_ name: String, _ type: String, _ summary: String) -> ReferenceEntry {
        var entry = ReferenceEntry(name: name, kind: .field, summary: summary)
        entry.type = type
        return entry
    }

    /// Makes the entry of a module or a type.
    static func owner(_ name: String, _ kind: Kind, _ summary: String, example: String? = nil) -> ReferenceEntry {
        var entry = ReferenceEntry(name: name, kind: kind, summary: summary)
        entry.example = example
        return entry
    }
}
