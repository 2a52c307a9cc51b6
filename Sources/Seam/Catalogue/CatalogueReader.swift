/// Reads the text that scripts/catalogue writes: one endpoint or field a line, what belongs to it indented below.
///
/// An endpoint: `name VERBS effect key:resource facets # sentence`; the verbs are letters, `-` stands for no result, and
/// `[resource]` for a list. A field: `name type facets # sentence`, with `!` behind the name of a required one, `?` behind
/// one that may be null, and brackets around the type of an array's elements.
struct CatalogueReader {
    private struct Line {
        let depth: Int
        let words: [Substring]
        let sentence: String?
    }

    private let lines: [Line]
    private var position = 0

    init(_ text: StaticString) {
        lines = text.description.utf8.split(separator: UInt8(ascii: "\n")).compactMap { Self.line(Substring($0)) }
    }

    /// The sentence about a namespace, which stands on a line of its own.
    static func summary(_ text: StaticString) -> String? {
        let text = text.description
        guard text.utf8.starts(with: "# ".utf8) else { return nil }
        return String(Substring(text.utf8.prefix { $0 != UInt8(ascii: "\n") })).split(separator: "# ").first.map(
            String.init
        )
    }

    /// The names of a namespace's endpoints.
    static func names(_ text: StaticString) -> [String] {
        text.description.utf8.split(separator: UInt8(ascii: "\n")).compactMap { line in
            guard let first = line.first, first != UInt8(ascii: " "), first != UInt8(ascii: "#") else { return nil }
            return String(Substring(line.prefix { $0 != UInt8(ascii: " ") }))
        }
    }

    private static func line(_ text: Substring) -> Line? {
        let depth = text.utf8.prefix { $0 == UInt8(ascii: " ") }.count
        let mark = text.firstRange(of: "# ")
        let words = text[..<(mark?.lowerBound ?? text.endIndex)].utf8.split(separator: UInt8(ascii: " "))
        guard !words.isEmpty else { return nil }
        return Line(
            depth: depth,
            words: words.map { Substring($0) },
            sentence: mark.map { String(text[$0.upperBound...]) },
        )
    }

    /// The endpoints of a namespace.
    mutating func endpoints(of namespace: String) -> [SeamEndpoint] {
        var endpoints: [SeamEndpoint] = []
        while position < lines.count {
            let line = lines[position]
            position += 1
            guard let endpoint = Self.endpoint(line, namespace) else { continue }
            endpoint.parameters = fields(at: 1)
            endpoints.append(endpoint)
        }
        return endpoints
    }

    /// The fields from here on that are indented by `depth`.
    mutating func fields(at depth: Int) -> [SeamField] {
        var fields: [SeamField] = []
        while position < lines.count, lines[position].depth == depth {
            let line = lines[position]
            position += 1
            let children = self.fields(at: depth + 1)
            guard let field = Self.field(line) else { continue }
            field.fields = children
            fields.append(field)
        }
        return fields
    }
}

// MARK: - One line

extension CatalogueReader {
    private static func endpoint(_ line: Line, _ namespace: String) -> SeamEndpoint? {
        guard line.words.count >= 4, let effect = SeamEndpoint.Effect(rawValue: String(line.words[2])) else {
            return nil
        }
        let result = line.words[3].split(separator: ":", omittingEmptySubsequences: false)
        let resource = result.count > 1 ? result[1] : ""
        let isList = resource.hasPrefix("[")
        let name = String(isList ? resource.dropFirst().dropLast() : resource)
        let endpoint = SeamEndpoint(
            namespace,
            String(line.words[0]),
            verbs: line.words[1].compactMap { verbs[$0] },
            effect: effect,
            responseKey: line.words[3] == "-" ? nil : String(result[0]),
            resource: name.isEmpty ? nil : name,
            isList: isList,
        )
        endpoint.summary = line.sentence
        for word in line.words.dropFirst(4) { apply(word, to: endpoint) }
        return endpoint
    }

    private static let verbs: [Character: String] = ["G": "GET", "P": "POST", "U": "PUT", "A": "PATCH", "D": "DELETE"]

    private static func apply(_ word: Substring, to endpoint: SeamEndpoint) {
        let (key, value) = facet(word)
        switch key {
        case "pages": endpoint.isPaginated = true
        case "deprecated": endpoint.isDeprecated = true
        case "type": endpoint.actionType = String(value)
        case "need", "one":
            endpoint.isExclusive = key == "one"
            endpoint.alternatives = value.split(separator: "|").map { $0.split(separator: "+").map(String.init) }
        default: break
        }
    }

    private static func field(_ line: Line) -> SeamField? {
        guard line.words.count >= 2 else { return nil }
        let marks = line.words[0].drop { $0 != "!" && $0 != "?" }
        let isArray = line.words[1].hasPrefix("[")
        let type = isArray ? line.words[1].dropFirst().dropLast() : line.words[1]
        guard let kind = SeamField.Kind(rawValue: String(type)) else { return nil }
        let field = SeamField(
            String(line.words[0].dropLast(marks.count)),
            kind,
            isArray: isArray,
            isRequired: marks.contains("!"),
            isNullable: marks.contains("?"),
        )
        field.summary = line.sentence
        for word in line.words.dropFirst(2) { apply(word, to: field) }
        return field
    }

    private static func apply(_ word: Substring, to field: SeamField) {
        let (key, value) = facet(word)
        switch key {
        case "len": (field.minLength, field.maxLength) = span(value)
        case "items": (field.minItems, field.maxItems) = span(value)
        case "min": field.minimum = Double(value)
        case "max": field.maximum = Double(value)
        case "above":
            field.minimum = Double(value)
            field.isMinimumExclusive = true
        case "enum": field.allowed = values(value)
        case "codes":
            let parts = value.split(separator: ":", maxSplits: 1)
            field.codeKey = parts.first.map(String.init)
            field.codes = parts.dropFirst().first.map(values) ?? []
        case "of": field.resource = String(value)
        case "default": field.defaultText = String(value)
        case "deprecated": field.isDeprecated = true
        default: field.format = SeamField.Format(rawValue: String(word))
        }
    }

    /// The values of an enumeration, which stand in a table of their own when they are many.
    private static func values(_ text: Substring) -> [String] {
        let parts: [Substring.UTF8View.SubSequence]
        if text.hasPrefix("@") {
            guard let table = CatalogueText.values(String(text.dropFirst())) else { return [] }
            return table.description.utf8.split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }.map(unescaped)
        }
        parts = text.utf8.split(separator: UInt8(ascii: "|"))
        return parts.map(unescaped)
    }

    private static func unescaped(_ value: Substring.UTF8View) -> String {
        let text = Substring(value)
        return text.contains("%") ? text.split(separator: "%20").joined(separator: " ") : String(text)
    }

    private static func facet(_ word: Substring) -> (key: Substring, value: Substring) {
        guard let sign = word.firstIndex(of: "=") else { return (word, "") }
        return (word[..<sign], word[word.index(after: sign)...])
    }

    /// The bounds of `4..12`, `1..` or `..255`.
    private static func span(_ text: Substring) -> (Int, Int?) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        return (parts.first.flatMap { Int($0) } ?? 0, parts.last.flatMap { Int($0) })
    }
}
