internal import Model
internal import Presentation

/// A page of help that is about no command: `keyshift help TOPIC`, and a page of the manual.
struct HelpTopic: Sendable {
    /// A paragraph, or a table of two columns.
    enum Part: Sendable {
        case text(String)
        case table([(String, String)])
    }

    /// The word that asks for it.
    let name: String
    /// What it is about, in a line.
    let abstract: String
    /// What it says.
    let parts: [Part]

    /// All topics, in the order in which they are listed.
    static let all = [jobs, automations, exitCodes, times, safety, houses, environment]

    /// The word that lists all topics.
    static let listName = "topics"

    /// All words that ask for help about no command.
    static var names: [String] { all.map(\.name) + [listName] }

    /// The topic of a word; nil when there is none.
    static func named(_ name: String) -> HelpTopic? {
        if name == listName { return list }
        return all.first { $0.name == name }
    }

    /// The list of all topics.
    private static var list: HelpTopic {
        HelpTopic(
            name: listName,
            abstract: "What keyshift help TOPIC tells of",
            parts: [.table(all.map { ($0.name, $0.abstract) })],
        )
    }

    /// The page: its subject, then each part behind an empty line; a row of a table is set in by two.
    var lines: [String] {
        parts.reduce(into: [abstract]) { lines, part in
            lines.append("")
            switch part {
            case .text(let text): lines.append(text)
            case .table(let rows): lines += Self.lines(of: rows)
            }
        }
    }

    private static func lines(of rows: [(String, String)]) -> [String] {
        let width = rows.map { TextWidth.of($0.0) }.max() ?? 0
        return rows.map { name, about in
            "  \(name)\(String(repeating: " ", count: width - TextWidth.of(name) + 2))\(about)"
        }
    }
}
