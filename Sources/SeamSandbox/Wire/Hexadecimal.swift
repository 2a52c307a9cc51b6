/// Lower-case hexadecimal digits of bytes and words.
enum Hexadecimal {
    /// The digit of a number from 0 to 15.
    static func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? 0x30 + value : 0x57 + value
    }

    /// The number a digit of either case stands for; nil for any other byte.
    static func value(of digit: UInt8) -> UInt64? {
        switch digit {
        case 0x30...0x39: UInt64(digit - 0x30)
        case 0x41...0x46: UInt64(digit - 0x37)
        case 0x61...0x66: UInt64(digit - 0x57)
        default: nil
        }
    }

    static func digits(of byte: UInt8) -> [UInt8] {
        [digit(byte >> 4), digit(byte & 15)]
    }

    /// Sixteen digits, most significant first.
    static func text(of word: UInt64) -> String {
        var digits: [UInt8] = []
        for shift in stride(from: 60, through: 0, by: -4) {
            digits.append(digit(UInt8(word >> UInt64(shift) & 15)))
        }
        return String(decoding: digits, as: UTF8.self)
    }
}
