extension JSONParser {
    /// Reads a number: exact where it is an integer of 64 bits, else as a double.
    mutating func number() throws(JSONError) -> JSONValue {
        let start = position
        let isNegative = take(UInt8(ascii: "-"))
        let digits = position
        // Counted downwards, because the lowest integer has no positive counterpart.
        var value: Int64 = 0
        var overflowed = false
        while position < count, let digit = Self.digit(byte(at: position)) {
            let (product, first) = value.multipliedReportingOverflow(by: 10)
            let (sum, second) = product.subtractingReportingOverflow(digit)
            overflowed = overflowed || first || second
            value = sum
            position += 1
        }
        guard position > digits else { throw fault("expected a digit") }
        if byte(at: digits) == UInt8(ascii: "0"), position > digits + 1 {
            throw JSONError(.syntax, "a number must not begin with 0", at: start)
        }
        let isInteger = try !skipFractionAndExponent()
        if isInteger, !overflowed {
            if isNegative { return .int(value) }
            let (positive, tooLarge) = Int64(0).subtractingReportingOverflow(value)
            if !tooLarge { return .int(positive) }
        }
        return .double(try double(from: start))
    }

    private mutating func skipFractionAndExponent() throws(JSONError) -> Bool {
        var found = false
        if take(UInt8(ascii: ".")) {
            found = true
            try skipDigits()
        }
        if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
            found = true
            if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
            try skipDigits()
        }
        return found
    }

    private mutating func skipDigits() throws(JSONError) {
        let start = position
        while position < count, Self.digit(byte(at: position)) != nil { position += 1 }
        guard position > start else { throw fault("expected a digit") }
    }

    private func double(from start: Int) throws(JSONError) -> Double {
        let text = unsafe String(decoding: bytes(start, position), as: UTF8.self)
        guard let value = Double(text), value.isFinite else {
            throw JSONError(.invalidNumber, "a number is too large for a double", at: start)
        }
        return value
    }

    private static func digit(_ byte: UInt8) -> Int64? {
        let value = byte &- UInt8(ascii: "0")
        return value < 10 ? Int64(value) : nil
    }
}
