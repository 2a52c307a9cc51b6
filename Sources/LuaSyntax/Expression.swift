/// An expression, with the range that it covers.
package struct Expression: Hashable, Sendable {
    /// The forms of expressions (manual §3.4).
    ///
    /// Chains of suffixes and of binary operators are flat lists, so that the depth of a tree has a bound whatever the
    /// length of its text.
    package indirect enum Kind: Hashable, Sendable {
        case `nil`
        case boolean(Bool)
        case integer(Int64)
        case float(Double)
        /// The bytes of a literal string, escapes resolved.
        case string([UInt8])
        /// `...`
        case varargs
        case function(FunctionBody)
        case table(TableConstructor)
        case name(NameReference)
        /// An expression in parentheses, which cut its values down to one.
        case parenthesized(Expression)
        case suffixed(SuffixedExpression)
        case unary(UnaryExpression)
        case binary(BinaryExpression)
    }

    /// The form, with its parts.
    package let kind: Kind

    /// From the first to the last token.
    package let range: SourceRange

    /// The text of a literal string that is valid UTF-8; nil for anything else.
    package var stringValue: String? {
        guard case .string(let bytes) = kind else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }
}
