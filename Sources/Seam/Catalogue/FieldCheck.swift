internal import Spelling

/// Compares values with what the catalogue says about them.
struct FieldCheck {
    /// One thing that is wrong.
    struct Fault {
        /// Where in the call, such as `filters[2].name`.
        let place: String
        /// What is wrong, to be said behind the place.
        let words: String
    }

    /// What was wrong.
    private(set) var faults: [Fault] = []
    private let firstIndex: Int

    init(firstIndex: Int) {
        self.firstIndex = firstIndex
    }

    /// Checks a value of a field, whose place in the call is `place`.
    mutating func check(_ value: JSONValue, of field: SeamField, at place: String) {
        if value.isNull, field.isNullable { return }
        guard field.isArray else { return checkOne(value, of: field, at: place) }
        guard let elements = value.array else {
            fault(place, "must be \(field.typeName), not \(value.typeName)")
            return
        }
        checkCount(elements.count, of: field, at: place)
        for (index, element) in elements.enumerated() {
            checkOne(element, of: field, at: "\(place)[\(index + firstIndex)]")
        }
    }

    private mutating func fault(_ place: String, _ words: String) {
        faults.append(Fault(place: place, words: words))
    }

    private mutating func checkCount(_ count: Int, of field: SeamField, at place: String) {
        if count < field.minItems {
            fault(
                place,
                count == 0
                    ? "must not be empty"
                    : "must have at least \(field.minItems) elements, not \(count)"
            )
        }
        if let most = field.maxItems, count > most {
            fault(place, "must have at most \(most.counted("element")), not \(count)")
        }
    }

    private mutating func checkOne(_ value: JSONValue, of field: SeamField, at place: String) {
        switch (field.kind, value) {
        case (.string, .string(let text)): checkText(text, of: field, at: place)
        case (.number, .int(let number)): checkNumber(Double(number), "\(number)", of: field, at: place)
        case (.number, .double(let number)): checkNumber(number, "\(number)", of: field, at: place)
        case (.integer, .int(let number)): checkNumber(Double(number), "\(number)", of: field, at: place)
        case (.integer, .double(let number)):
            fault(place, "must be a whole number, not \(number)")
        case (.boolean, .bool(let flag)):
            if !field.allowed.isEmpty, !field.allowed.contains("\(flag)") {
                fault(place, "must be \(field.allowed.joined(separator: " or "))")
            }
        case (.scalar, .string), (.scalar, .bool): break
        case (.object, .object(let members)): checkMembers(members, of: field, at: place)
        case (.map, .object(let members)): checkMap(members, at: place)
        default:
            let type = field.isArray ? Self.elementName(field.kind) : field.typeName
            fault(place, "must be \(type), not \(value.typeName)")
        }
    }

    private static func elementName(_ kind: SeamField.Kind) -> String {
        SeamField("", kind, isArray: false, isRequired: false, isNullable: false).typeName
    }

    private mutating func checkMembers(_ members: [String: JSONValue], of field: SeamField, at place: String) {
        guard !field.fields.isEmpty else { return }
        for name in members.keys.sorted() where !field.fields.contains(where: { $0.name == name }) {
            fault(place, NearestName.sentence("has no field", name, among: field.fields.map(\.name), listed: 0))
        }
        for child in field.fields {
            if let value = members[child.name] {
                check(value, of: child, at: "\(place).\(child.name)")
            } else if child.isRequired {
                fault(place, "needs \(child.name)")
            }
        }
    }

    private mutating func checkMap(_ members: [String: JSONValue], at place: String) {
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            switch value {
            case .string, .bool: break
            default: fault("\(place).\(name)", "must be a string or a boolean, not \(value.typeName)")
            }
        }
    }

    private mutating func checkNumber(_ number: Double, _ text: String, of field: SeamField, at place: String) {
        if let least = field.minimum {
            if field.isMinimumExclusive, number <= least {
                fault(place, "must be greater than \(Self.short(least)), not \(text)")
            } else if number < least {
                fault(place, "must be at least \(Self.short(least)), not \(text)")
            }
        }
        if let most = field.maximum, number > most {
            fault(place, "must be at most \(Self.short(most)), not \(text)")
        }
    }

    private static func short(_ number: Double) -> String {
        Int(exactly: number).map { "\($0)" } ?? "\(number)"
    }

    private mutating func checkText(_ text: String, of field: SeamField, at place: String) {
        if !field.allowed.isEmpty {
            if !field.allowed.contains(text) { fault(place, notAllowed(text, field.allowed)) }
            return
        }
        let length = text.unicodeScalars.count
        if text.isEmpty, field.minLength > 0 {
            fault(place, "must not be empty")
            return
        }
        if length < field.minLength {
            fault(place, "must have at least \(field.minLength) characters, not \(length)")
        } else if let most = field.maxLength, length > most {
            fault(place, "must have at most \(most) characters, not \(length)")
        }
        if let problem = field.format?.problem(in: text) { fault(place, "\(problem)") }
    }

    private func notAllowed(_ text: String, _ allowed: [String]) -> String {
        if allowed.count <= 6 {
            return "must be one of \(allowed.joined(separator: ", ")), not \"\(text)\""
        }
        return NearestName.sentence("has no value", text, among: allowed, listed: 0)
    }
}
