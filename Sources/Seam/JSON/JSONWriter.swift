/// Writes a JSON value as compact UTF-8 text with sorted keys.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []

    /// Appends a value.
    ///
    /// - Throws: ``JSONError`` with the code `invalid_number` for a double that is not finite, or `too_deep`.
    mutating func write(_ value: JSONValue, depth: Int = 0) throws(JSONError) {
        switch value {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
        case .int(let value): bytes.append(contentsOf: String(value).utf8)
        case .double(let value): try write(value)
        case .string(let text): write(text)
        case .array(let elements): try write(elements, depth: try Self.deeper(depth))
        case .object(let members): try write(members, depth: try Self.deeper(depth))
        }
    }

    private static func deeper(_ depth: Int) throws(JSONError) -> Int {
        guard depth < JSONParser.depthLimit else {
            throw JSONError(.tooDeep, "nested deeper than \(JSONParser.depthLimit) levels", at: nil)
        }
        return depth + 1
    }

    private mutating func write(_ value: Double) throws(JSONError) {
        guard value.isFinite else { throw JSONError(.invalidNumber, "JSON has no number for \(value)", at: nil) }
        bytes.append(contentsOf: value.description.utf8)
    }

    private mutating func write(_ elements: [JSONValue], depth: Int) throws(JSONError) {
        bytes.append(UInt8(ascii: "["))
        for (index, element) in elements.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            try write(element, depth: depth)
        }
        bytes.append(UInt8(ascii: "]"))
    }

    private mutating func write(_ members: [String: JSONValue], depth: Int) throws(JSONError) {
        bytes.append(UInt8(ascii: "{"))
        var isFirst = true
        for (key, value) in members.sorted(by: { $0.key < $1.key }) {
            if !isFirst { bytes.append(UInt8(ascii: ",")) }
            isFirst = false
            write(key)
            bytes.append(UInt8(ascii: ":"))
            try write(value, depth: depth)
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private mutating func write(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        defer { bytes.append(UInt8(ascii: "\"")) }
        guard text.utf8.contains(where: Self.needsEscape) else { return bytes.append(contentsOf: text.utf8) }
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(contentsOf: [UInt8(ascii: "\\"), byte])
            case 0x0A: bytes.append(contentsOf: "\\n".utf8)
            case 0x0D: bytes.append(contentsOf: "\\r".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0..<0x20:
                let digits = String(byte, radix: 16)
                bytes.append(contentsOf: (digits.utf8.count == 1 ? "\\u000" : "\\u00").utf8)
                bytes.append(contentsOf: digits.utf8)
            default: bytes.append(byte)
            }
        }
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }
}
