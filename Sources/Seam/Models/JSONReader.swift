/// Reads the fields of one resource; what is not as promised stays unknown, and is counted by its name.
///
/// The API is deprecating fields and adding words, so only the identity of a resource is required: one code without a
/// field must not keep a program from reading the thousand others.
struct JSONReader {
    let value: JSONValue
    let resource: String
    /// The fields that were not as promised, by their names in the API.
    private(set) var unknown: [String] = []

    init(value: JSONValue, resource: String) {
        self.value = value
        self.resource = resource
    }

    /// The field that says which resource it is; no answer can do without.
    ///
    /// - Throws: ``SeamError`` with the code `invalid_response`.
    func identity(_ key: String) throws(SeamError) -> String {
        guard let text = value[key]?.string, !text.isEmpty else {
            let found = value[key].map { $0.string == nil ? "is \($0.typeName)" : "is empty" } ?? "is missing"
            throw SeamError(
                .invalidResponse,
                "the server sent \(resource) whose \(key) \(found); check that the endpoint (SEAM_ENDPOINT) is Seam's",
                delivery: .answered,
            )
        }
        return text
    }

    /// A text that every answer has, and is never null; with `words`, one of them.
    ///
    /// A word that is not among them is unknown, and is given all the same.
    mutating func word(_ key: String, among words: Set<String>? = nil) -> String? {
        let text = value[key]?.string
        if text.map({ words?.contains($0) ?? true }) != true { unknown.append(key) }
        return text
    }

    /// A text that every answer has, and that may be null.
    mutating func nullable(_ key: String) -> String? {
        if value[key].map({ $0.isNull || $0.string != nil }) != true { unknown.append(key) }
        return value[key]?.string
    }

    /// A text that may be missing.
    mutating func optional(_ key: String) -> String? {
        guard let found = value[key], !found.isNull else { return nil }
        if found.string == nil { unknown.append(key) }
        return found.string
    }

    /// A truth value that every answer has.
    mutating func fact(_ key: String) -> Bool? {
        if value[key]?.bool == nil { unknown.append(key) }
        return value[key]?.bool
    }

    /// A truth value that may be missing.
    mutating func flag(_ key: String) -> Bool? {
        guard let found = value[key], !found.isNull else { return nil }
        if found.bool == nil { unknown.append(key) }
        return found.bool
    }

    /// A list that every answer has; empty where it is unknown.
    mutating func list(_ key: String) -> [JSONValue] {
        if value[key]?.array == nil { unknown.append(key) }
        return value[key]?.array ?? []
    }

    /// The codes of a list of errors or warnings that every answer has.
    ///
    /// One that has no code counts as one that nobody knows, which is no less of an error.
    mutating func codes(_ list: String, _ key: String) -> [String] {
        let entries = self.list(list)
        let codes = entries.map { $0[key]?.string }
        if codes.contains(nil) { doubt(list) }
        return codes.map { $0 ?? "unknown" }
    }

    /// Counts a field as unknown of which a part is.
    mutating func doubt(_ key: String) {
        unknown.append(key)
    }

    /// Takes back that a field is unknown, where another one says that it does not matter.
    mutating func forgive(_ keys: String...) {
        unknown.removeAll { keys.contains($0) }
    }
}
