internal import LuaSyntax

/// A value that the text of a script tells.
enum Literal: Hashable, Sendable {
    case `nil`
    case boolean(Bool)
    case integer(Int64)
    case float(Double)
    case text(String)
    /// A string that is no UTF-8.
    case bytes

    /// The value of an expression that is a literal itself, also in parentheses or behind a minus.
    init?(_ expression: Expression) {
        switch expression.kind {
        case .nil: self = .nil
        case .boolean(let value): self = .boolean(value)
        case .integer(let value): self = .integer(value)
        case .float(let value): self = .float(value)
        case .string: self = expression.stringValue.map(Literal.text) ?? .bytes
        case .parenthesized(let inner): self.init(inner)
        case .unary(let unary) where unary.operator == .negate:
            switch Literal(unary.operand) {
            case .integer(let value)?: self = .integer(0 &- value)
            case .float(let value)?: self = .float(-value)
            default: return nil
            }
        default: return nil
        }
    }

    /// What the value is.
    var shape: Shape {
        switch self {
        case .nil: .nil
        case .boolean: .boolean
        case .integer, .float: .number
        case .text, .bytes: .text
        }
    }
}
