/// A text that is JSON already, such as the parameters of a call, and becomes a part of a document as it is.
package struct JSONText: Hashable, Sendable {
    /// The JSON.
    package let text: String

    /// Takes a text over; nil when it is no JSON.
    package init?(_ text: String) {
        var reader = JSONReader(text)
        guard reader.isValid() else { return nil }
        self.text = text
    }

    /// Makes the JSON of a text that is none.
    package init(string: String) {
        self.init(value: string)
    }

    private init(value: some Encodable) {
        text = DocumentEncoder.json(value)
    }
}

extension JSONText: Codable {
    /// Reads any value and keeps its JSON, compact and with sorted keys.
    package init(from decoder: any Decoder) throws {
        self.init(value: try Node(from: decoder))
    }

    /// Writes the value; `DocumentEncoder` takes the text itself and does not call this.
    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }

    /// Any value of JSON, for reading it.
    private enum Node: Codable {
        case null
        case bool(Bool)
        case int(Int64)
        case double(Double)
        case string(String)
        case array([Node])
        case object([String: Node])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .null
            } else if let value = try? container.decode(Bool.self) {
                self = .bool(value)
            } else if let value = try? container.decode(Int64.self) {
                self = .int(value)
            } else if let value = try? container.decode(Double.self) {
                self = .double(value)
            } else if let value = try? container.decode(String.self) {
                self = .string(value)
            } else if let value = try? container.decode([Node].self) {
                self = .array(value)
            } else {
                self = .object(try container.decode([String: Node].self))
            }
        }

        func encode(to encoder: any Encoder) throws {
            switch self {
            case .null: try Optional<Bool>.none.encode(to: encoder)
            case .bool(let value): try value.encode(to: encoder)
            case .int(let value): try value.encode(to: encoder)
            case .double(let value): try value.encode(to: encoder)
            case .string(let value): try value.encode(to: encoder)
            case .array(let values): try values.encode(to: encoder)
            case .object(let members):
                var container = encoder.container(keyedBy: Name.self)
                for (name, value) in members.sorted(by: { $0.key < $1.key }) {
                    try container.encode(value, forKey: Name(stringValue: name))
                }
            }
        }
    }

    private struct Name: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(stringValue: String) {
            self.stringValue = stringValue
        }

        init?(intValue: Int) { nil }
    }
}
