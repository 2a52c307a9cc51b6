/// The arguments of a call.
package struct CallArguments: Hashable, Sendable {
    /// How the arguments are written.
    package enum Form: Hashable, Sendable {
        case parentheses
        /// A single table constructor without parentheses.
        case table
        /// A single literal string without parentheses.
        case string
    }

    /// How they are written.
    package let form: Form

    /// The arguments in order; exactly one unless the form is `parentheses`.
    package let values: [Expression]

    /// From the opening to the closing token.
    package let range: SourceRange
}
