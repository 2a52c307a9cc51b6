extension Lexer {
    /// Passes a comment, from its two dashes to the end of its line or its closing long bracket.
    mutating func skipComment() throws(SyntaxError) {
        let start = position
        offset += 2
        if let level = openingLevel() {
            try skipLongComment(level: level, from: start)
            return
        }
        while let byte = peek(), !byte.endsLine {
            offset += 1
        }
    }

    /// The number of equals signs of the long bracket that opens here; nil when it is a plain `[`.
    mutating func longBracketLevel(from start: SourcePosition) throws(SyntaxError) -> Int? {
        if let level = openingLevel() { return level }
        guard peek(1) == UInt8(ascii: "=") else { return nil }
        offset += 1
        while take(UInt8(ascii: "=")) {}
        let message = "a long string starts with `[`, any number of `=` and a second `[`, which is missing here"
        throw SyntaxError(.invalidLongBracket, message, at: range(from: start))
    }

    /// Reads a long string from its opening bracket to its closing one; line ends become `\n`.
    mutating func scanLongString(level: Int, from start: SourcePosition) throws(SyntaxError) -> [UInt8] {
        passOpening(level: level)
        var value: [UInt8] = []
        while let byte = peek() {
            if passClosing(level: level) { return value }
            if byte.endsLine {
                passLineEnd()
                value.append(.newline)
            } else {
                offset += 1
                value.append(byte)
            }
        }
        throw unfinished(.unfinishedLongString, "the long string", level: level, from: start)
    }

    private mutating func skipLongComment(level: Int, from start: SourcePosition) throws(SyntaxError) {
        passOpening(level: level)
        while let byte = peek() {
            if passClosing(level: level) { return }
            if byte.endsLine {
                passLineEnd()
            } else {
                offset += 1
            }
        }
        throw unfinished(.unfinishedComment, "the long comment", level: level, from: start)
    }

    /// The level of a complete opening long bracket at the next byte, which is not passed.
    private func openingLevel() -> Int? {
        guard peek() == UInt8(ascii: "[") else { return nil }
        var level = 0
        while peek(1 + level) == UInt8(ascii: "=") {
            level += 1
        }
        return peek(1 + level) == UInt8(ascii: "[") ? level : nil
    }

    /// Passes the opening bracket and a line end right behind it, which is not part of the value.
    private mutating func passOpening(level: Int) {
        offset += level + 2
        if peek()?.endsLine == true {
            passLineEnd()
        }
    }

    private mutating func passClosing(level: Int) -> Bool {
        guard peek() == UInt8(ascii: "]"), peek(level + 1) == UInt8(ascii: "]") else { return false }
        for distance in 0..<level where peek(1 + distance) != UInt8(ascii: "=") {
            return false
        }
        offset += level + 2
        return true
    }

    private func unfinished(
        _ code: SyntaxError.Code,
        _ what: String,
        level: Int,
        from start: SourcePosition,
    ) -> SyntaxError {
        let closing = "]" + String(repeating: "=", count: level) + "]"
        let message = "\(what) that starts on line \(start.line) is not closed; `\(closing)` is missing"
        return SyntaxError(code, message, at: SourceRange(start: position, end: position), isIncomplete: true)
    }
}
