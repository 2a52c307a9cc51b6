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

extension Parser {
    mutating func breakStatement() throws(SyntaxError) -> Statement.Kind {
        guard functions.last?.isInLoop == true else {
            throw SyntaxError(.breakOutsideLoop, "`break` stands outside of any loop", at: token.range)
        }
        try advance()
        return .break
    }

    mutating func gotoStatement() throws(SyntaxError) -> Statement.Kind {
        try advance()
        let name = try expectName("after `goto`")
        functions[functions.count - 1].addGoto(name)
        return .goto(name)
    }

    /// Reads a label and the labels and semicolons behind it, which decide whether it ends its block.
    mutating func label(into statements: inout [Statement]) throws(SyntaxError) {
        let start = try advance().range.start
        let name = try expectName("after `::`")
        try expect(.doubleColon, "after the name of a label")
        statements.append(Statement(kind: .label(name), range: range(from: start)))
        while token.matches(.semicolon) || token.matches(.doubleColon) {
            try statement(into: &statements)
        }
        try add(label: name)
    }

    private mutating func add(label name: Name) throws(SyntaxError) {
        let function = functions.count - 1
        if let earlier = functions[function].labels.first(where: { $0.name.text == name.text }) {
            let line = earlier.name.range.start.line
            let message = "the label ::\(name.text):: is already defined on line \(line)"
            throw SyntaxError(.duplicateLabel, message, at: name.range)
        }
        let endsBlock = endsBlock(token, countingUntil: false)
        if let (jump, local) = functions[function].addLabel(name, endsBlock: endsBlock) {
            let problem = "`goto \(name.text)` jumps into the scope of the local `\(local)`"
            let message = "\(problem); declare it before the goto, or in a block"
            throw SyntaxError(.jumpIntoScope, message, at: jump.range)
        }
    }
}
