extension SeamEndpoint {
    /// Everything that is wrong with a call's parameters, one sentence without a subject for each; empty if the call
    /// may be sent.
    ///
    /// The server drops unknown parameters in silence, so a mistyped name is found here or nowhere.
    public func problems(in parameters: JSONValue) -> [String] {
        guard let given = parameters.object else {
            return ["takes named parameters, not \(parameters.typeName)"]
        }
        let unknown = given.keys.filter { parameter($0) == nil }.sorted().map(unknownParameter)
        let missing = self.parameters.filter { $0.isRequired && given[$0.name] == nil }.map { "needs \($0.name)" }
        let wrong = self.parameters.flatMap { parameter in
            given[parameter.name].map { parameter.problems(in: $0) } ?? []
        }
        return unknown + missing + wrong + missingAlternative(given)
    }

    private func unknownParameter(_ name: String) -> String {
        let nearest = NearestName.find(name, among: parameters.map(\.name))
        return "has no parameter \"\(name)\"" + (nearest.map { "; did you mean \"\($0)\"?" } ?? "")
    }

    private func missingAlternative(_ given: [String: JSONValue]) -> [String] {
        guard !alternatives.isEmpty else { return [] }
        func isGiven(_ name: String) -> Bool {
            given[name].map { !$0.isNull } ?? false
        }
        if alternatives.contains(where: { $0.allSatisfy(isGiven) }) { return [] }
        return ["needs " + alternatives.map { $0.joined(separator: " with ") }.joined(separator: ", or ")]
    }
}

extension SeamParameter {
    /// Everything that is wrong with a value for this parameter.
    func problems(in value: JSONValue) -> [String] {
        switch (kind, value) {
        case (_, .null) where isNullable: []
        case (.string, .string(let text)): problems(in: text, name)
        case (.number, .int), (.number, .double), (.boolean, .bool), (.object, .object): []
        case (.strings, .array(let elements)):
            elements.enumerated().flatMap { index, element in
                element.string.map { problems(in: $0, "\(name)[\(index)]") }
                    ?? ["\(name)[\(index)] must be a string, not \(element.typeName)"]
            }
        default: ["\(name) must be \(typeName), not \(value.typeName)"]
        }
    }

    /// The word for the type in a sentence, with its article.
    var typeName: String {
        switch kind {
        case .string: "a string"
        case .number: "a number"
        case .boolean: "a boolean"
        case .object: "an object"
        case .strings: "an array of strings"
        }
    }

    private func problems(in text: String, _ place: String) -> [String] {
        if !allowed.isEmpty {
            return allowed.contains(text) ? [] : [notAllowed(text, place)]
        }
        let length = text.unicodeScalars.count
        if text.isEmpty, minLength > 0 { return ["\(place) must not be empty"] }
        if length < minLength { return ["\(place) must have at least \(minLength) characters, not \(length)"] }
        if let maxLength, length > maxLength {
            return ["\(place) must have at most \(maxLength) characters, not \(length)"]
        }
        if format == .digits, !text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            return ["\(place) must be digits only"]
        }
        return []
    }

    private func notAllowed(_ text: String, _ place: String) -> String {
        if allowed.count <= 6 {
            return "\(place) must be one of \(allowed.joined(separator: ", ")), not \"\(text)\""
        }
        let nearest = NearestName.find(text, among: allowed).map { "; did you mean \"\($0)\"?" } ?? ""
        return "\(place) has no value \"\(text)\"\(nearest)"
    }
}
