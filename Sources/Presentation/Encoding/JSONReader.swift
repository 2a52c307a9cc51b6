/// Says whether a text is one value of JSON (RFC 8259), and keeps nothing of it.
struct JSONReader {
    /// Values in values, beyond which a text is refused.
    private static let deepest = 100

    private var rest: Substring.UTF8View

    init(_ text: String) {
        rest = text[...].utf8
    }

    mutating func isValid() -> Bool {
        readsValue(depth: 0) && rest.isEmpty
    }

    private mutating func readsValue(depth: Int) -> Bool {
        guard depth < Self.deepest else { return false }
        skipSpace()
        guard let first = rest.first else { return false }
        defer { skipSpace() }
        switch first {
        case UInt8(ascii: "{"): return readsList(UInt8(ascii: "}"), depth, named: true)
        case UInt8(ascii: "["): return readsList(UInt8(ascii: "]"), depth, named: false)
        case UInt8(ascii: "\""): return readsString()
        case UInt8(ascii: "t"): return reads("true")
        case UInt8(ascii: "f"): return reads("false")
        case UInt8(ascii: "n"): return reads("null")
        default: return readsNumber()
        }
    }

    private mutating func readsList(_ end: UInt8, _ depth: Int, named isNamed: Bool) -> Bool {
        rest.removeFirst()
        skipSpace()
        if take(end) { return true }
        repeat {
            skipSpace()
            if isNamed {
                guard rest.first == UInt8(ascii: "\""), readsString() else { return false }
                skipSpace()
                guard take(UInt8(ascii: ":")) else { return false }
            }
            guard readsValue(depth: depth + 1) else { return false }
        } while take(UInt8(ascii: ","))
        return take(end)
    }

    private mutating func readsString() -> Bool {
        rest.removeFirst()
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): return true
            case UInt8(ascii: "\\"): guard readsEscape() else { return false }
            case 0..<0x20: return false
            default: break
            }
        }
        return false
    }

    private mutating func readsEscape() -> Bool {
        guard let sign = rest.popFirst() else { return false }
        guard sign == UInt8(ascii: "u") else { return "\"\\/bfnrt".utf8.contains(sign) }
        let digits = rest.prefix(4)
        rest = rest.dropFirst(4)
        return digits.count == 4 && digits.allSatisfy { Character(Unicode.Scalar($0)).isHexDigit }
    }

    private mutating func readsNumber() -> Bool {
        _ = take(UInt8(ascii: "-"))
        if !take(UInt8(ascii: "0")) { guard readsDigits() else { return false } }
        if take(UInt8(ascii: ".")) { guard readsDigits() else { return false } }
        guard take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) else { return true }
        if !take(UInt8(ascii: "-")) { _ = take(UInt8(ascii: "+")) }
        return readsDigits()
    }

    private mutating func readsDigits() -> Bool {
        let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        rest = rest.dropFirst(digits.count)
        return !digits.isEmpty
    }

    private mutating func reads(_ word: String) -> Bool {
        guard rest.starts(with: word.utf8) else { return false }
        rest = rest.dropFirst(word.utf8.count)
        return true
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard rest.first == byte else { return false }
        rest.removeFirst()
        return true
    }

    private mutating func skipSpace() {
        rest = rest.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
    }
}
