import Foundation

/// Any value of JSON, read by a parser that is not ours.
enum JSONSample: Decodable, Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONSample])
    case object([String: JSONSample])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else if let value = try? container.decode(Double.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode([JSONSample].self) {
            self = .array(value)
        } else {
            self = .object(try container.decode([String: JSONSample].self))
        }
    }

    init(parsing text: String) throws {
        self = try JSONDecoder().decode(JSONSample.self, from: Data(text.utf8))
    }

    subscript(name: String) -> JSONSample? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    var text: String? {
        if case .string(let text) = self { text } else { nil }
    }

    var elements: [JSONSample] {
        if case .array(let elements) = self { elements } else { [] }
    }

    /// The word of JSON Schema for the kind of the value.
    var type: String {
        switch self {
        case .null: "null"
        case .bool: "boolean"
        case .number(let number): number == number.rounded() ? "integer" : "number"
        case .string: "string"
        case .array: "array"
        case .object: "object"
        }
    }
}
