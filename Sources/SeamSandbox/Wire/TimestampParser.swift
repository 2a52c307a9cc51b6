/// Reads the ISO 8601 forms that a JavaScript server takes for a date.
///
/// As there, a time without an offset is read in the server's zone (here UTC), days 29 to 31 roll over into the next
/// month, and a fraction is cut to milliseconds. The other forms of JavaScript (`Nov 15 2024`) are refused.
struct TimestampParser {
    private let bytes: [UInt8]
    private var position = 0

    private init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// Milliseconds since 1970, or nil when `text` is no date.
    static func parse(_ text: String) -> Int64? {
        var parser = TimestampParser(text)
        guard let date = parser.date() else { return nil }
        if parser.isAtEnd { return date }
        guard let clock = parser.clock(), let offset = parser.offset(), parser.isAtEnd else { return nil }
        return date + clock - offset
    }

    private var isAtEnd: Bool { position == bytes.count }

    private mutating func take(_ accepted: String) -> Bool {
        guard position < bytes.count, accepted.utf8.contains(bytes[position]) else { return false }
        position += 1
        return true
    }

    private mutating func number(digits: Int) -> Int? {
        guard position + digits <= bytes.count else { return nil }
        var value = 0
        for byte in bytes[position..<position + digits] {
            guard (0x30...0x39).contains(byte) else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        position += digits
        return value
    }

    private mutating func date() -> Int64? {
        guard let year = number(digits: 4) else { return nil }
        var month = 1
        var day = 1
        if take("-") {
            guard let value = number(digits: 2), (1...12).contains(value) else { return nil }
            month = value
            if take("-") {
                guard let value = number(digits: 2), (1...31).contains(value) else { return nil }
                day = value
            }
        }
        return Int64(UTCTime.days(year: year, month: month, day: day)) * UTCTime.day
    }

    private mutating func clock() -> Int64? {
        guard take("Tt "), let hour = number(digits: 2), take(":"), let minute = number(digits: 2) else { return nil }
        var second = 0
        var fraction: Int64 = 0
        if take(":") {
            guard let value = number(digits: 2) else { return nil }
            second = value
            if take(".") {
                guard let value = milliseconds() else { return nil }
                fraction = value
            }
        }
        guard hour <= 24, minute < 60, second < 60 else { return nil }
        let time = Int64(hour) * UTCTime.hour + Int64(minute) * 60_000 + Int64(second) * 1000 + fraction
        return time <= UTCTime.day ? time : nil
    }

    private mutating func milliseconds() -> Int64? {
        var value: Int64 = 0
        var digits = 0
        while let digit = number(digits: 1) {
            digits += 1
            if digits <= 3 { value = value * 10 + Int64(digit) }
        }
        guard digits > 0 else { return nil }
        for _ in digits..<max(3, digits) { value *= 10 }
        return value
    }

    private mutating func offset() -> Int64? {
        if isAtEnd || take("Zz") { return 0 }
        let isBehind = take("-")
        guard isBehind || take("+"), let hours = number(digits: 2) else { return nil }
        _ = take(":")
        guard let minutes = number(digits: 2), hours < 24, minutes < 60 else { return nil }
        let size = Int64(hours) * UTCTime.hour + Int64(minutes) * 60_000
        return isBehind ? -size : size
    }
}
