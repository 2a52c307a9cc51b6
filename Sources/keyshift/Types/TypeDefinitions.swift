internal import RunEngine
internal import Scripting

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
        for type in Reference.types + Reference.testTypes { lines += self.type(type) }
        for module in Reference.modules + Reference.testModules where module.name != "seam" {
            lines += self.module(module)
        }
        return lines.joined(separator: "\n")
    }

    // MARK: - Modules and types

    private static func module(_ module: SurfaceEntry) -> [String] {
        let members = Reference.members(of: module.name)
        let fields = members.filter { $0.kind == .field }.map(field)
        let operators = module.operators.map { "---@\($0)" }
        return ["---\(module.summary)", "---@class keyshift.\(module.name)"] + fields + operators
            + ["\(module.name) = {}", ""]
            + members.filter { $0.kind == .function }.flatMap { function($0, called: $0.name) }
    }

    private static func type(_ type: SurfaceEntry) -> [String] {
        let members = Reference.members(of: type.name)
        let fields = members.filter { $0.kind == .field }.map(field)
        let methods = members.filter { $0.kind == .method }
        let lines = ["---\(type.summary)", "---@class \(type.name)"] + fields + type.operators.map { "---@\($0)" }
        guard !methods.isEmpty else { return lines + [""] }
        // A module may have the name of the type.
        let holder = "\(type.name)_value"
        return lines + ["local \(holder) = {}", ""]
            + methods.flatMap { function($0, called: "\(holder):\($0.shortName)") }
    }

    // MARK: - Lines

    private static func field(_ entry: SurfaceEntry) -> String {
        "---@field \(entry.shortName) \(notation(entry.type)) \(entry.summary)"
    }

    private static func notation(_ type: ScriptType?) -> String { (type ?? .any).notation }

    /// A function with what it takes one by one, or in one table.
    static func function(_ entry: SurfaceEntry, called name: String) -> [String] {
        var classes: [String] = []
        var lines = comment(entry)
        var names = entry.parameters.map(\.name)
        for parameter in entry.parameters {
            var type = type(of: parameter)
            if parameter.isNamed {
                type = "\(entry.name).parameters"
                classes = ["---@class \(type)"] + parameter.fields.map(field) + [""]
            }
            let mark = parameter.isOptional ? "?" : ""
            lines.append("---@param \(parameter.name)\(mark) \(type) \(words(of: parameter))".withoutEnd)
        }
        if entry.takesMore {
            lines.append("---@param ... any")
            names.append("...")
        }
        if let type = entry.type { lines.append("---@return \(type.notation)") }
        return classes + lines + ["function \(name)(\(names.joined(separator: ", "))) end", ""]
    }

    private static func field(_ parameter: SurfaceParameter) -> String {
        let mark = parameter.isOptional ? "?" : ""
        return "---@field \(parameter.name)\(mark) \(type(of: parameter)) \(words(of: parameter))".withoutEnd
    }

    private static func comment(_ entry: SurfaceEntry) -> [String] {
        var lines = ["---\(entry.summary)"]
        for note in entry.notes + entry.errors { lines += ["---", "---\(note)"] }
        if let example = entry.example {
            let code = example.split(separator: "\n", omittingEmptySubsequences: false).map { "---\($0)" }
            lines += ["---", "---```lua"] + code + ["---```"]
        }
        return lines
    }

    private static func type(of parameter: SurfaceParameter) -> String {
        guard !parameter.allowed.isEmpty else { return parameter.type.notation }
        let words = parameter.allowed.map { "\"\($0)\"" }.joined(separator: "|")
        switch parameter.type {
        case .boolean: return "boolean"
        case .list: return "(\(words))[]"
        case .either([.text, .list(.text)]): return "\(words)|(\(words))[]"
        default: return words
        }
    }

    private static func words(of parameter: SurfaceParameter) -> String {
        ([parameter.summary] + parameter.limits).filter { !$0.isEmpty }.joined(separator: "; ")
    }
}

extension String {
    /// The text without a blank at its end.
    fileprivate var withoutEnd: String { hasSuffix(" ") ? String(dropLast()) : self }
}
