/// A JSON value as a request carries it.
enum JSON: Equatable, Sendable {
    case null
    case bool(Bool)
    case integer(Int64)
    case number(Double)
    case string(String)
    case array([JSON])
    case object([String: JSON])

    /// The word the API's validation messages use for the type of this value.
    var typeName: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .integer: "number"
        case .number(let value): value.isNaN ? "nan" : "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }

    var text: String? {
        guard case .string(let value) = self else { return nil }
        return value
    }

    var flag: Bool? {
        guard case .bool(let value) = self else { return nil }
        return value
    }

    var whole: Int64? {
        guard case .integer(let value) = self else { return nil }
        return value
    }

    var double: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }

    var elements: [JSON]? {
        guard case .array(let value) = self else { return nil }
        return value
    }

    var fields: [String: JSON]? {
        guard case .object(let value) = self else { return nil }
        return value
    }
}
