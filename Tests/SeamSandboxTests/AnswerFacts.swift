import Testing

@testable import SeamSandbox

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The shapes that the published document gives the API's answers.
///
/// They have names, types, words, what may be null and what must be there; scripts/generators/answers_extract.py writes
/// them past every other generator.
struct AnswerFacts {
    private let shapes: [JSON]
    private let answers: [String: Int]
    private let kinds: [String: Int]

    init() throws {
        let folder = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
        let path = "/\(folder)/SeamTests/Fixtures/answers-extract.json"
        let json = try #require(JSONParser.parse(Self.bytes(at: path))?.fields, "\(path) cannot be read")
        shapes = json["shapes"]?.elements ?? []
        answers = (json["answers"]?.fields ?? [:]).compactMapValues { $0.whole.map { Int($0) } }
        kinds = (json["events"]?.fields ?? [:]).compactMapValues { $0.whole.map { Int($0) } }
    }

    private static func bytes(at path: String) -> [UInt8] {
        let file = unsafe open(path, O_RDONLY)
        guard file >= 0 else { return [] }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 1 << 20)
        let count = unsafe bytes.withUnsafeMutableBytes { unsafe pread(file, $0.baseAddress, $0.count, 0) }
        return Array(bytes.prefix(max(0, count)))
    }

    /// What is wrong with the answer of an endpoint.
    func problems(of answer: JSON, at path: String) -> [String] {
        guard let shape = answers[path] else { return ["\(path) is in no facts"] }
        return problems(of: answer, shape, path)
    }

    /// What is wrong with an event.
    func problems(ofEvent event: JSON) -> [String] {
        let type = event["event_type"]?.text ?? "no event"
        guard let shape = kinds[type] else { return ["\(type) is in no facts"] }
        return problems(of: event, shape, type)
    }

    private func problems(of value: JSON, _ place: Int, _ path: String) -> [String] {
        switch shapes[place] {
        case .object(let fields): return problems(of: value, fields, path)
        case .array(let parts): return problems(of: value, parts[0].text ?? "", parts.dropFirst(), path)
        default: return ["\(path): a shape of no kind"]
        }
    }

    private func problems(of value: JSON, _ kind: String, _ parts: ArraySlice<JSON>, _ path: String) -> [String] {
        let places = parts.compactMap(\.whole).map { Int($0) }
        switch kind {
        case "any": return []
        case "?": return value == .null ? [] : problems(of: value, places[0], path)
        case "a":
            guard let elements = value.elements else { return [Self.wrong(value, "an array", path)] }
            return elements.flatMap { problems(of: $0, places[0], "\(path)[]") }
        case "m":
            guard let fields = value.fields else { return [Self.wrong(value, "an object", path)] }
            return places.isEmpty ? [] : fields.flatMap { problems(of: $0.value, places[0], "\(path).*") }
        case "&": return places.flatMap { problems(of: value, $0, path) }
        case "|": return problems(of: value, oneOf: places, told: parts.first?.text, path)
        case "e": return parts.contains(value) ? [] : ["\(path) is \(Self.text(value)), no word of the facts"]
        case "s": return Self.problems(ofText: value, parts.first?.text, path)
        case "b": return value.flag == nil ? [Self.wrong(value, "a flag", path)] : []
        case "n": return value.double == nil ? [Self.wrong(value, "a number", path)] : []
        case "i": return value.whole == nil ? [Self.wrong(value, "a whole number", path)] : []
        default: return ["\(path): a shape of no kind"]
        }
    }

    /// An object with names; a name with a mark at its end may be missing.
    private func problems(of value: JSON, _ shape: [String: JSON], _ path: String) -> [String] {
        guard let fields = value.fields else { return [Self.wrong(value, "an object", path)] }
        var found: [String] = []
        for name in fields.keys where shape[name] == nil && shape["\(name)?"] == nil {
            found.append("\(path).\(name) is in no facts")
        }
        for (name, place) in shape {
            let isOptional = name.hasSuffix("?")
            let bare = isOptional ? String(name.dropLast()) : name
            guard let field = fields[bare] else {
                if !isOptional { found.append("\(path).\(bare) is missing") }
                continue
            }
            found += problems(of: field, Int(place.whole ?? 0), "\(path).\(bare)")
        }
        return found
    }

    /// What is wrong by the choice that fits best; one that is told by a field has the word of that field.
    private func problems(of value: JSON, oneOf places: [Int], told name: String?, _ path: String) -> [String] {
        // Attempts are told apart by what they do, although the document does not say so.
        let name = name ?? (value["action_type"] == nil ? nil : "action_type")
        let word = name.flatMap { value[$0] }
        let meant = places.filter { place in
            guard let name, let word else { return true }
            guard case .object(let fields) = shapes[place], let own = fields[name]?.whole else { return true }
            return problems(of: word, Int(own), path).isEmpty
        }
        guard !meant.isEmpty else {
            return ["\(path).\(name ?? "") is \(Self.text(word ?? .null)), no word of the facts"]
        }
        return meant.map { problems(of: value, $0, path) }.min { $0.count < $1.count } ?? []
    }

    private static func problems(ofText value: JSON, _ format: String?, _ path: String) -> [String] {
        guard let text = value.text else { return [wrong(value, "a text", path)] }
        let isFit =
            switch format {
            case "uuid": Identifier(text) != nil
            case "date-time": text.hasSuffix("Z") && text.utf8.count == 24 && TimestampParser.parse(text) != nil
            case "uri": text.contains(":")
            case "email": text.contains("@")
            default: true
            }
        return isFit ? [] : ["\(path) is \(text), no \(format ?? "")"]
    }

    private static func wrong(_ value: JSON, _ what: String, _ path: String) -> String {
        "\(path) is \(value.typeName) and not \(what)"
    }

    private static func text(_ value: JSON) -> String {
        var writer = JSONWriter()
        writer.value(value)
        return String(decoding: writer.bytes, as: UTF8.self)
    }
}
