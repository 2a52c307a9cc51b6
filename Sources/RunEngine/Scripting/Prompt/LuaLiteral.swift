internal import Lua
internal import Model

/// Values as Lua reads them back.
enum LuaLiteral {
    private static let keywords: Set<String> = [
        "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil",
        "not", "or", "repeat", "return", "then", "true", "until", "while",
    ]

    /// A text between quotes; what could act on a terminal is an escape, as in every text from outside.
    static func quoted(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return "\"\(ForeignText.line(result))\""
    }

    /// Bytes that are no text, between quotes.
    static func quoted(_ bytes: [UInt8]) -> String {
        let parts = bytes.map { byte in
            switch byte {
            case 0x22, 0x5C: "\\\(Unicode.Scalar(byte))"
            case 0x20..<0x7F: "\(Unicode.Scalar(byte))"
            default: "\\x\(byte < 16 ? "0" : "")\(String(byte, radix: 16, uppercase: true))"
            }
        }
        return "\"\(parts.joined())\""
    }

    /// A number, nil where `tostring` gives what Lua reads back.
    static func number(_ value: LuaValue) -> String? {
        switch value {
        case .integer(.min): "math.mininteger"
        case .number(let number) where number.isNaN: "0/0"
        case .number(let number) where number.isInfinite: number < 0 ? "-math.huge" : "math.huge"
        default: nil
        }
    }

    /// Whether a text can stand as a name before `=` in a table.
    static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, !(48...57).contains(first), !keywords.contains(text) else { return false }
        return text.utf8.allSatisfy { byte in
            switch byte {
            case 48...57, 65...90, 95, 97...122: true
            default: false
            }
        }
    }
}
