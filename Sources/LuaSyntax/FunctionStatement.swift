/// A `function a.b:c() … end` statement.
package struct FunctionStatement: Hashable, Sendable {
    /// The variable that the path starts with.
    package let base: NameReference

    /// The fields after dots.
    package let fields: [Name]

    /// The name after a colon, which gives the function an implicit `self`.
    package let method: Name?

    /// Parameters and block.
    package let body: FunctionBody
}
