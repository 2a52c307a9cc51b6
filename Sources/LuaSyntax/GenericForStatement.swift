/// A `for names in values do … end` statement.
package struct GenericForStatement: Hashable, Sendable {
    /// The loop variables, at least one.
    package let variables: [LocalDeclaration.ID]

    /// The expressions after `in`, at least one.
    package let values: [Expression]

    /// What is repeated.
    package let body: Block
}
