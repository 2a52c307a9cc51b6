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

/// A table constructor, as in `{ 1, name = "x", [2] = 3 }`.
package struct TableConstructor: Hashable, Sendable {
    /// One field of a constructor.
    package struct Field: Hashable, Sendable {
        /// How the key of a field is given.
        package enum Key: Hashable, Sendable {
            /// No key: the next position of the list.
            case position
            /// `name =`
            case name(Name)
            /// `[expression] =`
            case expression(Expression)
        }

        /// The key.
        package let key: Key

        /// The value.
        package let value: Expression

        /// From the key, or the value where there is no key, to the end of the value.
        package let range: SourceRange
    }

    /// The fields in order.
    package let fields: [Field]
}

extension Expression {
    /// The expressions and blocks within the expression, in the order of the text.
    var children: [SyntaxNode] {
        switch kind {
        case .nil, .boolean, .integer, .float, .string, .varargs, .name: []
        case .function(let body): [.block(body.block)]
        case .table(let table): table.fields.flatMap(\.children)
        case .parenthesized(let inner): [.expression(inner)]
        case .suffixed(let suffixed): [.expression(suffixed.base)] + suffixed.suffixes.flatMap(\.children)
        case .unary(let unary): [.expression(unary.operand)]
        case .binary(let binary): [.expression(binary.first)] + binary.steps.map { .expression($0.operand) }
        }
    }
}

extension TableConstructor.Field {
    fileprivate var children: [SyntaxNode] {
        guard case .expression(let key) = key else { return [.expression(value)] }
        return [.expression(key), .expression(value)]
    }
}

extension SuffixedExpression.Suffix {
    fileprivate var children: [SyntaxNode] {
        switch kind {
        case .field: []
        case .index(let index): [.expression(index)]
        case .call(let arguments), .methodCall(_, let arguments): arguments.values.map(SyntaxNode.expression)
        }
    }
}
