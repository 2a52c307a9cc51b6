/// Parameters and block of a function, whatever statement or expression holds it.
package struct FunctionBody: Hashable, Sendable {
    /// The named parameters in order; an implicit `self` comes first.
    package let parameters: [LocalDeclaration.ID]

    /// Where `...` stands in the parameter list, if it does.
    package let varargs: SourceRange?

    /// What the function does.
    package let block: Block

    /// From the opening parenthesis to `end`.
    package let range: SourceRange
}
