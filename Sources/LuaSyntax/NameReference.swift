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
