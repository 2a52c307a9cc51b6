/// Reads the fields of one resource, and names the resource and the field that is not as promised.
struct JSONReader {
    let value: JSONValue
    let resource: String

    /// A field that every answer must have.
    ///
    /// - Throws: ``SeamError`` with the code `invalid_response`.
    func string(_ key: String) throws(SeamError) -> String {
        guard let text = value[key]?.string else {
            let found = value[key].map { "is \($0.typeName)" } ?? "is missing"
            throw SeamError(
                .invalidResponse,
                "the server sent \(resource) whose \(key) \(found); check that the endpoint (SEAM_ENDPOINT) is Seam's",
                delivery: .answered,
            )
        }
        return text
    }

    func optional(_ key: String) -> String? {
        value[key]?.string
    }

    func flag(_ key: String) -> Bool? {
        value[key]?.bool
    }

    /// The codes of a list of errors or warnings.
    func codes(_ list: String, _ key: String) -> [String] {
        (value[list]?.array ?? []).compactMap { $0[key]?.string }
    }
}
