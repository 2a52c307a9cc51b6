/// The parameters of a request after validation; names the endpoint does not have are gone.
struct Arguments: Sendable {
    private(set) var values: [String: JSON] = [:]

    /// - Throws: `invalid_input` with every problem found.
    init(_ raw: [String: JSON], for parameters: [Parameter]) throws(APIError) {
        var issues: [ValidationIssue] = []
        for parameter in parameters {
            guard var value = raw[parameter.name] else {
                if parameter.isRequired { issues.append(.required([parameter.name])) }
                continue
            }
            parameter.check(&value, into: &issues)
            values[parameter.name] = value
        }
        guard issues.isEmpty else { throw .invalidInput(issues) }
    }

    /// Values that were checked already.
    init(_ values: [String: JSON]) {
        self.values = values
    }

    func has(_ name: String) -> Bool {
        switch values[name] {
        case nil, .null: false
        default: true
        }
    }

    func text(_ name: String) -> String? {
        values[name]?.text
    }

    func flag(_ name: String) -> Bool? {
        values[name]?.flag
    }

    /// A whole number, or the instant of a timestamp in milliseconds.
    func whole(_ name: String) -> Int64? {
        values[name]?.whole
    }

    func id(_ name: String) -> Identifier? {
        values[name]?.text.flatMap(Identifier.init)
    }

    func ids(_ name: String) -> [Identifier]? {
        values[name]?.elements?.compactMap { $0.text.flatMap(Identifier.init) }
    }

    func texts(_ name: String) -> [String]? {
        values[name]?.elements?.compactMap(\.text)
    }
}
