/// The sandbox's own random numbers: the same seed gives the same numbers on every machine (SplitMix64).
struct SandboxRandom: Sendable {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }

    /// A number from 0 up to, not including, `limit`.
    mutating func below(_ limit: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(limit)).high)
    }

    /// A number from 0 up to, not including, 1.
    mutating func fraction() -> Double {
        Double(next() >> 11) / 9_007_199_254_740_992
    }

    mutating func uuid() -> Identifier {
        let high = next()
        return .version4(high, next())
    }

    /// A key for the linked codes of one group.
    mutating func commonCodeKey() -> String {
        "auto_set_by_create_multiple_\(uuid().text)"
    }

    /// `length` random digits.
    mutating func digits(_ length: Int) -> String {
        var digits: [UInt8] = []
        for _ in 0..<length { digits.append(0x30 + UInt8(below(10))) }
        return String(decoding: digits, as: UTF8.self)
    }
}
