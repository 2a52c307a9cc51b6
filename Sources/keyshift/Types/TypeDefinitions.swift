internal import RunEngine

/// Definitions of everything that a script can name, for editors with lua-language-server: one file for `seam`, one for the rest.
struct TypeDefinitions {
    /// The files by their names.
    static var files: [(name: String, text: String)] {
        [("keyshift.lua", modules), ("seam.lua", SeamDefinitions.text)]
    }

    /// What an editor reads beside the scripts, and what it must not complain about.
    static func settings(library: String) -> String {
        """
        {
          "runtime.version": "Lua 5.4",
          "workspace.library": ["\(library)"],
          "workspace.checkThirdParty": false
        }

        """
    }

    /// What stands at the top of a file.
    static let head = ["---@meta", "-- Written by keyshift types; a newer Keyshift writes it again.", ""]

    private static var modules: String {
        var lines = head
        for type in Reference.types { lines += self.type(type) }
        for module in Reference.modules where module.name != "seam" { lines += self.module(module) }
        return lines.joined(separator: "\n")
    }

    // MARK: - Modules and types

    private static func module(_ module: ReferenceEntry) -> [String] {
        let members = Reference.members(of: module.name)
        let fields = members.filter { $0.kind == .field }.map(field)
        let operators =
            module.name == "args" ? ["---@overload fun(arguments: table<string, argument>): table<string, any>"] : []
        return ["---\(module.summary)", "---@class keyshift.\(module.name)"] + fields + operators
            + ["\(module.name) = {}", ""]
            + members.filter { $0.kind == .function }.flatMap { function($0, called: $0.name) }
    }

    private static func type(_ type: ReferenceEntry) -> [String] {
        let members = Reference.members(of: type.name)
        let fields = members.filter { $0.kind == .field }.map(field)
        let methods = members.filter { $0.kind == .method }
        let lines = ["---\(type.summary)", "---@class \(type.name)"] + fields + (operators[type.name] ?? [])
        guard !methods.isEmpty else { return lines + [""] }
        // A module may have the name of the type.
        let holder = "\(type.name)_value"
        return lines + ["local \(holder) = {}", ""]
            + methods.flatMap { function($0, called: "\(holder):\($0.shortName)") }
    }

    /// What the operators give; the reference has it in words.
    private static let operators: [String: [String]] = [
        "time": [
            "---@operator add(duration|string): time", "---@operator sub(duration|string): time",
            "---@operator sub(time): duration",
        ],
        "duration": [
            "---@operator add(duration|string): duration", "---@operator sub(duration|string): duration",
            "---@operator unm: duration",
        ],
    ]

    // MARK: - Lines

    private static func field(_ entry: ReferenceEntry) -> String {
        "---@field \(entry.shortName) \(optional(entry.type ?? "any")) \(entry.summary)"
    }

    /// A function with what it takes one by one, or in one table.
    static func function(_ entry: ReferenceEntry, called name: String) -> [String] {
        var lines = comment(entry)
        if entry.takesTable { return table(entry, called: name, lines) }
        for parameter in entry.parameters {
            let mark = parameter.isOptional && parameter.name != "..." ? "?" : ""
            lines.append("---@param \(parameter.name)\(mark) \(type(of: parameter)) \(words(of: parameter))")
        }
        if let type = entry.type { lines.append("---@return \(optional(type))") }
        return lines + ["function \(name)(\(entry.parameters.map(\.name).joined(separator: ", "))) end", ""]
    }

    private static func table(_ entry: ReferenceEntry, called name: String, _ comment: [String]) -> [String] {
        let fields = entry.parameters.map { parameter in
            let mark = parameter.isOptional ? "?" : ""
            return "---@field \(parameter.name)\(mark) \(type(of: parameter)) \(words(of: parameter))"
        }
        let isOptional = entry.parameters.allSatisfy(\.isOptional)
        let recorded = ["seam.access_codes.update_multiple", "seam.access_codes.update"].contains(entry.name)
        let first = "---@param parameters\(isOptional ? "?" : "") \(entry.name).parameters"
        return ["---@class \(entry.name).parameters"] + fields + [""] + comment
            + [first] + (recorded ? ["---@param options? options"] : [])
            + (entry.type.map { ["---@return \(optional($0))"] } ?? [])
            + ["function \(name)(parameters\(recorded ? ", options" : "")) end", ""]
    }

    private static func comment(_ entry: ReferenceEntry) -> [String] {
        var lines = ["---\(entry.summary)"]
        for note in entry.notes { lines += ["---", "---\(note)"] }
        if let example = entry.example {
            let code = example.split(separator: "\n", omittingEmptySubsequences: false).map { "---\($0)" }
            lines += ["---", "---```lua"] + code + ["---```"]
        }
        return lines
    }

    private static func type(of parameter: ReferenceParameter) -> String {
        guard !parameter.allowed.isEmpty else { return optional(parameter.type) }
        if parameter.type.hasPrefix("boolean") { return parameter.type }
        let words = parameter.allowed.map { "\"\($0)\"" }.joined(separator: "|")
        return parameter.type.hasSuffix("[]") ? "(\(words))[]" : words
    }

    private static func words(of parameter: ReferenceParameter) -> String {
        ([parameter.summary] + parameter.limits).filter { !$0.isEmpty }.joined(separator: "; ")
    }

    /// `time|string?` says that the text may be missing; what may be missing is all of it.
    private static func optional(_ type: String) -> String {
        guard type.hasSuffix("?"), type.contains("|"), !type.contains("fun(") else { return type }
        return "\(type.dropLast())|nil"
    }
}
