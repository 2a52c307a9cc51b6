internal import RunEngine
internal import Scripting
internal import Seam

/// docs/reference.md: every name that a script can use, made of what `help` shows.
enum ReferencePage {
    static var text: String {
        var lines = [
            "# Reference",
            "",
            "Every name that a script can use. `scripts/reference` writes this page from what `help` shows at the prompt;",
            "[Scripting](scripting.md) explains how it all belongs together. In the examples `stay` is a group, `key` its key,",
            "`id` the id of one of its codes, and `body` and `headers` are those of a request.",
            "",
        ]
        for module in Reference.modules + Reference.testModules where module.name != "seam" {
            lines += section(module, title: module.name)
        }
        lines += ["## Values", ""]
        for type in Reference.types + Reference.testTypes { lines += values(type) }
        lines += luas
        lines += seam
        return lines.joined(separator: "\n").trimmingNewlines + "\n"
    }

    private static var luas: [String] {
        let words = "What Lua's manual does not say; [Lua, as it is here](lua.md) has the rest."
        let globals = Reference.listed.filter(\.owner.isEmpty)
        return ["## Lua's own", "", words, ""] + globals.flatMap { entry($0, level: "###") }
            + Reference.libraries.flatMap(library)
    }

    private static func library(_ owner: SurfaceEntry) -> [String] {
        let members = Reference.members(of: owner.name)
        let functions = members.filter { $0.kind == .function }
        return ["### \(owner.name)", "", owner.summary, ""] + fields(members)
            + functions.flatMap { entry($0, level: "####") }
    }

    private static func section(_ owner: SurfaceEntry, title: String) -> [String] {
        let members = Reference.members(of: owner.name)
        return ["## \(title)", "", owner.summary, ""] + fields(members)
            + members.filter { $0.kind == .function }.flatMap { entry($0, level: "###") }
    }

    private static func values(_ type: SurfaceEntry) -> [String] {
        let members = Reference.members(of: type.name)
        return ["### \(type.name)", "", type.summary, ""] + fields(members)
            + members.filter { $0.kind == .method }.flatMap { entry($0, level: "####") }
    }

    private static func fields(_ members: [SurfaceEntry]) -> [String] {
        let fields = members.filter { $0.kind == .field }
        guard !fields.isEmpty else { return [] }
        return ["| Field | Type | |", "|---|---|---|"]
            + fields.map { "| `\($0.shortName)` | `\(cell(($0.type ?? .any).notation))` | \(cell($0.summary)) |" } + [
                ""
            ]
    }

    private static func entry(_ entry: SurfaceEntry, level: String) -> [String] {
        var lines = ["\(level) `\(entry.signature)`", "", entry.summary]
        if let type = entry.type { lines[2] += " Gives `\(type.notation)`." }
        lines.append("")
        let parameters = entry.shownParameters.flatMap { bullet($0, indent: "") }
        if !parameters.isEmpty { lines += parameters + [""] }
        let notes = entry.notes + entry.errors
        if !notes.isEmpty { lines += [notes.joined(separator: " "), ""] }
        if let example = entry.example { lines += ["```", example, "```", ""] }
        return lines
    }

    /// A parameter, and below it the fields of a table that has no place of its own on the page.
    private static func bullet(_ parameter: SurfaceParameter, indent: String) -> [String] {
        let words = ([parameter.summary] + parameter.limits + allowed(parameter)).filter { !$0.isEmpty }
        let tail = words.isEmpty ? "" : ": \(words.joined(separator: "; "))"
        let optional = parameter.isOptional ? ", may be left out" : ""
        let line = "\(indent)- `\(parameter.name)` (`\(parameter.type.notation)`\(optional))\(tail)"
        guard parameter.record == nil else { return [line] }
        return [line] + parameter.fields.flatMap { bullet($0, indent: indent + "  ") }
    }

    private static func allowed(_ parameter: SurfaceParameter) -> [String] {
        parameter.allowed.isEmpty ? [] : ["one of " + parameter.allowed.map { "`\($0)`" }.joined(separator: ", ")]
    }

    // MARK: - seam

    private static var seam: [String] {
        var lines = ["## seam", "", Reference.entry("seam")?.summary ?? "", ""]
        for own in Reference.members(of: "seam") where own.kind == .function && own.owner == "seam" {
            lines += entry(own, level: "###")
        }
        for namespace in SeamCatalogue.namespaces where !SeamCatalogue.endpoints(of: namespace).isEmpty {
            lines += ["### seam.\(namespace)", "", SeamCatalogue.summary(of: namespace) ?? "", ""]
            let functions = Reference.members(of: "seam.\(namespace)").filter { $0.kind == .function }
            lines +=
                functions.map {
                    "- `\($0.signature)`\n  \($0.summary)\($0.type.map { " Gives `\($0.notation)`." } ?? "")"
                } + [
                    ""
                ]
        }
        return lines
    }

    private static func cell(_ text: String) -> String {
        text.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|")
    }
}

extension String {
    fileprivate var trimmingNewlines: String {
        var text = self[...]
        while text.last == "\n" { text.removeLast() }
        return String(text)
    }
}
