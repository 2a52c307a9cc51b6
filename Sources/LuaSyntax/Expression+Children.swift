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
