/// A whole chunk that is valid Lua.
package struct SyntaxTree: Hashable, Sendable {
    /// The statements of the chunk.
    package let block: Block

    /// Every local variable in the order of declaration; a `LocalDeclaration.ID` is an index into it.
    package let declarations: [LocalDeclaration]

    /// Looks up a local variable of this tree.
    ///
    /// - Precondition: `id` comes from this tree.
    package func declaration(_ id: LocalDeclaration.ID) -> LocalDeclaration {
        declarations[id]
    }
}
