/// A `for name = start, limit, step do … end` statement.
package struct NumericForStatement: Hashable, Sendable {
    /// The loop variable.
    package let variable: LocalDeclaration.ID

    /// The first value.
    package let start: Expression

    /// The last value that may occur.
    package let limit: Expression

    /// The step, 1 when it is not given.
    package let step: Expression?

    /// What is repeated.
    package let body: Block
}
