/// The value of a numeral, by the rules of Lua 5.4 (manual §3.1).
enum Numeral: Hashable {
    case integer(Int64)
    case float(Double)

    /// Reads a whole numeral without sign; nil when it is malformed.
    ///
    /// A decimal integer too large for 64 bits becomes a float; a hexadecimal one wraps around.
    init?(_ text: ArraySlice<UInt8>) {
        let isHexadecimal =
            text.count > 1 && text.starts(with: [UInt8(ascii: "0")]) && text.dropFirst().first.map(Self.isX) == true
        guard let parts = Parts(isHexadecimal ? text.dropFirst(2) : text, isHexadecimal: isHexadecimal) else {
            return nil
        }
        if parts.isInteger, let value = parts.integerValue {
            self = .integer(value)
        } else if let value = parts.floatValue {
            self = .float(value)
        } else {
            return nil
        }
    }

    private static func isX(_ byte: UInt8) -> Bool {
        byte | 0x20 == UInt8(ascii: "x")
    }
}

extension Numeral {
    /// A numeral cut into its digits.
    private struct Parts {
        let isHexadecimal: Bool
        let whole: ArraySlice<UInt8>
        var fraction: ArraySlice<UInt8> = []
        var exponent: ArraySlice<UInt8> = []
        var isInteger = true

        /// Cuts up a numeral from which `0x` has been taken off.
        init?(_ text: ArraySlice<UInt8>, isHexadecimal: Bool) {
            func isDigit(_ byte: UInt8) -> Bool { isHexadecimal ? byte.hexadecimalValue != nil : byte.isDigit }
            self.isHexadecimal = isHexadecimal
            whole = text.prefix(while: isDigit)
            var rest = text.dropFirst(whole.count)
            if rest.first == UInt8(ascii: ".") {
                isInteger = false
                fraction = rest.dropFirst().prefix(while: isDigit)
                rest = rest.dropFirst(1 + fraction.count)
            }
            guard !whole.isEmpty || !fraction.isEmpty else { return nil }
            guard let mark = rest.first else { return }
            guard mark | 0x20 == UInt8(ascii: isHexadecimal ? "p" : "e") else { return nil }
            isInteger = false
            exponent = rest.dropFirst()
            guard Self.isExponent(exponent) else { return nil }
        }

        /// The value of an integer; nil when a decimal one does not fit.
        var integerValue: Int64? {
            if isHexadecimal {
                let bits = whole.reduce(UInt64(0)) { $0 << 4 | UInt64($1.hexadecimalValue ?? 0) }
                return Int64(bitPattern: bits)
            }
            return Int64(String(decoding: whole, as: UTF8.self))
        }

        var floatValue: Double? {
            func text(_ digits: ArraySlice<UInt8>) -> String {
                digits.isEmpty ? "0" : String(decoding: digits, as: UTF8.self)
            }
            let mark = isHexadecimal ? "p" : "e"
            let prefix = isHexadecimal ? "0x" : ""
            return Double("\(prefix)\(text(whole)).\(text(fraction))\(mark)\(text(exponent))")
        }

        private static func isExponent(_ text: ArraySlice<UInt8>) -> Bool {
            let isSigned = text.first == UInt8(ascii: "+") || text.first == UInt8(ascii: "-")
            let digits = isSigned ? text.dropFirst() : text
            return !digits.isEmpty && digits.allSatisfy(\.isDigit)
        }
    }
}
