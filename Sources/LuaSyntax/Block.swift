/// A list of statements with a scope of its own.
package struct Block: Hashable, Sendable {
    /// The statements in order; a `return` can only be the last.
    package let statements: [Statement]

    /// From the first to the last statement; empty, at the token that follows, when there is none.
    package let range: SourceRange
}
