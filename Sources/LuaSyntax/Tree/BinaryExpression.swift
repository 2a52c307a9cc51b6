/// A chain of binary operators that groups to the left: `first`, then each step applied to all before it.
///
/// An operand that binds tighter, or that groups to the right as after `..` and `^`, is a chain of its own:
/// `a + b * c - d` is `a`, `+ (b * c)`, `- d`.
package struct BinaryExpression: Hashable, Sendable {
    /// One operator with its right operand.
    package struct Step: Hashable, Sendable {
        /// The operator.
        package let `operator`: Operator

        /// Where the operator stands.
        package let operatorRange: SourceRange

        /// The operand to its right.
        package let operand: Expression
    }

    /// The leftmost operand.
    package let first: Expression

    /// The steps in order, at least one.
    package let steps: [Step]
}

extension BinaryExpression {
    /// The binary operators (manual §3.4).
    package enum Operator: String, Hashable, Sendable, CaseIterable {
        case add = "+"
        case subtract = "-"
        case multiply = "*"
        case divide = "/"
        case floorDivide = "//"
        case modulo = "%"
        case power = "^"
        case concatenate = ".."
        case bitwiseAnd = "&"
        case bitwiseOr = "|"
        case bitwiseExclusiveOr = "~"
        case shiftLeft = "<<"
        case shiftRight = ">>"
        case equal = "=="
        case notEqual = "~="
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
        case and
        case or
    }
}

extension BinaryExpression.Operator {
    init?(_ token: Token) {
        switch token.kind {
        case .symbol(let symbol): self.init(rawValue: symbol.rawValue)
        case .keyword(.and): self = .and
        case .keyword(.or): self = .or
        default: return nil
        }
    }

    /// How tightly the operator binds the operand to its left.
    var leftPriority: Int {
        switch self {
        case .or: 1
        case .and: 2
        case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: 3
        case .bitwiseOr: 4
        case .bitwiseExclusiveOr: 5
        case .bitwiseAnd: 6
        case .shiftLeft, .shiftRight: 7
        case .concatenate: 9
        case .add, .subtract: 10
        case .multiply, .divide, .floorDivide, .modulo: 11
        case .power: 14
        }
    }

    /// How tightly it binds the operand to its right; less than the left for what groups to the right.
    var rightPriority: Int {
        switch self {
        case .concatenate, .power: leftPriority - 1
        default: leftPriority
        }
    }
}
