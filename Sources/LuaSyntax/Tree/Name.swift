/// A name as written: a field, method, label or attribute.
package struct Name: Hashable, Sendable {
    /// The name itself.
    package let text: String

    /// Where it stands.
    package let range: SourceRange
}

/// A name used as a variable, with what it refers to.
package struct NameReference: Hashable, Sendable {
    /// What a variable name stands for (manual §3.2 and §3.5).
    package enum Binding: Hashable, Sendable {
        /// A field of the chunk's environment, or that environment itself, `_ENV`.
        case global
        /// A field of a local variable named `_ENV`, by its declaration's id.
        case field(environment: LocalDeclaration.ID)
        /// A local variable of the function at hand.
        case local(LocalDeclaration.ID)
        /// A local variable of an enclosing function.
        case upvalue(LocalDeclaration.ID)
    }

    /// The name and its place.
    package let name: Name

    /// What the name refers to here.
    package let binding: Binding
}

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
