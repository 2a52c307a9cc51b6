/// Any part of a tree that holds others, for walks over the whole tree.
package enum SyntaxNode: Hashable, Sendable {
    case block(Block)
    case statement(Statement)
    case expression(Expression)

    /// The range of the part.
    package var range: SourceRange {
        switch self {
        case .block(let block): block.range
        case .statement(let statement): statement.range
        case .expression(let expression): expression.range
        }
    }

    /// The parts right below, in the order of the text.
    package var children: [SyntaxNode] {
        switch self {
        case .block(let block): block.statements.map(Self.statement)
        case .statement(let statement): statement.children
        case .expression(let expression): expression.children
        }
    }
}

extension SyntaxTree {
    /// Calls `visit` for every block, statement and expression, each before its parts and in the order of the text.
    package func walk(_ visit: (SyntaxNode) -> Void) {
        var pending: [SyntaxNode] = [.block(block)]
        while let node = pending.popLast() {
            visit(node)
            pending.append(contentsOf: node.children.reversed())
        }
    }
}
