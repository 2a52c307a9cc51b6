internal import RunEngine
internal import Seam

/// docs/reference.md: every name that a script can use, made of what `help` shows.
enum ReferencePage {
    static var text: String {
        var lines = [
            "# Reference",
            "",
            "Every name that a script can use. `scripts/reference` writes this page from what `help` shows at the prompt;",
            "[Scripting](scripting.md) explains how it all belongs together.",
            "",
        ]
        for module in Reference.modules where module.name != "seam" { lines += section(module, title: module.name) }
        lines += ["## Values", ""]
        for type in Reference.types { lines += values(type) }
        lines += ["## Lua's own", ""] + Reference.listed.filter(\.owner.isEmpty).flatMap { entry($0, level: "###") }
        lines += seam
        return lines.joined(separator: "\n").trimmingNewlines + "\n"
    }

    private static func section(_ owner: ReferenceEntry, title: String) -> [String] {
        let members = Reference.members(of: owner.name)
        return ["## \(title)", "", owner.summary, ""] + fields(members)
            + members.filter { $0.kind == .function }.flatMap { entry($0, level: "###") }
    }

    private static func values(_ type: ReferenceEntry) -> [String] {
        let members = Reference.members(of: type.name)
        return ["### \(type.name)", "", type.summary, ""] + fields(members)
            + members.filter { $0.kind == .method }.flatMap { entry($0, level: "####") }
    }

    private static func fields(_ members: [ReferenceEntry]) -> [String] {
        let fields = members.filter { $0.kind == .field }
        guard !fields.isEmpty else { return [] }
        return ["| Field | Type | |", "|---|---|---|"]
            + fields.map { "| `\($0.shortName)` | `\(cell($0.type ?? "any"))` | \(cell($0.summary)) |" } + [""]
    }

    private static func entry(_ entry: ReferenceEntry, level: String) -> [String] {
        var lines = ["\(level) `\(entry.signature)`", "", entry.summary]
        if let type = entry.type { lines[2] += " Gives `\(type)`." }
        lines.append("")
        let parameters = entry.parameters
        if !parameters.isEmpty {
            lines += parameters.map { parameter in
                let words = ([parameter.summary] + parameter.limits + allowed(parameter)).filter { !$0.isEmpty }
                let tail = words.isEmpty ? "" : ": \(words.joined(separator: "; "))"
                return
                    "- `\(parameter.name)` (`\(parameter.type)`\(parameter.isOptional ? ", may be left out" : ""))\(tail)"
            }
            lines.append("")
        }
        if !entry.notes.isEmpty { lines += [entry.notes.joined(separator: " "), ""] }
        if let example = entry.example { lines += ["```", example, "```", ""] }
        return lines
    }

    private static func allowed(_ parameter: ReferenceParameter) -> [String] {
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
                functions.map { "- `\($0.signature)`\n  \($0.summary)\($0.type.map { " Gives `\($0)`." } ?? "")" } + [
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
