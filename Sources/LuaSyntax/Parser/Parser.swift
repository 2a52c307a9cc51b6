/// A recursive descent over the grammar of Lua 5.4 (manual §9), with the checks that liblua makes while it compiles.
struct Parser {
    private var lexer: Lexer
    private var ahead: Token?

    /// The token to be read next.
    private(set) var token: Token

    /// The end of the token read last.
    private(set) var previousEnd: SourcePosition

    /// The functions around the current place, innermost last.
    var functions: [FunctionScope] = []

    var declarations: [LocalDeclaration] = []

    private var level = 0

    init(_ lexer: Lexer) throws(SyntaxError) {
        self.lexer = lexer
        previousEnd = lexer.position
        token = try self.lexer.next()
    }

    /// Reads a whole chunk.
    mutating func chunk() throws(SyntaxError) -> SyntaxTree {
        functions = [FunctionScope(isVararg: true, upvalues: [.environment])]
        functions[0].enterBlock(isLoop: false)
        let block = try statements()
        guard token.kind == .end else { throw strayToken() }
        try leaveFunction()
        return SyntaxTree(block: block, declarations: declarations)
    }

    /// Reads a text that is nothing but a list of expressions, as a prompt evaluates it.
    mutating func expressionChunk() throws(SyntaxError) -> [Expression] {
        functions = [FunctionScope(isVararg: true, upvalues: [.environment])]
        functions[0].enterBlock(isLoop: false)
        let values = try expressionList()
        _ = try accept(.semicolon)
        guard token.kind == .end else { throw strayToken() }
        return values
    }
}

// MARK: - Tokens

extension Parser {
    /// Passes the current token and returns it.
    @discardableResult
    mutating func advance() throws(SyntaxError) -> Token {
        let current = token
        previousEnd = current.range.end
        if let next = ahead {
            ahead = nil
            token = next
        } else {
            token = try lexer.next()
        }
        return current
    }

    /// The token after the current one.
    mutating func lookAhead() throws(SyntaxError) -> Token {
        if let ahead { return ahead }
        let next = try lexer.next()
        ahead = next
        return next
    }

    /// Passes the current token when it is `symbol`.
    mutating func accept(_ symbol: Symbol) throws(SyntaxError) -> Bool {
        guard token.matches(symbol) else { return false }
        try advance()
        return true
    }

    /// Passes the current token when it is `keyword`.
    mutating func accept(_ keyword: Keyword) throws(SyntaxError) -> Bool {
        guard token.matches(keyword) else { return false }
        try advance()
        return true
    }

    /// Passes `symbol`, which must stand here; `purpose` completes "`=` is expected …".
    mutating func expect(_ symbol: Symbol, _ purpose: String) throws(SyntaxError) {
        guard try accept(symbol) else { throw missing("`\(symbol.rawValue)`", purpose) }
    }

    /// Passes `keyword`, which must stand here; `purpose` completes "`then` is expected …".
    mutating func expect(_ keyword: Keyword, _ purpose: String) throws(SyntaxError) {
        guard try accept(keyword) else { throw missing("`\(keyword.rawValue)`", purpose) }
    }

    /// Passes `symbol`, the counterpart of the token that opened a bracket.
    mutating func close(_ symbol: Symbol, opening: Token) throws(SyntaxError) {
        guard try accept(symbol) else { throw unclosed("`\(symbol.rawValue)`", opening: opening) }
    }

    /// Passes `symbol`, which closes a list whose items stand between commas.
    mutating func closeList(_ symbol: Symbol, opening: Token) throws(SyntaxError) {
        guard try accept(symbol) else { throw unclosed("`,` or `\(symbol.rawValue)`", opening: opening) }
    }

    /// Passes `keyword`, the counterpart of the token that opened a block.
    mutating func close(_ keyword: Keyword, opening: Token) throws(SyntaxError) {
        guard try accept(keyword) else { throw unclosed("`\(keyword.rawValue)`", opening: opening) }
    }

    /// Passes a name; `purpose` completes "a name is expected …".
    mutating func expectName(_ purpose: String) throws(SyntaxError) -> Name {
        guard case .name(let text) = token.kind else { throw missingName(purpose) }
        return Name(text: text, range: try advance().range)
    }

    /// The range from `start` to the token read last.
    func range(from start: SourcePosition) -> SourceRange {
        SourceRange(start: start, end: previousEnd)
    }

    /// The text of a range of the source.
    func text(_ range: SourceRange) -> ArraySlice<UInt8> {
        lexer.bytes[range.offsets]
    }

    /// The byte right before a range of the source.
    func byte(before range: SourceRange) -> UInt8? {
        lexer.bytes.prefix(range.start.offset).last
    }

    /// The byte right behind a range of the source.
    func byte(after range: SourceRange) -> UInt8? {
        lexer.bytes.dropFirst(range.end.offset).first
    }
}

// MARK: - Depth

extension Parser {
    /// Nesting at which liblua gives up, less the level that its own caller takes.
    private static let levelLimit = 199

    /// Counts one more level of nesting; every call needs a matching `leaveLevel`.
    mutating func enterLevel() throws(SyntaxError) {
        level += 1
        guard level < Self.levelLimit else {
            let message = "this is nested too deeply; Lua stops at about 200 levels"
            throw SyntaxError(.tooDeep, message, at: token.range)
        }
    }

    mutating func leaveLevel(_ count: Int = 1) {
        level -= count
    }
}
