extension Parser {
    /// Something specific should stand here.
    func missing(_ what: String, _ purpose: String) -> SyntaxError {
        mistake(.missingToken, "\(what) is expected \(purpose), but \(found)\(hint(Self.comparisonHint))")
    }

    func missingName(_ purpose: String) -> SyntaxError {
        guard case .keyword(let keyword) = token.kind else { return missing("a name", purpose) }
        let word = keyword.rawValue
        return mistake(.missingToken, "a name is expected \(purpose), but `\(word)` is a keyword of Lua")
    }

    /// What a method call needs after its colon.
    func missingMethod(_ what: String, _ purpose: String) -> SyntaxError {
        let hint = token.kind == .end ? "" : "; a table field is written name = value"
        return mistake(.missingToken, "\(what) is expected \(purpose), but \(found)\(hint)")
    }

    /// The counterpart of an opening word or bracket should stand here.
    func unclosed(_ closing: String, opening: Token) -> SyntaxError {
        let place = "`\(spelling(opening))` of line \(opening.range.start.line)"
        return mistake(
            .unclosed,
            "\(closing) is expected to close \(place), but \(found)\(hint(Self.comparisonHint))"
        )
    }

    /// No value and no statement can start here.
    func unexpected(where what: String) -> SyntaxError {
        mistake(.unexpectedToken, "\(what) is expected, but \(found)\(hint(Self.logicHint))\(compoundHint)")
    }

    /// The chunk is over although there is more text.
    func strayToken() -> SyntaxError {
        if case .keyword(let keyword) = token.kind, [.end, .else, .elseif, .until].contains(keyword) {
            return mistake(
                .unexpectedToken,
                "`\(keyword.rawValue)` closes nothing here; a block may end too early above"
            )
        }
        return mistake(.unexpectedToken, "the text should end here, but \(found)")
    }

    func notAStatement(_ expression: Expression) -> SyntaxError {
        let shown = Self.shorten(text(expression.range))
        let isDoubled = text(token.range).first == byte(after: token.range)
        let hints = isDoubled ? hint(Self.logicHint) : compoundHint
        return mistake(.notAStatement, "`\(shown)` does nothing by itself; call it or assign to it\(hints)")
    }

    func notAssignable(_ target: Expression) -> SyntaxError {
        let shown = Self.shorten(text(target.range))
        return mistake(.notAStatement, "`\(shown)` cannot be assigned to; only variables and fields can")
    }

    /// A mistake at the current token; at the end of the text more lines could mend it.
    private func mistake(_ code: SyntaxError.Code, _ message: String) -> SyntaxError {
        SyntaxError(code, message, at: token.range, isIncomplete: token.kind == .end)
    }

    private var found: String {
        token.kind == .end ? "the text ends here" : "here is `\(spelling(token))`"
    }

    private func spelling(_ token: Token) -> String {
        Self.shorten(text(token.range))
    }

    /// The first line of a text, short enough for a message.
    private static func shorten(_ text: ArraySlice<UInt8>) -> String {
        let line = text.prefix { !$0.endsLine }
        let shown = String(decoding: line, as: UTF8.self)
        return shown.count <= 40 && line.count == text.count ? shown : shown.prefix(39) + "…"
    }

    /// What people who know other languages may have meant by the current token.
    private func hint(_ hints: [Symbol: String]) -> String {
        guard case .symbol(let symbol) = token.kind, let hint = hints[symbol] else { return "" }
        return "; " + hint
    }

    /// Advice for `x += 1` and its like, wherever in it the mistake was noticed.
    private var compoundHint: String {
        let assign = UInt8(ascii: "=")
        let isOperator = BinaryExpression.Operator(token) != nil && byte(after: token.range) == assign
        let arithmetic = "+-*/%^.".utf8
        let isAssign = token.matches(.assign) && byte(before: token.range).map(arithmetic.contains) == true
        return isOperator || isAssign ? "; Lua has no `+=` and the like, write x = x + 1" : ""
    }

    private static let comparisonHint: [Symbol: String] = [.assign: "two values are compared with `==`"]

    private static let logicHint: [Symbol: String] = [
        .ampersand: "the logical operator is written `and`",
        .bar: "the logical operator is written `or`",
    ]
}
