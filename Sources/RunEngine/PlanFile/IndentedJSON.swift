internal import Seam

/// JSON for people: sorted keys, two spaces, and what fits in a line in one line.
enum IndentedJSON {
    private static let width = 110

    /// The text of a value, with a line end.
    static func text(of value: JSONValue) -> String {
        text(value, indent: 0) + "\n"
    }

    private static func text(_ value: JSONValue, indent: Int) -> String {
        let compact = (try? value.serialized()) ?? "null"
        if indent > 0, compact.utf8.count + indent <= width { return spaced(value) ?? compact }
        let inner = String(repeating: " ", count: indent + 2)
        let outer = String(repeating: " ", count: indent)
        switch value {
        case .array(let elements) where !elements.isEmpty:
            let lines = elements.map { inner + text($0, indent: indent + 2) }
            return "[\n" + lines.joined(separator: ",\n") + "\n\(outer)]"
        case .object(let members) where !members.isEmpty:
            let lines = members.sorted { $0.key < $1.key }.map { key, value in
                "\(inner)\(quoted(key)): \(text(value, indent: indent + 2))"
            }
            return "{\n" + lines.joined(separator: ",\n") + "\n\(outer)}"
        default: return compact
        }
    }

    /// An object of plain values with a space behind each sign; nil for anything else.
    private static func spaced(_ value: JSONValue) -> String? {
        guard case .object(let members) = value, !members.isEmpty else { return nil }
        var parts: [String] = []
        for (key, value) in members.sorted(by: { $0.key < $1.key }) {
            guard value.object == nil, value.array == nil, let text = try? value.serialized() else { return nil }
            parts.append("\(quoted(key)): \(text)")
        }
        return "{ \(parts.joined(separator: ", ")) }"
    }

    private static func quoted(_ text: String) -> String {
        (try? JSONValue.string(text).serialized()) ?? "\"\""
    }
}
