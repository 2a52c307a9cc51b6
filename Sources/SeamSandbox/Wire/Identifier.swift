/// A UUID as a number, which costs no allocation and compares and hashes fast.
struct Identifier: Hashable, Sendable {
    let high: UInt64
    let low: UInt64

    /// A version 4 UUID (RFC 9562, 5.4) over 128 random bits.
    static func version4(_ high: UInt64, _ low: UInt64) -> Identifier {
        Identifier(
            high: high & 0xFFFF_FFFF_FFFF_0FFF | 0x4000,
            low: low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        )
    }

    private init(high: UInt64, low: UInt64) {
        self.high = high
        self.low = low
    }

    /// Reads a UUID of any version, in either case; nil for anything else.
    init?(_ text: String) {
        guard text.utf8.count == 36 else { return nil }
        var high: UInt64 = 0
        var low: UInt64 = 0
        var index = 0
        for byte in text.utf8 {
            if index == 8 || index == 13 || index == 18 || index == 23 {
                guard byte == UInt8(ascii: "-") else { return nil }
            } else {
                guard let digit = Hexadecimal.value(of: byte) else { return nil }
                if index < 18 { high = high << 4 | digit } else { low = low << 4 | digit }
            }
            index += 1
        }
        self.init(high: high, low: low)
    }

    /// The form with hyphens, in lower case.
    var text: String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(36)
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    func append(to bytes: inout [UInt8]) {
        for index in 0..<32 {
            if index == 8 || index == 12 || index == 16 || index == 20 { bytes.append(UInt8(ascii: "-")) }
            let word = index < 16 ? high : low
            bytes.append(Hexadecimal.digit(UInt8(word >> UInt64(60 - index % 16 * 4) & 15)))
        }
    }
}
