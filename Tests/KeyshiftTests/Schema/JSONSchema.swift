import Foundation

/// The schemas of docs/schema, as far as they use JSON Schema (draft 2020-12).
///
/// It knows the keywords that our schemas have and no others, and one that it does not know fails. Tests/Schema holds it
/// to a whole implementation, by the same samples.
struct JSONSchema {
    /// The folder of the schemas.
    static let folder = Program.package.appending(path: "docs/schema")

    /// Says nothing about a value.
    private static let silent: Set = ["$schema", "$id", "$defs", "title", "description", "$comment", "format"]

    private let file: String
    private let schema: JSONSample
    private let files: [String: JSONSample]

    /// All schemas by the names of their files.
    private static let all: Result<[String: JSONSample], any Error> = Result {
        var files: [String: JSONSample] = [:]
        for name in try FileManager.default.contentsOfDirectory(atPath: folder.path()) where name.hasSuffix(".json") {
            let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            files[name] = try JSONSample(parsing: text)
        }
        return files
    }

    /// The names of the files.
    static func names() throws -> [String] { try all.get().keys.sorted() }

    /// The schema of a file.
    init(_ file: String) throws {
        files = try Self.all.get()
        self.file = file
        schema = files[file] ?? .bool(false)
    }

    private init(_ file: String, _ schema: JSONSample, _ files: [String: JSONSample]) {
        (self.file, self.schema, self.files) = (file, schema, files)
    }

    /// What is wrong with a value, each with its place; empty for a value that the schema accepts.
    func problems(of value: JSONSample, at place: String = "$") -> [String] {
        guard case .object(let keywords) = schema else {
            return schema == .bool(true) ? [] : ["\(place): \(file) has no schema for it"]
        }
        return keywords.sorted { $0.key < $1.key }.flatMap { word, rule in
            check(word, rule, keywords, value, place)
        }
    }

    private func check(
        _ word: String,
        _ rule: JSONSample,
        _ keywords: [String: JSONSample],
        _ value: JSONSample,
        _ place: String,
    ) -> [String] {
        func require(_ isMet: Bool, _ sentence: @autoclosure () -> String) -> [String] {
            isMet ? [] : ["\(place): \(sentence())"]
        }
        switch word {
        case "type":
            let types = rule.text.map { [$0] } ?? rule.elements.compactMap(\.text)
            let isMet = types.contains(value.type) || (value.type == "integer" && types.contains("number"))
            return require(isMet, "is \(value.type), not \(types.joined(separator: " or "))")
        case "const": return require(rule == value, "is not \(rule)")
        case "enum": return require(rule.elements.contains(value), "\(value) is none of \(rule.elements)")
        case "minimum":
            guard case .number(let number) = value, case .number(let least) = rule else { return [] }
            return require(number >= least, "\(number) is below \(least)")
        case "pattern":
            guard let text = value.text else { return [] }
            guard let pattern = try? Regex(rule.text ?? "(") else { return ["\(place): the pattern cannot be read"] }
            return require(text.firstMatch(of: pattern) != nil, "\"\(text)\" is not of the form \(rule)")
        case "required":
            guard case .object(let members) = value else { return [] }
            return rule.elements.compactMap(\.text).filter { members[$0] == nil }.map { "\(place): has no \($0)" }
        case "properties", "additionalProperties":
            guard case .object(let members) = value else { return [] }
            return word == "properties"
                ? properties(rule, members, place) : additional(rule, keywords, members, place)
        case "items":
            guard case .array(let elements) = value else { return [] }
            return elements.enumerated().flatMap { inner(rule).problems(of: $1, at: "\(place)[\($0)]") }
        case "anyOf", "oneOf":
            let results = rule.elements.map { inner($0).problems(of: value, at: place) }
            let fitting = results.count(where: \.isEmpty)
            guard fitting != 1, word == "oneOf" || fitting == 0 else { return [] }
            let nearest = results.min { $0.count < $1.count } ?? []
            return fitting > 1 ? ["\(place): fits \(fitting) of \(word)"] : nearest
        case "$ref": return target(of: rule.text ?? "")?.problems(of: value, at: place) ?? ["\(place): no \(rule)"]
        default: return require(Self.silent.contains(word), "\(file) has the keyword \(word), which is not known here")
        }
    }

    private func properties(_ rule: JSONSample, _ members: [String: JSONSample], _ place: String) -> [String] {
        guard case .object(let rules) = rule else { return ["\(place): properties are no object"] }
        return members.sorted { $0.key < $1.key }.flatMap { name, value in
            rules[name].map { inner($0).problems(of: value, at: "\(place).\(name)") } ?? []
        }
    }

    private func additional(
        _ rule: JSONSample,
        _ keywords: [String: JSONSample],
        _ members: [String: JSONSample],
        _ place: String,
    ) -> [String] {
        guard rule == .bool(false) else { return ["\(place): additionalProperties is only known as false"] }
        guard case .object(let rules)? = keywords["properties"] else { return [] }
        return members.keys.filter { rules[$0] == nil }.sorted().map { "\(place): \($0) is not described" }
    }

    private func inner(_ schema: JSONSample) -> JSONSchema { JSONSchema(file, schema, files) }

    /// The schema that `#/$defs/name` or `file.json#/$defs/name` names.
    private func target(of reference: String) -> JSONSchema? {
        let parts = reference.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first else { return nil }
        let path = parts.dropFirst().first ?? ""
        let name = first.isEmpty ? file : String(first)
        var schema = files[name]
        for step in path.split(separator: "/") { schema = schema?[String(step)] }
        return schema.map { JSONSchema(name, $0, files) }
    }
}
