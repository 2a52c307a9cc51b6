/// A whole chunk that is valid Lua.
package struct SyntaxTree: Hashable, Sendable {
    /// The statements of the chunk.
    package let block: Block

    /// Every local variable in the order of declaration; a `LocalDeclaration.ID` is an index into it.
    package let declarations: [LocalDeclaration]

    /// Looks up a local variable of this tree.
    ///
    /// - Precondition: `id` comes from this tree.
    package func declaration(_ id: LocalDeclaration.ID) -> LocalDeclaration {
        declarations[id]
    }
}

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
