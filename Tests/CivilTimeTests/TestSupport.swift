import CivilTime

/// The instant of a timestamp.
func instant(_ text: String) throws -> Instant {
    try Instant(iso8601: text)
}

/// What an operation that must be refused says; nil when it is not refused.
func refusal<Value>(of operation: () throws(CivilTimeError) -> Value) -> CivilTimeError? {
    do {
        _ = try operation()
        return nil
    } catch {
        return error
    }
}

/// A generator that gives the same numbers on every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
