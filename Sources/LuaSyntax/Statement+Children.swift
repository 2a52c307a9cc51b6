extension Statement {
    /// The expressions and blocks of the statement, in the order of the text.
    var children: [SyntaxNode] {
        switch kind {
        case .empty, .break, .goto, .label: []
        case .local(let local): local.values.map(SyntaxNode.expression)
        case .localFunction(_, let body): [.block(body.block)]
        case .function(let function): [.block(function.body.block)]
        case .assignment(let targets, let values): (targets + values).map(SyntaxNode.expression)
        case .call(let call): [.expression(call)]
        case .do(let body): [.block(body)]
        case .while(let condition, let body): [.expression(condition), .block(body)]
        case .repeat(let body, let condition): [.block(body), .expression(condition)]
        case .if(let statement): statement.children
        case .numericFor(let loop):
            [loop.start, loop.limit, loop.step].compactMap(\.self).map(SyntaxNode.expression) + [.block(loop.body)]
        case .genericFor(let loop): loop.values.map(SyntaxNode.expression) + [.block(loop.body)]
        case .return(let values): values.map(SyntaxNode.expression)
        }
    }
}

extension IfStatement {
    fileprivate var children: [SyntaxNode] {
        branches.flatMap { [SyntaxNode.expression($0.condition), .block($0.block)] }
            + [otherwise].compactMap(\.self).map(SyntaxNode.block)
    }
}
