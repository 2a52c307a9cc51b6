internal import Model
internal import Spelling

/// What `help` prints of an entry of the reference.
package struct HelpText {
    private let entry: SurfaceEntry
    private let width: Int

    /// Makes the text of an entry for lines of `width` columns.
    package init(_ entry: SurfaceEntry, width: Int = 100) {
        self.entry = entry
        self.width = max(40, width)
    }

    /// The lines of the help for a name such as `groups.all`, `extend` or `seam.access_codes`; nil for an unknown one.
    ///
    /// A name that several types have gives the help of each.
    package static func lines(of name: String, width: Int = 100) -> [String]? {
        var entries = Reference.entry(name).map { [$0] } ?? []
        if entries.isEmpty, let colon = name.lastIndex(of: ":") ?? name.lastIndex(of: ".") {
            let pair = (name[..<colon], name[name.index(after: colon)...])
            entries = ["\(pair.0):\(pair.1)", "\(pair.0).\(pair.1)"].compactMap(Reference.entry)
        }
        if entries.isEmpty { entries = Reference.entries(calledLast: name) }
        guard !entries.isEmpty else { return nil }
        return Array(entries.map { HelpText($0, width: width).lines }.joined(separator: [""]))
    }

    /// What is said of a name that `help` does not know.
    package static func unknown(_ name: String) -> String {
        let owner = Reference.entry(name)?.name ?? name.lastIndex { $0 == "." || $0 == ":" }.map { String(name[..<$0]) }
        let near = owner.map { Reference.members(of: $0).map(\.name) } ?? []
        guard let nearest = NearestName.find(name, among: near + Reference.names) else {
            return "there is no help for \"\(name)\"; help() shows what there is"
        }
        return "there is no help for \"\(name)\"; did you mean \"\(nearest)\"?"
    }

    /// What `help()` prints.
    package static func overview(width: Int = 100) -> [String] {
        let modules = Reference.modules.map { ($0.name, $0.summary) }
        let types = Reference.types.filter { $0.name != "taskhandle" }.map { ($0.name, $0.summary) }
        return list(modules, width) + ["", "Values"] + list(types, width) + [
            "", "help(groups.all), help \"group\", help \"seam.access_codes\": more of each.",
        ]
    }

    /// The lines of the entry.
    package var lines: [String] {
        var lines = Self.wrapped(entry.signature, indent: "    ", width)
        lines += Self.wrapped("  " + entry.summary, indent: "  ", width)
        lines += members
        if !entry.shownParameters.isEmpty { lines += [""] + parameters }
        if let type = entry.type {
            lines += ["", "  \(entry.kind == .field ? "is" : "gives") \(type.notation)"]
        } else if entry.kind == .function || entry.kind == .method {
            lines += ["", "  gives nothing"]
        }
        lines += (entry.notes + entry.errors).flatMap { Self.wrapped("  " + $0, indent: "  ", width) }
        if let example = entry.example {
            lines += [""] + example.split(separator: "\n").map { "    \($0)" }
        }
        return lines
    }

    private var parameters: [String] {
        Self.list(entry.shownParameters.flatMap { Self.pairs($0, indent: "") }, width)
    }

    /// A parameter with what is said of it, and below it the fields of a table that has no help of its own.
    private static func pairs(_ parameter: SurfaceParameter, indent: String) -> [(String, String)] {
        let allowed = parameter.allowed.map { "\"\($0)\"" }.joined(separator: ", ")
        let parts = [parameter.summary, allowed.isEmpty ? "" : "one of \(allowed)"] + parameter.limits
        let said = parts.filter { !$0.isEmpty }.joined(separator: "; ")
        // What a table has to have within is seen where it is given at all.
        let optional = parameter.isOptional || !indent.isEmpty ? "" : "required"
        let pair = (
            "\(indent)\(parameter.name)  \(parameter.type.notation)",
            [optional, said].filter { !$0.isEmpty }.joined(separator: "; ")
        )
        guard parameter.record == nil else { return [pair] }
        return [pair] + parameter.fields.flatMap { pairs($0, indent: indent + "  ") }
    }

    private var members: [String] {
        guard [.module, .library, .namespace, .type].contains(entry.kind) else { return [] }
        let members = Reference.members(of: entry.name)
        guard !members.isEmpty else { return [] }
        return [""] + Self.list(members.map { (Self.short($0), $0.summary) }, width)
    }

    /// The name of a member as it is written behind its owner; functions of the API have too many parameters to show.
    private static func short(_ member: SurfaceEntry) -> String {
        let name = member.kind == .namespace ? member.shortName : String(member.name.dropFirst(member.owner.count))
        guard member.kind == .function || member.kind == .method else {
            return member.kind == .field ? "\(name)  \(member.type?.notation ?? "")" : name
        }
        guard member.takesTable else { return String(member.signature.dropFirst(member.owner.count)) }
        return "\(name){ … }"
    }

    /// Two columns, the second one wrapped.
    private static func list(_ pairs: [(String, String)], _ width: Int) -> [String] {
        let longest = min(pairs.map { TextWidth.of($0.0) }.max() ?? 0, width / 2)
        return pairs.flatMap { name, text in
            let indent = String(repeating: " ", count: longest + 4)
            guard !text.isEmpty else { return ["  \(name)"] }
            let padded = TextWidth.padded("  \(name)", to: longest + 2)
            return wrapped("\(padded)  \(text)", indent: indent, width)
        }
    }

    /// A text as lines of at most `width` columns, broken between words; blanks at its beginning stay.
    static func wrapped(_ text: String, indent: String, _ width: Int) -> [String] {
        var lines: [String] = []
        var line = String(text.prefix { $0 == " " })
        var isEmpty = true
        for word in text.dropFirst(line.count).split(separator: " ", omittingEmptySubsequences: false) {
            if !isEmpty, TextWidth.of(line) + 1 + TextWidth.of(String(word)) > width {
                lines.append(line)
                (line, isEmpty) = (indent, true)
            }
            line += isEmpty ? String(word) : " \(word)"
            isEmpty = false
        }
        return lines + [line]
    }
}
