/// What an endpoint accepts under one name.
struct Parameter: Sendable {
    enum Kind: Sendable {
        case text(shortest: Int = 0)
        case uuid
        /// A PIN: digits only, 4 to 12 of them.
        case pin
        case timestamp
        case flag
        case whole
        case choice([String])
        indirect case list(Kind)
        case object

        var isList: Bool {
            if case .list = self { true } else { false }
        }
    }

    let name: String
    let kind: Kind
    var isRequired = false
    var isNullable = false

    init(_ name: String, _ kind: Kind, isRequired: Bool = false, isNullable: Bool = false) {
        self.name = name
        self.kind = kind
        self.isRequired = isRequired
        self.isNullable = isNullable
    }

    /// The problems with `value`, or none; a timestamp becomes its instant in milliseconds.
    func check(_ value: inout JSON, into issues: inout [ValidationIssue]) {
        if isNullable, value == .null { return }
        Self.check(&value, kind, path: [name], into: &issues)
    }

    private static func check(
        _ value: inout JSON,
        _ kind: Kind,
        path: [String],
        into issues: inout [ValidationIssue]
    ) {
        switch kind {
        case .timestamp: checkTimestamp(&value, path: path, into: &issues)
        case .whole: checkWhole(&value, path: path, into: &issues)
        case .list(let element):
            guard let elements = value.elements else { return refuse(value, "array", path, &issues) }
            var checked: [JSON] = []
            for (index, var item) in elements.enumerated() {
                check(&item, element, path: path + [String(index)], into: &issues)
                checked.append(item)
            }
            value = .array(checked)
        case .flag:
            if value.flag == nil { refuse(value, "boolean", path, &issues) }
        case .object:
            if value.fields == nil { refuse(value, "object", path, &issues) }
        case .choice(let choices):
            checkChoice(value, choices, path: path, into: &issues)
        case .text, .uuid, .pin:
            guard let text = value.text else { return refuse(value, "string", path, &issues) }
            issues += problems(of: text, kind).map { ValidationIssue(path: path, text: $0) }
        }
    }

    private static func refuse(
        _ value: JSON,
        _ expected: String,
        _ path: [String],
        _ issues: inout [ValidationIssue]
    ) {
        issues.append(ValidationIssue(path: path, text: "Expected \(expected), received \(value.typeName)"))
    }

    private static func problems(of text: String, _ kind: Kind) -> [String] {
        // JavaScript counts UTF-16 code units.
        let length = text.utf16.count
        switch kind {
        case .text(let shortest):
            return length < shortest ? ["String must contain at least \(shortest) character(s)"] : []
        case .uuid:
            return Hexadecimal.isUUID(text) ? [] : ["Invalid uuid"]
        case .pin:
            var problems: [String] = []
            if length < 4 { problems.append("String must contain at least 4 character(s)") }
            if length > 12 { problems.append("String must contain at most 12 character(s)") }
            if !text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { problems.append("Must only contain digits") }
            return problems
        default:
            return []
        }
    }

    private static func checkChoice(
        _ value: JSON,
        _ choices: [String],
        path: [String],
        into issues: inout [ValidationIssue]
    ) {
        let expected = choices.map { "'\($0)'" }.joined(separator: " | ")
        guard let text = value.text else { return refuse(value, expected, path, &issues) }
        guard !choices.contains(text) else { return }
        let problem = "Invalid enum value. Expected \(expected), received '\(text)'"
        issues.append(ValidationIssue(path: path, text: problem))
    }

    private static func checkTimestamp(_ value: inout JSON, path: [String], into issues: inout [ValidationIssue]) {
        guard let text = value.text else {
            let leaves = ["string", "date"].map { "Expected \($0), received \(value.typeName)" }
            return issues.append(ValidationIssue(path: path, text: "Invalid input", leaves: leaves))
        }
        guard let instant = TimestampParser.parse(text) else {
            return issues.append(ValidationIssue(path: path, text: "Must be parsable date string if defined"))
        }
        value = .integer(instant)
    }

    private static func checkWhole(_ value: inout JSON, path: [String], into issues: inout [ValidationIssue]) {
        guard let number = value.double, !number.isNaN else { return refuse(value, "number", path, &issues) }
        guard let whole = Int64(exactly: number) else {
            return issues.append(ValidationIssue(path: path, text: "Expected integer, received float"))
        }
        guard whole > 0 else {
            return issues.append(ValidationIssue(path: path, text: "Number must be greater than 0"))
        }
        value = .integer(whole)
    }
}
