extension JSONParser {
    /// What ended a run of plain characters.
    struct PlainRun {
        /// True at the closing quote, false at a backslash.
        var endsString: Bool
        var isASCII: Bool
    }

    /// Moves to the next quote or backslash, eight bytes at a time where none of them is special.
    mutating func scanPlain() throws(JSONError) -> PlainRun {
        var highBits: UInt64 = 0
        while true {
            while position + 8 <= count {
                let word = word(at: position)
                if Self.hasSpecial(word) { break }
                highBits |= word
                position += 8
            }
            guard position < count else { throw fault("the text ends inside a string") }
            let byte = byte(at: position)
            switch byte {
            case UInt8(ascii: "\""):
                return PlainRun(endsString: true, isASCII: highBits & 0x8080_8080_8080_8080 == 0)
            case UInt8(ascii: "\\"):
                return PlainRun(endsString: false, isASCII: highBits & 0x8080_8080_8080_8080 == 0)
            case 0..<0x20: throw fault("control character in a string; it must be escaped")
            default:
                highBits |= UInt64(byte)
                position += 1
            }
        }
    }

    /// True when one of eight bytes is a quote, a backslash or a control character (the classic test for a zero
    /// byte, three times).
    @inline(__always)
    private static func hasSpecial(_ word: UInt64) -> Bool {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let highs: UInt64 = 0x8080_8080_8080_8080
        let quote = word ^ (ones &* 0x22)
        let backslash = word ^ (ones &* 0x5C)
        let quotes = (quote &- ones) & ~quote
        let backslashes = (backslash &- ones) & ~backslash
        let controls = (word &- (ones &* 0x20)) & ~word
        return (quotes | backslashes | controls) & highs != 0
    }

    /// Reads a string whose opening quote is already taken.
    mutating func string() throws(JSONError) -> String {
        let start = position
        let run = try scanPlain()
        guard run.endsString else { return try escapedString(from: start) }
        defer { position += 1 }
        if run.isASCII { return unsafe String(decoding: bytes(start, position), as: UTF8.self) }
        guard let text = unsafe String(validating: bytes(start, position), as: UTF8.self) else {
            throw JSONError(.invalidText, "a string is not UTF-8", at: start)
        }
        return text
    }

    private mutating func escapedString(from start: Int) throws(JSONError) -> String {
        var text: [UInt8] = []
        unsafe text.append(contentsOf: bytes(start, position))
        while true {
            position += 1
            try appendEscape(to: &text)
            let plain = position
            let run = try scanPlain()
            unsafe text.append(contentsOf: bytes(plain, position))
            if run.endsString { break }
        }
        position += 1
        guard let string = String(validating: text, as: UTF8.self) else {
            throw JSONError(.invalidText, "a string is not UTF-8", at: start)
        }
        return string
    }

    /// Decodes what follows a backslash.
    private mutating func appendEscape(to text: inout [UInt8]) throws(JSONError) {
        guard position < count else { throw fault("the text ends inside a string") }
        let escape = byte(at: position)
        position += 1
        switch escape {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(escape)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"): text.append(contentsOf: Array(String(try unicodeEscape()).utf8))
        default:
            position -= 1
            throw fault("unknown escape in a string")
        }
    }

    /// Reads the digits of `\u`, and of the second half of a surrogate pair.
    private mutating func unicodeEscape() throws(JSONError) -> Character {
        let start = position - 2
        let first = try fourHexDigits()
        var code = UInt32(first)
        if (0xD800..<0xDC00).contains(first) {
            guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw Self.loneSurrogate(at: start) }
            let second = try fourHexDigits()
            guard (0xDC00..<0xE000).contains(second) else { throw Self.loneSurrogate(at: start) }
            code = 0x10000 + (UInt32(first) - 0xD800) << 10 + (UInt32(second) - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw Self.loneSurrogate(at: start) }
        return Character(scalar)
    }

    private mutating func fourHexDigits() throws(JSONError) -> UInt16 {
        var value: UInt16 = 0
        for _ in 0..<4 {
            guard position < count, let digit = Self.hexDigit(byte(at: position)) else {
                throw fault("\\u needs four hexadecimal digits")
            }
            value = value << 4 | digit
            position += 1
        }
        return value
    }

    private static func hexDigit(_ byte: UInt8) -> UInt16? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }

    private static func loneSurrogate(at offset: Int) -> JSONError {
        JSONError(.invalidText, "half of a surrogate pair in a string", at: offset)
    }
}
