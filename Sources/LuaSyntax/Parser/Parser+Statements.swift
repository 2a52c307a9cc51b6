extension Parser {
    /// Reads a block that is a scope of its own.
    mutating func block(isLoop: Bool = false) throws(SyntaxError) -> Block {
        enterBlock(isLoop: isLoop)
        let block = try statements()
        leaveBlock()
        return block
    }

    /// Reads statements up to a word that ends a block, which stays unread.
    mutating func statements() throws(SyntaxError) -> Block {
        var statements: [Statement] = []
        let start = token.range.start
        while !endsBlock(token, countingUntil: true) {
            let isLast = token.matches(.return)
            try statement(into: &statements)
            if isLast { break }
        }
        return Block(
            statements: statements,
            range: statements.isEmpty ? .init(start: start, end: start) : range(from: start)
        )
    }

    /// Whether a block ends before `token`; liblua does not count `until` where it looks for a block's last label.
    func endsBlock(_ token: Token, countingUntil: Bool) -> Bool {
        switch token.kind {
        case .end, .keyword(.else), .keyword(.elseif), .keyword(.end): true
        case .keyword(.until): countingUntil
        default: false
        }
    }

    /// Reads one statement; a label also takes the labels and semicolons behind it.
    mutating func statement(into statements: inout [Statement]) throws(SyntaxError) {
        try enterLevel()
        let start = token.range.start
        if token.matches(.doubleColon) {
            try label(into: &statements)
        } else {
            let kind = try statementKind()
            statements.append(Statement(kind: kind, range: range(from: start)))
        }
        leaveLevel()
    }

    private mutating func statementKind() throws(SyntaxError) -> Statement.Kind {
        switch token.kind {
        case .symbol(.semicolon):
            try advance()
            return .empty
        case .keyword(.if): return try ifStatement()
        case .keyword(.while): return try whileStatement()
        case .keyword(.do): return try doStatement()
        case .keyword(.for): return try forStatement()
        case .keyword(.repeat): return try repeatStatement()
        case .keyword(.function): return try functionStatement()
        case .keyword(.local): return try localStatement()
        case .keyword(.return): return try returnStatement()
        case .keyword(.break): return try breakStatement()
        case .keyword(.goto): return try gotoStatement()
        default: return try expressionStatement()
        }
    }

    private mutating func doStatement() throws(SyntaxError) -> Statement.Kind {
        let opening = try advance()
        let body = try block()
        try close(.end, opening: opening)
        return .do(body)
    }

    private mutating func returnStatement() throws(SyntaxError) -> Statement.Kind {
        try advance()
        let isBare = endsBlock(token, countingUntil: true) || token.matches(.semicolon)
        let values = isBare ? [] : try expressionList()
        _ = try accept(.semicolon)
        return .return(values)
    }

    private mutating func expressionStatement() throws(SyntaxError) -> Statement.Kind {
        let expression = try suffixedExpression(expecting: "a statement")
        if token.matches(.assign) || token.matches(.comma) {
            return try assignment(first: expression)
        }
        guard case .suffixed(let suffixed) = expression.kind, suffixed.suffixes.last?.isCall == true else {
            throw notAStatement(expression)
        }
        return .call(expression)
    }

    private mutating func assignment(first: Expression) throws(SyntaxError) -> Statement.Kind {
        var targets = [first]
        try checkTarget(first)
        while try accept(.comma) {
            let target = try suffixedExpression(expecting: "a variable")
            targets.append(target)
            try enterLevel()
            try checkTarget(target)
        }
        try expect(.assign, "after the variables of an assignment")
        // liblua stores the last value without a register when the counts match.
        let values = try expressionList(reserved: -1)
        try checkRegisters(values.count == targets.count ? values.count - 1 : values.count)
        leaveLevel(targets.count - 1)
        return .assignment(targets: targets, values: values)
    }

    /// Only variables, fields and indexes can be assigned to.
    private func checkTarget(_ target: Expression) throws(SyntaxError) {
        switch target.kind {
        case .name(let reference):
            try checkAssignable(reference)
        case .suffixed(let suffixed) where suffixed.suffixes.last?.isCall == false:
            return
        default:
            throw notAssignable(target)
        }
    }
}
