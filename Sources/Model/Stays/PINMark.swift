/// By which two PINs are known to be the same, or of another length, without being one: it holds in this process alone.
package struct PINMark: Hashable, Sendable {
    private static let lengthBits: UInt64 = 0xF

    private let bits: UInt64

    /// Marks a PIN.
    package init(_ pin: String) {
        var hasher = Hasher()
        hasher.combine(pin)
        let hash = UInt64(bitPattern: Int64(hasher.finalize())) & ~Self.lengthBits
        bits = hash | min(UInt64(pin.utf8.count), Self.lengthBits)
    }

    /// How many digits the PIN has.
    package var length: Int { Int(bits & Self.lengthBits) }
}
