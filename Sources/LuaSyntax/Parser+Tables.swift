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
