extension Parser {
    /// Reads one or more expressions between commas.
    ///
    /// `reserved` counts the registers that liblua needs besides one for each value.
    mutating func expressionList(reserved: Int = 0) throws(SyntaxError) -> [Expression] {
        var values = [try expression()]
        try checkRegisters(reserved + values.count)
        while try accept(.comma) {
            values.append(try expression())
            try checkRegisters(reserved + values.count)
        }
        return values
    }

    mutating func expression() throws(SyntaxError) -> Expression {
        try expression(bindingTighterThan: 0)
    }

    /// Reads operands and the operators between them as long as those bind tighter than `limit`.
    private mutating func expression(bindingTighterThan limit: Int) throws(SyntaxError) -> Expression {
        try enterLevel()
        let start = token.range.start
        let first = try unaryExpression()
        var steps: [BinaryExpression.Step] = []
        while let `operator` = BinaryExpression.Operator(token), `operator`.leftPriority > limit {
            let range = try advance().range
            let operand = try expression(bindingTighterThan: `operator`.rightPriority)
            steps.append(.init(operator: `operator`, operatorRange: range, operand: operand))
        }
        leaveLevel()
        guard !steps.isEmpty else { return first }
        return Expression(kind: .binary(.init(first: first, steps: steps)), range: range(from: start))
    }

    private mutating func unaryExpression() throws(SyntaxError) -> Expression {
        guard let `operator` = UnaryExpression.Operator(token) else { return try simpleExpression() }
        let operatorRange = try advance().range
        let operand = try expression(bindingTighterThan: UnaryExpression.Operator.priority)
        let unary = UnaryExpression(operator: `operator`, operatorRange: operatorRange, operand: operand)
        return Expression(kind: .unary(unary), range: range(from: operatorRange.start))
    }

    private mutating func simpleExpression() throws(SyntaxError) -> Expression {
        switch token.kind {
        case .integer(let value): return try literal(.integer(value))
        case .float(let value): return try literal(.float(value))
        case .string(let bytes): return try literal(.string(bytes))
        case .keyword(.nil): return try literal(.nil)
        case .keyword(.true): return try literal(.boolean(true))
        case .keyword(.false): return try literal(.boolean(false))
        case .symbol(.ellipsis): return try varargs()
        case .symbol(.leftBrace): return try tableConstructor()
        case .keyword(.function): return try functionExpression()
        default: return try suffixedExpression(expecting: "a value")
        }
    }

    private mutating func literal(_ kind: Expression.Kind) throws(SyntaxError) -> Expression {
        Expression(kind: kind, range: try advance().range)
    }

    private mutating func varargs() throws(SyntaxError) -> Expression {
        guard functions.last?.isVararg == true else {
            let message = "`...` stands in a function whose parameters do not end in `...`"
            throw SyntaxError(.varargsOutsideFunction, message, at: token.range)
        }
        return try literal(.varargs)
    }

    private mutating func functionExpression() throws(SyntaxError) -> Expression {
        let opening = try advance()
        let body = try functionBody(opening: opening)
        return Expression(kind: .function(body), range: range(from: opening.range.start))
    }
}

extension Parser {
    /// Reads a table constructor from its opening brace.
    mutating func tableConstructor() throws(SyntaxError) -> Expression {
        let opening = try advance()
        var fields: [TableConstructor.Field] = []
        while !token.matches(.rightBrace) {
            fields.append(try field())
            guard try acceptSeparator() else { break }
        }
        try closeList(.rightBrace, opening: opening)
        return Expression(kind: .table(.init(fields: fields)), range: range(from: opening.range.start))
    }

    private mutating func acceptSeparator() throws(SyntaxError) -> Bool {
        guard token.matches(.comma) || token.matches(.semicolon) else { return false }
        try advance()
        return true
    }

    private mutating func field() throws(SyntaxError) -> TableConstructor.Field {
        let start = token.range.start
        let key = try fieldKey()
        let value = try expression()
        return .init(key: key, value: value, range: range(from: start))
    }

    private mutating func fieldKey() throws(SyntaxError) -> TableConstructor.Field.Key {
        switch token.kind {
        case .name(let text):
            guard try lookAhead().matches(.assign) else { return .position }
            let name = Name(text: text, range: try advance().range)
            try advance()
            return .name(name)
        case .symbol(.leftBracket):
            let key = try bracketedKey()
            try expect(.assign, "after the key of a field")
            return .expression(key)
        default:
            return .position
        }
    }
}
