/// A `local` statement with its names and initial values.
package struct LocalStatement: Hashable, Sendable {
    /// The declared variables in order; their scope starts after the statement.
    package let variables: [LocalDeclaration.ID]

    /// The initial values, fewer or more than the variables.
    package let values: [Expression]
}
