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
