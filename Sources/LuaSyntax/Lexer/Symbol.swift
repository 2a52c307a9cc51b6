/// The operators and punctuation of Lua 5.4 (manual §3.1).
package enum Symbol: String, Sendable, CaseIterable {
    case plus = "+"
    case minus = "-"
    case star = "*"
    case slash = "/"
    case doubleSlash = "//"
    case percent = "%"
    case caret = "^"
    case hash = "#"
    case ampersand = "&"
    case tilde = "~"
    case bar = "|"
    case shiftLeft = "<<"
    case shiftRight = ">>"
    case equal = "=="
    case notEqual = "~="
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case less = "<"
    case greater = ">"
    case assign = "="
    case leftParenthesis = "("
    case rightParenthesis = ")"
    case leftBrace = "{"
    case rightBrace = "}"
    case leftBracket = "["
    case rightBracket = "]"
    case doubleColon = "::"
    case semicolon = ";"
    case colon = ":"
    case comma = ","
    case dot = "."
    case doubleDot = ".."
    case ellipsis = "..."
}

extension Symbol {
    /// The symbols that start with an ASCII byte, longest first, indexed by that byte.
    static let byFirstByte: [[Symbol]] = {
        var lists: [[Symbol]] = Array(repeating: [], count: 128)
        for symbol in allCases.sorted(by: { $0.rawValue.utf8.count > $1.rawValue.utf8.count }) {
            for byte in symbol.rawValue.utf8.prefix(1) {
                lists[Int(byte)].append(symbol)
            }
        }
        return lists
    }()
}
