/// Looks over the lines of a statement once, for what is open at the end of each: blocks, brackets, texts, operators.
///
/// Where it says that a text cannot be whole, no parser would say otherwise. The reverse is left to the parser.
struct StatementScan {
    private enum Place {
        case code
        case quoted(UInt8)
        case long(level: Int)
    }

    private var place = Place.code
    private var depth = 0
    /// The depths at which a `while` or `for` waits for its `do`.
    private var headers: [Int] = []
    /// Whether the last token asks for another one, as an operator does.
    private var isExpecting = false
    /// Whether a text has no end in its line: nothing that follows is certain then.
    private var isBroken = false
    private var bytes: [UInt8] = []
    private var offset = 0

    /// Whether the text may end here.
    var mayBeWhole: Bool {
        if isBroken { return true }
        guard case .code = place else { return false }
        return depth <= 0 && !isExpecting
    }

    /// Goes on with one line, without its end.
    mutating func add(line: some Sequence<UInt8>) {
        bytes = Array(line)
        if bytes.last == .carriageReturn { bytes.removeLast() }
        offset = 0
        while offset < bytes.count {
            switch place {
            case .code: passToken()
            case .quoted(let quote): passQuoted(quote)
            case .long(let level): passLong(level)
            }
        }
        if case .quoted = place, !continuesText { isBroken = true }
    }

    /// A quoted text goes on in the next line only behind a backslash, or behind `\z`.
    private var continuesText: Bool {
        if bytes.last == UInt8(ascii: "\\") { return true }
        let text = bytes.reversed().drop { $0.isBlank }
        return text.first == UInt8(ascii: "z") && text.dropFirst().first == UInt8(ascii: "\\") || text.isEmpty
    }

    private func peek(_ distance: Int = 0) -> UInt8 {
        offset + distance < bytes.count ? bytes[offset + distance] : 0
    }

    // MARK: - Tokens

    private mutating func passToken() {
        let byte = bytes[offset]
        if byte.isBlank {
            offset += 1
        } else if byte.startsName {
            passName()
        } else if byte.isDigit {
            passNumeral()
        } else {
            passSymbol(byte)
        }
    }

    private mutating func passName() {
        let start = offset
        while offset < bytes.count, bytes[offset].continuesName { offset += 1 }
        let count = offset - start
        isExpecting = false
        // No keyword is longer or shorter.
        guard count > 1, count < 9 else { return }
        if let keyword = Keyword(rawValue: String(decoding: bytes[start..<offset], as: UTF8.self)) { pass(keyword) }
    }

    private mutating func pass(_ keyword: Keyword) {
        switch keyword {
        case .if, .function, .repeat: depth += 1
        case .for, .while:
            depth += 1
            headers.append(depth)
        case .do: if headers.last == depth { headers.removeLast() } else { depth += 1 }
        case .end: depth -= 1
        case .until:
            depth -= 1
            isExpecting = true
        case .and, .or, .not, .local, .goto, .in: isExpecting = true
        default: break
        }
    }

    private mutating func passNumeral() {
        isExpecting = false
        while offset < bytes.count {
            let byte = bytes[offset]
            let isSign = byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
            let isExponent = isSign && offset > 0 && "eEpP".utf8.contains(bytes[offset - 1])
            // A hexadecimal `e` is a digit; what follows it is then taken along, and is no bracket.
            guard byte.continuesName || byte == UInt8(ascii: ".") || isExponent else { return }
            offset += 1
        }
    }

    private mutating func passSymbol(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"):
            offset += 1
            place = .quoted(byte)
        case UInt8(ascii: "-") where peek(1) == UInt8(ascii: "-"): passComment()
        case UInt8(ascii: "[") where longLevel != nil: beginLong()
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
            depth += 1
            step(expecting: false)
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
            depth -= 1
            step(expecting: false)
        default: passOperator(byte)
        }
    }

    private mutating func passOperator(_ byte: UInt8) {
        if byte == UInt8(ascii: "."), peek(1) == UInt8(ascii: "."), peek(2) == UInt8(ascii: ".") {
            offset += 2
            return step(expecting: false)
        }
        // `;` ends a statement, `>` may end an attribute, `::` a label, and what is no symbol at all is the parser's.
        step(expecting: "+-*/%^&|~<=,.#".utf8.contains(byte))
    }

    private mutating func step(expecting: Bool) {
        offset += 1
        isExpecting = expecting
    }

    // MARK: - Texts and comments

    private mutating func passComment() {
        offset += 2
        if longLevel != nil {
            let expecting = isExpecting
            beginLong()
            isExpecting = expecting
        } else {
            offset = bytes.count
        }
    }

    /// The level of the long bracket that begins here, nil where none does.
    private var longLevel: Int? {
        guard peek() == UInt8(ascii: "[") else { return nil }
        var level = 0
        while peek(1 + level) == UInt8(ascii: "=") { level += 1 }
        return peek(1 + level) == UInt8(ascii: "[") ? level : nil
    }

    private mutating func beginLong() {
        guard let level = longLevel else { return }
        offset += level + 2
        isExpecting = false
        place = .long(level: level)
    }

    private mutating func passLong(_ level: Int) {
        while offset < bytes.count {
            if bytes[offset] == UInt8(ascii: "]"), closes(level) {
                offset += level + 2
                place = .code
                return
            }
            offset += 1
        }
    }

    private func closes(_ level: Int) -> Bool {
        guard level == 0 || (1...level).allSatisfy({ peek($0) == UInt8(ascii: "=") }) else { return false }
        return peek(level + 1) == UInt8(ascii: "]")
    }

    private mutating func passQuoted(_ quote: UInt8) {
        while offset < bytes.count {
            let byte = bytes[offset]
            offset += byte == UInt8(ascii: "\\") ? 2 : 1
            if byte == quote {
                place = .code
                isExpecting = false
                return
            }
        }
        offset = bytes.count
    }
}
