/// What an endpoint accepts under one name.
struct Parameter: Sendable {
    indirect enum Kind: Sendable {
        case text(shortest: Int = 0, longest: Int = .max)
        case email
        case uuid
        /// Digits only, such as a PIN.
        case digits(ClosedRange<Int>)
        case timestamp
        /// A time of day, such as `15:00` or `15:00:30`.
        case clock
        case flag
        /// True and nothing else.
        case yes
        /// A whole number above 0.
        case whole
        case wholeIn(ClosedRange<Int64>)
        case choice([String])
        case list(Kind, count: ClosedRange<Int> = 0...Int.max)
        case object
        /// An object whose values are texts and flags.
        case metadata
        case record([Parameter])
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
        check(&value, path: [name], into: &issues)
    }

    private func check(_ value: inout JSON, path: [String], into issues: inout [ValidationIssue]) {
        if isNullable, value == .null { return }
        Self.check(&value, kind, path: path, into: &issues)
    }

    private static func check(
        _ value: inout JSON,
        _ kind: Kind,
        path: [String],
        into issues: inout [ValidationIssue]
    ) {
        switch kind {
        case .timestamp: checkTimestamp(&value, path: path, into: &issues)
        case .whole, .wholeIn: checkWhole(&value, kind, path: path, into: &issues)
        case .list(let element, let count): checkList(&value, element, count, path: path, into: &issues)
        case .flag:
            if value.flag == nil { refuse(value, "boolean", path, &issues) }
        case .yes:
            if value != .bool(true) {
                issues.append(ValidationIssue(path: path, text: "Invalid literal value, expected true"))
            }
        case .object:
            if value.fields == nil { refuse(value, "object", path, &issues) }
        case .metadata: checkMetadata(value, path: path, into: &issues)
        case .record(let parameters): checkRecord(&value, parameters, path: path, into: &issues)
        case .choice(let choices): checkChoice(value, choices, path: path, into: &issues)
        case .text, .email, .uuid, .digits, .clock:
            guard let text = value.text else { return refuse(value, "string", path, &issues) }
            for problem in TextRule.problems(of: text, kind) {
                issues.append(ValidationIssue(path: path, text: problem))
            }
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

    private static func checkList(
        _ value: inout JSON,
        _ element: Kind,
        _ count: ClosedRange<Int>,
        path: [String],
        into issues: inout [ValidationIssue]
    ) {
        guard let elements = value.elements else { return refuse(value, "array", path, &issues) }
        if elements.count < count.lowerBound {
            let text = "Array must contain at least \(count.lowerBound) element(s)"
            issues.append(ValidationIssue(path: path, text: text))
        }
        if elements.count > count.upperBound {
            let text = "Array must contain at most \(count.upperBound) element(s)"
            issues.append(ValidationIssue(path: path, text: text))
        }
        var checked: [JSON] = []
        for (index, var item) in elements.enumerated() {
            check(&item, element, path: path + [String(index)], into: &issues)
            checked.append(item)
        }
        value = .array(checked)
    }

    private static func checkRecord(
        _ value: inout JSON,
        _ parameters: [Parameter],
        path: [String],
        into issues: inout [ValidationIssue]
    ) {
        guard let fields = value.fields else { return refuse(value, "object", path, &issues) }
        var checked: [String: JSON] = [:]
        for parameter in parameters {
            guard var field = fields[parameter.name] else {
                if parameter.isRequired { issues.append(.required(path + [parameter.name])) }
                continue
            }
            parameter.check(&field, path: path + [parameter.name], into: &issues)
            checked[parameter.name] = field
        }
        value = .object(checked)
    }

    private static func checkMetadata(_ value: JSON, path: [String], into issues: inout [ValidationIssue]) {
        guard let fields = value.fields else { return refuse(value, "object", path, &issues) }
        for (name, field) in fields.sorted(by: { $0.key < $1.key }) where field.text == nil && field.flag == nil {
            // A null takes an entry away, which only an update makes sense of.
            if field == .null { continue }
            let leaves = ["string", "boolean"].map { "Expected \($0), received \(field.typeName)" }
            issues.append(ValidationIssue(path: path + [name], text: "Invalid input", leaves: leaves))
        }
    }

    private static func checkChoice(
        _ value: JSON,
        _ choices: [String],
        path: [String],
        into issues: inout [ValidationIssue]
    ) {
        if let text = value.text, choices.contains(text) { return }
        let expected = choices.map { "'\($0)'" }.joined(separator: " | ")
        guard let text = value.text else { return refuse(value, expected, path, &issues) }
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

    private static func checkWhole(
        _ value: inout JSON,
        _ kind: Kind,
        path: [String],
        into issues: inout [ValidationIssue]
    ) {
        guard let number = value.double, !number.isNaN else { return refuse(value, "number", path, &issues) }
        guard let whole = Int64(exactly: number) else {
            return issues.append(ValidationIssue(path: path, text: "Expected integer, received float"))
        }
        let problem: String? =
            switch kind {
            case .wholeIn(let range) where whole < range.lowerBound:
                "Number must be greater than or equal to \(range.lowerBound)"
            case .wholeIn(let range) where whole > range.upperBound:
                "Number must be less than or equal to \(range.upperBound)"
            case .whole where whole <= 0: "Number must be greater than 0"
            default: nil
            }
        if let problem { return issues.append(ValidationIssue(path: path, text: problem)) }
        value = .integer(whole)
    }
}
