/// A local variable, at the place that brings it into being.
package struct LocalDeclaration: Hashable, Sendable, Identifiable {
    /// What kind of place declares the variable.
    package enum Kind: Hashable, Sendable {
        /// A `local` statement.
        case variable
        /// A `local function` statement.
        case function
        /// A parameter, the implicit `self` included.
        case parameter
        /// A variable of a `for` statement.
        case loop
    }

    /// What `<…>` after the name says.
    package enum Attribute: String, Hashable, Sendable, CaseIterable {
        case const
        case close
    }

    /// The place of the declaration in `SyntaxTree.declarations`.
    package let id: Int

    /// The variable's name; for an implicit `self` the range is that of the method's name.
    package let name: Name

    /// What declares it.
    package let kind: Kind

    /// Its attribute; both kinds forbid assignment.
    package let attribute: Attribute?
}
