extension Parser {
    mutating func ifStatement() throws(SyntaxError) -> Statement.Kind {
        let opening = token
        var branches: [IfStatement.Branch] = []
        repeat {
            branches.append(try branch())
        } while token.matches(.elseif)
        let otherwise = try accept(.else) ? try block() : nil
        try close(.end, opening: opening)
        return .if(.init(branches: branches, otherwise: otherwise))
    }

    /// Reads `if` or `elseif` with its condition and block.
    private mutating func branch() throws(SyntaxError) -> IfStatement.Branch {
        let word = try advance()
        let condition = try expression()
        try expect(.then, "after the condition of `\(word.matches(.if) ? "if" : "elseif")`")
        return .init(condition: condition, block: try block())
    }

    mutating func whileStatement() throws(SyntaxError) -> Statement.Kind {
        let opening = try advance()
        let condition = try expression()
        try expect(.do, "after the condition of `while`")
        let body = try block(isLoop: true)
        try close(.end, opening: opening)
        return .while(condition: condition, body: body)
    }

    mutating func repeatStatement() throws(SyntaxError) -> Statement.Kind {
        let opening = try advance()
        enterBlock(isLoop: true)
        enterBlock()
        let body = try statements()
        try close(.until, opening: opening)
        let condition = try expression()
        leaveBlock()
        leaveBlock()
        return .repeat(body: body, until: condition)
    }

    mutating func forStatement() throws(SyntaxError) -> Statement.Kind {
        let opening = try advance()
        let first = try expectName("after `for`")
        enterBlock(isLoop: true)
        let kind: Statement.Kind
        switch token.kind {
        case .symbol(.assign):
            kind = try numericFor(first, opening: opening)
        case .symbol(.comma), .keyword(.in):
            kind = try genericFor(first, opening: opening)
        default:
            throw missing("`=` or `in`", "after the variable of `for`")
        }
        leaveBlock()
        return kind
    }

    private mutating func numericFor(_ name: Name, opening: Token) throws(SyntaxError) -> Statement.Kind {
        try declareHidden(3, at: name.range)
        let hidden = functions[functions.count - 1].locals.count
        let variable = try declare(name, .loop)
        try advance()
        let start = try expression()
        try expect(.comma, "between the first and the last value of `for`")
        let limit = try expression()
        let step = try accept(.comma) ? try expression() : nil
        let body = try forBody(hidden: hidden, opening: opening)
        return .numericFor(.init(variable: variable, start: start, limit: limit, step: step, body: body))
    }

    private mutating func genericFor(_ first: Name, opening: Token) throws(SyntaxError) -> Statement.Kind {
        try declareHidden(4, at: first.range)
        let hidden = functions[functions.count - 1].locals.count
        var variables = [try declare(first, .loop)]
        while try accept(.comma) {
            variables.append(try declare(try expectName("after `,`"), .loop))
        }
        try expect(.in, "after the variables of `for`")
        let values = try expressionList()
        let body = try forBody(hidden: hidden, opening: opening)
        return .genericFor(.init(variables: variables, values: values, body: body))
    }

    /// Reads the rest of a loop from `do`; its variables come into reach with the body, its hidden state before.
    private mutating func forBody(hidden: Int, opening: Token) throws(SyntaxError) -> Block {
        functions[functions.count - 1].activeLocals = hidden
        try expect(.do, "before the body of `for`")
        enterBlock()
        activateLocals()
        let body = try block()
        leaveBlock()
        try close(.end, opening: opening)
        return body
    }
}
