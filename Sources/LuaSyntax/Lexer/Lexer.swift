/// Splits a Lua 5.4 text into tokens, one at a time.
package struct Lexer {
    /// Whether a first line that starts with `#` is skipped, as liblua does for files but not for strings.
    package enum FirstLine: Sendable {
        case mayBeShebang
        case isCode
    }

    let bytes: [UInt8]
    var offset = 0
    private var line = 1
    private var lineStart = 0

    /// Reads from the start of `bytes`, past a byte order mark and, where allowed, a shebang line.
    package init(_ bytes: [UInt8], firstLine: FirstLine = .mayBeShebang) {
        self.bytes = bytes
        if firstLine == .mayBeShebang {
            skipFileHeader()
        }
    }

    /// The place of the next unread byte.
    package var position: SourcePosition {
        SourcePosition(offset: offset, line: line, column: offset - lineStart + 1)
    }

    /// Reads the next token; at the end of the text it is `.end`, again and again.
    ///
    /// - Throws: `SyntaxError` with a lexical code, such as `malformed_number`; the lexer cannot go on after it.
    package mutating func next() throws(SyntaxError) -> Token {
        try skipBlanksAndComments()
        let start = position
        let kind = try scan(from: start)
        return Token(kind: kind, range: range(from: start))
    }

    /// The text between `start` and the next unread byte.
    func range(from start: SourcePosition) -> SourceRange {
        SourceRange(start: start, end: position)
    }

    func peek(_ distance: Int = 0) -> UInt8? {
        offset + distance < bytes.count ? bytes[offset + distance] : nil
    }

    /// Passes one byte when it is `expected`.
    mutating func take(_ expected: UInt8) -> Bool {
        guard peek() == expected else { return false }
        offset += 1
        return true
    }

    /// Passes one end of line, which may be a pair of `\r` and `\n` in either order.
    mutating func passLineEnd() {
        let first = peek()
        offset += 1
        if let second = peek(), second.endsLine, second != first {
            offset += 1
        }
        line += 1
        lineStart = offset
    }

    private mutating func skipFileHeader() {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            offset = 3
            lineStart = 3
        }
        if peek() == UInt8(ascii: "#") {
            while let byte = peek(), byte != .newline {
                offset += 1
            }
        }
    }

    private mutating func skipBlanksAndComments() throws(SyntaxError) {
        while let byte = peek() {
            if byte.isBlank {
                offset += 1
            } else if byte.endsLine {
                passLineEnd()
            } else if byte == UInt8(ascii: "-"), peek(1) == UInt8(ascii: "-") {
                try skipComment()
            } else {
                return
            }
        }
    }

    private mutating func scan(from start: SourcePosition) throws(SyntaxError) -> Token.Kind {
        guard let byte = peek() else { return .end }
        if byte.startsName { return scanName() }
        if byte.isDigit || (byte == UInt8(ascii: ".") && peek(1)?.isDigit == true) {
            return try scanNumeral(from: start)
        }
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            return .string(try scanQuotedString(from: start))
        case UInt8(ascii: "["):
            if let level = try longBracketLevel(from: start) {
                return .string(try scanLongString(level: level, from: start))
            }
        default:
            break
        }
        return .symbol(try scanSymbol(byte, from: start))
    }

    private mutating func scanName() -> Token.Kind {
        let start = offset
        while peek()?.continuesName == true {
            offset += 1
        }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        return Keyword(rawValue: text).map(Token.Kind.keyword) ?? .name(text)
    }

    private mutating func scanSymbol(_ byte: UInt8, from start: SourcePosition) throws(SyntaxError) -> Symbol {
        let candidates = byte < 128 ? Symbol.byFirstByte[Int(byte)] : []
        for symbol in candidates where bytes[offset...].starts(with: symbol.rawValue.utf8) {
            offset += symbol.rawValue.utf8.count
            return symbol
        }
        throw unknownCharacter(byte, from: start)
    }
}

extension Lexer {
    /// Passes the character at `start` and says that Lua has no use for it.
    mutating func unknownCharacter(_ byte: UInt8, from start: SourcePosition) -> SyntaxError {
        let character = passCharacter()
        let range = range(from: start)
        if byte == UInt8(ascii: "!") {
            let hint = peek() == UInt8(ascii: "=") ? "`!=` is written `~=` in Lua" : "`!` is written `not` in Lua"
            return SyntaxError(.unknownCharacter, hint, at: range)
        }
        guard let character else {
            let code = String(byte, radix: 16, uppercase: true)
            return SyntaxError(.unknownCharacter, "the byte 0x\(code) has no meaning outside a string", at: range)
        }
        let advice = isTypographicQuote(character) ? "; use straight quotes, \" or '" : " outside a string"
        return SyntaxError(.unknownCharacter, "`\(character)` has no meaning in Lua\(advice)", at: range)
    }

    /// Passes one UTF-8 character and returns it when it can be shown, else passes one byte.
    private mutating func passCharacter() -> Unicode.Scalar? {
        var decoder = UTF8()
        var rest = bytes[offset...].prefix(4).makeIterator()
        guard case .scalarValue(let scalar) = decoder.decode(&rest), scalar.value >= 0x20, scalar.value != 0x7F else {
            offset += 1
            return nil
        }
        offset += UTF8.width(scalar)
        return scalar
    }

    private func isTypographicQuote(_ scalar: Unicode.Scalar) -> Bool {
        (0x2018...0x201F).contains(scalar.value) || scalar.value == 0xAB || scalar.value == 0xBB
    }
}
