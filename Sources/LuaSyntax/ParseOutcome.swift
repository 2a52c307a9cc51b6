/// What parsing a text comes to.
package enum ParseOutcome: Hashable, Sendable {
    /// The text is valid Lua.
    case tree(SyntaxTree)

    /// The text is not valid; the error is the first one.
    case failure(SyntaxError)

    /// The tree of a valid text.
    package var tree: SyntaxTree? {
        guard case .tree(let tree) = self else { return nil }
        return tree
    }

    /// The first error of an invalid text.
    package var error: SyntaxError? {
        guard case .failure(let error) = self else { return nil }
        return error
    }
}
