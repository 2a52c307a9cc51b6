/// A name with `*` for any text.
package struct NamePattern {
    private let parts: [Substring]

    /// Makes a pattern of a text; one without `*` fits only itself.
    package init(_ pattern: String) {
        parts = pattern.split(separator: "*", omittingEmptySubsequences: false)
    }

    /// Whether the whole name fits.
    package func matches(_ name: String) -> Bool {
        guard let first = parts.first, let last = parts.last, parts.count > 1 else { return name == parts.first ?? "" }
        guard name.hasPrefix(first), name.dropFirst(first.count).hasSuffix(last) else { return false }
        var rest = name.dropFirst(first.count).dropLast(last.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let place = Self.firstRange(of: part, in: rest) else { return false }
            rest = rest[place...]
        }
        return true
    }

    /// Where the text behind the first `part` begins.
    private static func firstRange(of part: Substring, in text: Substring) -> Substring.Index? {
        var start = text.startIndex
        while start <= text.endIndex {
            let rest = text[start...]
            if rest.hasPrefix(part) { return text.index(start, offsetBy: part.count) }
            guard start < text.endIndex else { return nil }
            start = text.index(after: start)
        }
        return nil
    }
}
