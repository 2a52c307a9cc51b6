/// A statement, with the range that it covers.
package struct Statement: Hashable, Sendable {
    /// The forms of statements (manual §3.3).
    package indirect enum Kind: Hashable, Sendable {
        /// A lone semicolon.
        case empty
        case local(LocalStatement)
        case localFunction(LocalDeclaration.ID, FunctionBody)
        case function(FunctionStatement)
        case assignment(targets: [Expression], values: [Expression])
        /// A call whose values are dropped; the expression is `.suffixed` and ends in a call.
        case call(Expression)
        case `do`(Block)
        case `while`(condition: Expression, body: Block)
        /// A `repeat` loop; the condition sees the locals of the body.
        case `repeat`(body: Block, until: Expression)
        case `if`(IfStatement)
        case numericFor(NumericForStatement)
        case genericFor(GenericForStatement)
        case `return`([Expression])
        case `break`
        case goto(Name)
        case label(Name)
    }

    /// The form, with its parts.
    package let kind: Kind

    /// From the first to the last token; a semicolon belongs to it only after `return`.
    package let range: SourceRange
}

/// A list of statements with a scope of its own.
package struct Block: Hashable, Sendable {
    /// The statements in order; a `return` can only be the last.
    package let statements: [Statement]

    /// From the first to the last statement; empty, at the token that follows, when there is none.
    package let range: SourceRange
}

/// A `local` statement with its names and initial values.
package struct LocalStatement: Hashable, Sendable {
    /// The declared variables in order; their scope starts after the statement.
    package let variables: [LocalDeclaration.ID]

    /// The initial values, fewer or more than the variables.
    package let values: [Expression]
}

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

/// An `if` statement with all of its branches.
package struct IfStatement: Hashable, Sendable {
    /// An `if` or `elseif` with its condition and block.
    package struct Branch: Hashable, Sendable {
        /// What must be true for the block to run.
        package let condition: Expression

        /// What runs then.
        package let block: Block
    }

    /// The `if` and every `elseif` in order, at least one.
    package let branches: [Branch]

    /// The block after `else`, if there is one.
    package let otherwise: Block?
}

/// A `for name = start, limit, step do … end` statement.
package struct NumericForStatement: Hashable, Sendable {
    /// The loop variable.
    package let variable: LocalDeclaration.ID

    /// The first value.
    package let start: Expression

    /// The last value that may occur.
    package let limit: Expression

    /// The step, 1 when it is not given.
    package let step: Expression?

    /// What is repeated.
    package let body: Block
}

/// A `for names in values do … end` statement.
package struct GenericForStatement: Hashable, Sendable {
    /// The loop variables, at least one.
    package let variables: [LocalDeclaration.ID]

    /// The expressions after `in`, at least one.
    package let values: [Expression]

    /// What is repeated.
    package let body: Block
}

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
