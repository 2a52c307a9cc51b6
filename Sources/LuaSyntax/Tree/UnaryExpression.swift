/// An operator in front of its operand.
package struct UnaryExpression: Hashable, Sendable {
    /// The unary operators (manual §3.4); they bind tighter than all binary ones but `^`.
    package enum Operator: String, Hashable, Sendable, CaseIterable {
        case negate = "-"
        case not
        case length = "#"
        case bitwiseNot = "~"

        static let priority = 12
    }

    /// The operator.
    package let `operator`: Operator

    /// Where the operator stands.
    package let operatorRange: SourceRange

    /// What it applies to.
    package let operand: Expression
}

extension UnaryExpression.Operator {
    init?(_ token: Token) {
        switch token.kind {
        case .keyword(.not): self = .not
        case .symbol(.minus): self = .negate
        case .symbol(.hash): self = .length
        case .symbol(.tilde): self = .bitwiseNot
        default: return nil
        }
    }
}
