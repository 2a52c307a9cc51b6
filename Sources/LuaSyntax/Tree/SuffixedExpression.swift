/// A primary expression with the fields, indexes and calls that follow it, as in `a.b[1]:c(2)`.
package struct SuffixedExpression: Hashable, Sendable {
    /// One step after the primary expression.
    package struct Suffix: Hashable, Sendable {
        /// The forms of steps.
        package enum Kind: Hashable, Sendable {
            /// `.name`
            case field(Name)
            /// `[index]`
            case index(Expression)
            /// `(…)`, `{…}` or a string.
            case call(CallArguments)
            /// `:name` with arguments.
            case methodCall(Name, CallArguments)
        }

        /// The form, with its parts.
        package let kind: Kind

        /// From the dot, bracket, colon or first token of the arguments to the end of the step.
        package let range: SourceRange

        /// Whether the step is a call of either form.
        package var isCall: Bool {
            switch kind {
            case .call, .methodCall: true
            case .field, .index: false
            }
        }
    }

    /// A name or an expression in parentheses.
    package let base: Expression

    /// The steps in order, at least one.
    package let suffixes: [Suffix]
}

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
