extension Lexer {
    /// Reads everything that sticks to a numeral, then its value, so that `3x` and `1..2` are one mistake.
    mutating func scanNumeral(from start: SourcePosition) throws(SyntaxError) -> Token.Kind {
        var mark = UInt8(ascii: "e")
        if peek() == UInt8(ascii: "0"), let second = peek(1), second | 0x20 == UInt8(ascii: "x") {
            mark = UInt8(ascii: "p")
            offset += 2
        }
        while let byte = peek() {
            if byte | 0x20 == mark {
                offset += 1
                if peek() == UInt8(ascii: "+") || peek() == UInt8(ascii: "-") { offset += 1 }
            } else if byte.hexadecimalValue != nil || byte == UInt8(ascii: ".") {
                offset += 1
            } else {
                break
            }
        }
        if peek()?.startsName == true { offset += 1 }
        switch Numeral(bytes[start.offset..<offset]) {
        case .integer(let value): return .integer(value)
        case .float(let value): return .float(value)
        case nil: throw malformedNumber(from: start)
        }
    }

    private func malformedNumber(from start: SourcePosition) -> SyntaxError {
        let range = range(from: start)
        let text = String(decoding: bytes[range.offsets].prefix(40), as: UTF8.self)
        let hint = text.contains("..") ? "; put spaces around `..` to join a number and a text" : ""
        return SyntaxError(.malformedNumber, "`\(text)` is not a number that Lua can read\(hint)", at: range)
    }
}
