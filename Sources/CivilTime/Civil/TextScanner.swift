/// A position in a short ASCII text, for the small grammars of this target.
struct TextScanner {
    let bytes: [UInt8]
    private(set) var position = 0

    init(_ text: some StringProtocol) {
        bytes = Array(text.utf8)
    }

    var isAtEnd: Bool { position == bytes.count }

    var current: UInt8? { position < bytes.count ? bytes[position] : nil }

    /// Everything from the position on, for a message.
    var rest: String { String(decoding: bytes[position...], as: UTF8.self) }

    /// Moves past a byte if it is next, and says whether it was.
    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard let current, UInt32(current) == character.value else { return false }
        position += 1
        return true
    }

    /// Moves past any byte and returns it.
    mutating func next() -> UInt8? {
        guard let current else { return nil }
        position += 1
        return current
    }

    /// Reads a number of exactly so many digits; nil leaves the position alone.
    mutating func number(digits: Int) -> Int? {
        guard position + digits <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[position..<position + digits] {
            guard let digit = byte.digitValue else { return nil }
            value = value * 10 + digit
        }
        position += digits
        return value
    }

    /// Reads all digits that follow; nil when there is none, or when the number does not fit.
    mutating func number() -> Int64? {
        let start = position
        var value: Int64 = 0
        while let digit = current?.digitValue {
            let (product, overflow) = value.multipliedReportingOverflow(by: 10)
            let (sum, carry) = product.addingReportingOverflow(Int64(digit))
            guard !overflow, !carry else { return nil }
            value = sum
            position += 1
        }
        return position == start ? nil : value
    }

    /// Reads the digits after a point as milliseconds, cutting what is finer; nil when there is none.
    mutating func milliseconds() -> Int? {
        let start = position
        var value = 0
        var scale = 100
        while let digit = current?.digitValue {
            value += digit * scale
            scale /= 10
            position += 1
        }
        return position == start ? nil : value
    }
}

extension UInt8 {
    /// The value of an ASCII digit, nil for any other byte.
    var digitValue: Int? {
        (0x30...0x39).contains(self) ? Int(self) - 0x30 : nil
    }

    /// Whether the byte is an ASCII letter.
    var isLetter: Bool {
        (0x41...0x5A).contains(self & 0xDF)
    }
}

extension Int {
    /// The number in decimal, with leading zeros up to a width.
    func padded(_ width: Int) -> String {
        let digits = String(magnitude)
        let zeros = String(repeating: "0", count: Swift.max(0, width - digits.count))
        return (self < 0 ? "-" : "") + zeros + digits
    }
}

extension FixedWidthInteger {
    /// Quotient and remainder with the remainder never negative.
    func flooredDivision(by divisor: Self) -> (quotient: Self, remainder: Self) {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? (quotient - 1, remainder + divisor) : (quotient, remainder)
    }
}
