/// One token of a Lua text.
package struct Token: Hashable, Sendable {
    /// What a token is, with its value.
    package enum Kind: Hashable, Sendable {
        case keyword(Keyword)
        case symbol(Symbol)
        case name(String)
        /// The bytes that the literal denotes; a Lua string need not be UTF-8.
        case string([UInt8])
        case integer(Int64)
        case float(Double)
        /// The end of the text.
        case end
    }

    /// What the token is.
    package let kind: Kind

    /// Where the token stands.
    package let range: SourceRange

    func matches(_ symbol: Symbol) -> Bool {
        kind == .symbol(symbol)
    }

    func matches(_ keyword: Keyword) -> Bool {
        kind == .keyword(keyword)
    }
}

/// The reserved words of Lua 5.4 (manual §3.1).
package enum Keyword: String, Sendable, CaseIterable {
    case and, `break`, `do`, `else`, elseif, end, `false`, `for`, function, goto, `if`, `in`
    case local, `nil`, not, or, `repeat`, `return`, then, `true`, until, `while`
}
