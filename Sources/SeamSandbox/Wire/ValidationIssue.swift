/// One thing wrong with the parameters of a request.
struct ValidationIssue: Equatable {
    /// The field and, inside an array, the position; empty for the parameters as a whole.
    var path: [String]
    /// What is said in the message.
    var text: String
    /// What is listed under the field, where it differs from `text`.
    var leaves: [String]?

    static func required(_ path: [String]) -> ValidationIssue {
        ValidationIssue(path: path, text: "Required")
    }

    var summary: String {
        guard !path.isEmpty else { return text }
        let name = path.joined(separator: ".")
        return text == "Required" ? "\(name) is required" : "\(text) for \"\(name)\""
    }

    /// The issues as the nested `_errors` that clients look fields up in.
    static func tree(of issues: [ValidationIssue]) -> JSON {
        node(issues.map { ($0.path[...], $0) })
    }

    private static func node(_ issues: [(path: ArraySlice<String>, issue: ValidationIssue)]) -> JSON {
        let here = issues.filter(\.path.isEmpty).flatMap { $0.issue.leaves ?? [$0.issue.text] }
        var fields: [String: JSON] = ["_errors": .array(here.map(JSON.string))]
        for (name, below) in Dictionary(
            grouping: issues.filter { !$0.path.isEmpty },
            by: { $0.path[$0.path.startIndex] }
        ) {
            fields[name] = node(below.map { ($0.path.dropFirst(), $0.issue) })
        }
        return .object(fields)
    }
}
