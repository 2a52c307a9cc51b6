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
