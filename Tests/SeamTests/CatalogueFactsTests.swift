import Testing

@testable import Seam

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Compares the catalogue with the facts that it was made from.
///
/// The facts are those in the file that `KEYSHIFT_API_FACTS` names, the whole catalog.json; else an extract of it that
/// scripts/catalogue copied past the generator of the catalogue.
struct CatalogueFactsTests {
    /// The facts, in the form of catalog.json.
    struct Facts {
        let endpoints: [JSONValue]
        private let enums: [JSONValue]

        init() throws {
            let folder = "\(#filePath)".split(separator: "/").dropLast().joined(separator: "/")
            let named = unsafe getenv("KEYSHIFT_API_FACTS").map { unsafe String(cString: $0) }
            let json = try JSONValue(parsing: TextFile.read(named ?? "/\(folder)/Fixtures/facts-extract.json"))
            endpoints = try #require(json["endpoints"]?.array)
            enums = json["enums"]?.array ?? []
        }

        /// The values of an enumeration; the extract has the long ones once.
        func values(_ json: JSONValue?) -> [String] {
            if let reference = json?.string, let index = Int(reference.dropFirst()) { return values(enums[index]) }
            return (json?.array ?? []).map { $0.string ?? $0.bool.map { "\($0)" } ?? "?" }
        }
    }

    @Test func `every endpoint of the facts is in the catalogue, and no other`() throws {
        let facts = try Facts()
        let paths = facts.endpoints.compactMap { $0["path"]?.string }
        #expect(paths.count == 207)
        #expect(Set(paths) == Set(SeamCatalogue.endpoints.map(\.path)))
        #expect(SeamCatalogue.endpoints.count == paths.count)
    }

    @Test func `an endpoint has the verbs, the answer and the pages of the facts`() throws {
        for fact in try Facts().endpoints {
            let path = try #require(fact["path"]?.string)
            let endpoint = try #require(SeamCatalogue.endpoint(path: path), "\(path)")
            #expect(endpoint.verbs.sorted() == (fact["methods"]?.array ?? []).compactMap(\.string).sorted(), "\(path)")
            #expect(endpoint.responseKey == fact["response"]?["key"]?.string, "\(path)")
            #expect(endpoint.resource == fact["response"]?["resource"]?.string, "\(path)")
            #expect(endpoint.isList == (fact["response"]?["kind"] == "list"), "\(path)")
            #expect(endpoint.isPaginated == fact["paginated"]?.bool, "\(path)")
            #expect(endpoint.givesActionAttempt == fact["action_attempt"]?.bool, "\(path)")
        }
    }

    @Test func `a parameter has the type, the values and the bounds of the facts`() throws {
        let facts = try Facts()
        var compared = 0
        for fact in facts.endpoints {
            let path = try #require(fact["path"]?.string)
            let endpoint = try #require(SeamCatalogue.endpoint(path: path), "\(path)")
            let parameters = fact["params"]?.array ?? []
            #expect(endpoint.parameters.map(\.name) == parameters.compactMap { $0["name"]?.string }, "\(path)")
            for (field, parameter) in zip(endpoint.parameters, parameters) {
                compared += compare(field, parameter, "\(path) \(field.name)", facts)
            }
        }
        #expect(compared == 1179)
    }

    /// Compares one field and those within it, and answers how many there were.
    private func compare(_ field: SeamField, _ fact: JSONValue, _ place: Comment, _ facts: Facts) -> Int {
        let element = if let items = fact["items"], !items.isNull { items } else { fact }
        #expect(field.isArray == (fact["type"] == "array"), place)
        #expect(Self.type(of: field) == element["type"]?.string, place)
        #expect(field.isRequired == (fact["required"]?.bool ?? false), place)
        #expect(field.isNullable == (fact["nullable"]?.bool ?? false), place)
        #expect(field.isDeprecated == (fact["deprecated"]?.bool ?? false), place)
        #expect(field.allowed == facts.values(element["enum"]), place)
        #expect(field.minLength == Int(fact["min_length"]?.int ?? 0), place)
        #expect(field.maxLength == fact["max_length"]?.int.map { Int($0) }, place)
        #expect(field.minItems == Int(fact["min_items"]?.int ?? 0), place)
        #expect(field.maxItems == fact["max_items"]?.int.map { Int($0) }, place)
        #expect(field.minimum == fact["min"]?.double, place)
        #expect(field.maximum == fact["max"]?.double, place)
        #expect(field.isMinimumExclusive == (fact["exclusive_min"]?.bool ?? false), place)
        if let format = element["format"]?.string { #expect(field.format?.rawValue == format, place) }
        if fact["pattern"]?.string != nil { #expect(field.format != nil, place) }
        let inner = element["fields"]?.array ?? []
        #expect(field.fields.map(\.name) == inner.compactMap { $0["name"]?.string }, place)
        return zip(field.fields, inner).reduce(1) { $0 + compare($1.0, $1.1, place, facts) }
    }

    /// The type in the words of the facts.
    private static func type(of field: SeamField) -> String {
        switch field.kind {
        case .scalar: "string|boolean"
        case .map: "object"
        default: field.kind.rawValue
        }
    }
}
