extension Lexer {
    /// Reads a string between single or double quotes, escapes resolved.
    mutating func scanQuotedString(from start: SourcePosition) throws(SyntaxError) -> [UInt8] {
        let quote = peek()
        offset += 1
        var value: [UInt8] = []
        while let byte = peek() {
            if byte == quote {
                offset += 1
                return value
            }
            if byte.endsLine { break }
            if byte == UInt8(ascii: "\\") {
                try scanEscape(into: &value)
            } else {
                offset += 1
                value.append(byte)
            }
        }
        throw unfinishedString(from: start)
    }

    /// A quoted string can go on in the next line only behind `\` or `\z`.
    private func unfinishedString(from start: SourcePosition, mayContinue: Bool = false) -> SyntaxError {
        let message = "the string is not closed on its line; a text of several lines is written [[…]]"
        return SyntaxError(.unfinishedString, message, at: range(from: start), isIncomplete: mayContinue)
    }

    private mutating func scanEscape(into value: inout [UInt8]) throws(SyntaxError) {
        let start = position
        offset += 1
        guard let byte = peek() else { throw unfinishedString(from: start, mayContinue: true) }
        if let plain = Self.plainEscapes[byte] {
            offset += 1
            value.append(plain)
        } else if byte.endsLine {
            passLineEnd()
            value.append(.newline)
        } else if byte.isDigit {
            value.append(try scanDecimalEscape(from: start))
        } else {
            offset += 1
            try scanLetterEscape(byte, from: start, into: &value)
        }
    }

    private mutating func scanLetterEscape(
        _ letter: UInt8,
        from start: SourcePosition,
        into value: inout [UInt8],
    ) throws(SyntaxError) {
        switch letter {
        case UInt8(ascii: "x"):
            value.append(try scanHexadecimalEscape(from: start))
        case UInt8(ascii: "u"):
            value.append(contentsOf: Self.encode(try scanUnicodeEscape(from: start)))
        case UInt8(ascii: "z"):
            skipBlankText()
            if peek() == nil { throw unfinishedString(from: start, mayContinue: true) }
        default:
            throw invalidEscape("is not an escape sequence of Lua; a backslash is written `\\\\`", from: start)
        }
    }

    private mutating func skipBlankText() {
        while let byte = peek() {
            if byte.endsLine {
                passLineEnd()
            } else if byte.isBlank {
                offset += 1
            } else {
                return
            }
        }
    }

    private mutating func scanDecimalEscape(from start: SourcePosition) throws(SyntaxError) -> UInt8 {
        var code = 0
        var digits = 0
        while digits < 3, let byte = peek(), byte.isDigit {
            code = code * 10 + Int(byte - UInt8(ascii: "0"))
            digits += 1
            offset += 1
        }
        guard let byte = UInt8(exactly: code) else {
            throw invalidEscape("is beyond \\255, the largest byte", from: start)
        }
        return byte
    }

    private mutating func scanHexadecimalEscape(from start: SourcePosition) throws(SyntaxError) -> UInt8 {
        var code: UInt8 = 0
        for _ in 0..<2 {
            guard let digit = peek()?.hexadecimalValue else {
                throw invalidEscape("needs two hexadecimal digits, as in \\x41", from: start)
            }
            code = code << 4 | digit
            offset += 1
        }
        return code
    }

    private mutating func scanUnicodeEscape(from start: SourcePosition) throws(SyntaxError) -> UInt32 {
        guard take(UInt8(ascii: "{")), peek()?.hexadecimalValue != nil else {
            throw invalidEscape("needs hexadecimal digits in braces, as in \\u{20AC}", from: start)
        }
        var code: UInt32 = 0
        while let digit = peek()?.hexadecimalValue {
            offset += 1
            guard code <= 0x7FF_FFFF else {
                throw invalidEscape("is beyond \\u{7FFFFFFF}, the largest code Lua can write", from: start)
            }
            code = code << 4 | UInt32(digit)
        }
        guard take(UInt8(ascii: "}")) else {
            throw invalidEscape("lacks its closing brace, as in \\u{20AC}", from: start)
        }
        return code
    }

    private func invalidEscape(_ problem: String, from start: SourcePosition) -> SyntaxError {
        let range = range(from: start)
        let text = String(decoding: bytes[range.offsets], as: UTF8.self)
        return SyntaxError(.invalidEscape, "`\(text)` \(problem)", at: range)
    }
}

extension Lexer {
    private static let plainEscapes: [UInt8: UInt8] = [
        UInt8(ascii: "a"): 0x07,
        UInt8(ascii: "b"): 0x08,
        UInt8(ascii: "f"): 0x0C,
        UInt8(ascii: "n"): 0x0A,
        UInt8(ascii: "r"): 0x0D,
        UInt8(ascii: "t"): 0x09,
        UInt8(ascii: "v"): 0x0B,
        UInt8(ascii: "\\"): UInt8(ascii: "\\"),
        UInt8(ascii: "\""): UInt8(ascii: "\""),
        UInt8(ascii: "'"): UInt8(ascii: "'"),
    ]

    /// Encodes as UTF-8 in its original form, which goes up to 31 bits and six bytes (manual §3.1).
    private static func encode(_ code: UInt32) -> [UInt8] {
        if code < 0x80 { return [UInt8(code)] }
        var tail: [UInt8] = []
        var rest = code
        var firstLimit: UInt32 = 0x40
        repeat {
            tail.append(0x80 | UInt8(rest & 0x3F))
            rest >>= 6
            firstLimit >>= 1
        } while rest >= firstLimit
        let mark = ~UInt8(truncatingIfNeeded: firstLimit << 1 &- 1)
        return [mark | UInt8(rest)] + tail.reversed()
    }
}
