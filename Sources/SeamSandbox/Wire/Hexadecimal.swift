/// Lower-case hexadecimal digits of bytes and words.
enum Hexadecimal {
    private static let alphabet = Array("0123456789abcdef".utf8)

    static func digits(of byte: UInt8) -> [UInt8] {
        [alphabet[Int(byte >> 4)], alphabet[Int(byte & 15)]]
    }

    /// Sixteen digits, most significant first.
    static func text(of word: UInt64) -> String {
        var digits: [UInt8] = []
        for shift in stride(from: 60, through: 0, by: -4) {
            digits.append(alphabet[Int(word >> UInt64(shift) & 15)])
        }
        return String(decoding: digits, as: UTF8.self)
    }

    /// A version 4 UUID (RFC 9562, 5.4) over 128 random bits.
    static func uuid(_ high: UInt64, _ low: UInt64) -> String {
        let high = high & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
        let low = low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        var digits: [UInt8] = []
        digits.reserveCapacity(36)
        for index in 0..<32 {
            if index == 8 || index == 12 || index == 16 || index == 20 { digits.append(UInt8(ascii: "-")) }
            let word = index < 16 ? high : low
            digits.append(alphabet[Int(word >> UInt64(60 - index % 16 * 4) & 15)])
        }
        return String(decoding: digits, as: UTF8.self)
    }

    /// Whether `text` has the form of a UUID of any version, in either case.
    static func isUUID(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 36 else { return false }
        return bytes.enumerated().allSatisfy { index, byte in
            switch index {
            case 8, 13, 18, 23: byte == UInt8(ascii: "-")
            default: isDigit(byte)
            }
        }
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x46, 0x61...0x66: true
        default: false
        }
    }
}
