extension Parser {
    /// Reads a name or parenthesized expression with all fields, indexes and calls after it.
    ///
    /// `what` completes "… is expected, but here is `x`".
    mutating func suffixedExpression(expecting what: String) throws(SyntaxError) -> Expression {
        let base = try primaryExpression(expecting: what)
        let suffixes = try suffixes()
        guard !suffixes.isEmpty else { return base }
        let kind = Expression.Kind.suffixed(.init(base: base, suffixes: suffixes))
        return Expression(kind: kind, range: range(from: base.range.start))
    }

    // Not inlined, so that nested parentheses do not pay for it on the stack.
    @inline(never)
    private mutating func suffixes() throws(SyntaxError) -> [SuffixedExpression.Suffix] {
        var suffixes: [SuffixedExpression.Suffix] = []
        while let suffix = try suffix() {
            suffixes.append(suffix)
        }
        return suffixes
    }

    private mutating func primaryExpression(expecting what: String) throws(SyntaxError) -> Expression {
        switch token.kind {
        case .name(let text): return try variable(named: text)
        case .symbol(.leftParenthesis): return try parenthesized()
        default: throw unexpected(where: what)
        }
    }

    private mutating func variable(named text: String) throws(SyntaxError) -> Expression {
        let name = Name(text: text, range: try advance().range)
        return Expression(kind: .name(try resolve(name)), range: name.range)
    }

    private mutating func parenthesized() throws(SyntaxError) -> Expression {
        let opening = try advance()
        let inner = try expression()
        try close(.rightParenthesis, opening: opening)
        return Expression(kind: .parenthesized(inner), range: range(from: opening.range.start))
    }

    private mutating func suffix() throws(SyntaxError) -> SuffixedExpression.Suffix? {
        let start = token.range.start
        let kind: SuffixedExpression.Suffix.Kind
        switch token.kind {
        case .symbol(.dot): kind = try fieldSuffix()
        case .symbol(.leftBracket): kind = .index(try bracketedKey())
        case .symbol(.colon): kind = try methodSuffix()
        case .symbol(.leftParenthesis), .symbol(.leftBrace), .string: kind = .call(try callArguments(reserved: 1))
        default: return nil
        }
        return .init(kind: kind, range: range(from: start))
    }

    private mutating func fieldSuffix() throws(SyntaxError) -> SuffixedExpression.Suffix.Kind {
        try advance()
        return .field(try expectName("after `.`"))
    }

    private mutating func methodSuffix() throws(SyntaxError) -> SuffixedExpression.Suffix.Kind {
        try advance()
        guard case .name = token.kind else { throw missingMethod("a method name", "after `:`") }
        let method = try expectName("after `:`")
        return .methodCall(method, try callArguments(reserved: 2))
    }

    /// Reads `[expression]`.
    mutating func bracketedKey() throws(SyntaxError) -> Expression {
        try advance()
        let key = try expression()
        try expect(.rightBracket, "after the index")
        return key
    }

    private mutating func callArguments(reserved: Int) throws(SyntaxError) -> CallArguments {
        let start = token.range.start
        let form: CallArguments.Form
        let values: [Expression]
        switch token.kind {
        case .symbol(.leftParenthesis):
            form = .parentheses
            values = try parenthesizedArguments(reserved: reserved)
        case .symbol(.leftBrace):
            form = .table
            values = [try tableConstructor()]
        case .string(let bytes):
            form = .string
            values = [Expression(kind: .string(bytes), range: try advance().range)]
        default:
            throw missingMethod("`(` with the arguments", "after the name of a method")
        }
        return CallArguments(form: form, values: values, range: range(from: start))
    }

    private mutating func parenthesizedArguments(reserved: Int) throws(SyntaxError) -> [Expression] {
        let opening = try advance()
        if try accept(.rightParenthesis) { return [] }
        let values = try expressionList(reserved: reserved)
        try closeList(.rightParenthesis, opening: opening)
        return values
    }
}
