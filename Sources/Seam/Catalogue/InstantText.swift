/// The form of an instant in a parameter: `2026-11-24T11:00:00Z`, or with an offset, on a day that exists.
///
/// The server reads more, and guesses: a time without an offset in its own zone, 30 February as 2 March. What is wrong
/// would then be sent as something else, so it is refused here.
enum InstantText {
    /// What is wrong with a text, as words behind its name; nil when nothing is.
    static func problem(in text: String) -> String? {
        let bytes = Array(text.utf8)
        guard bytes.count >= 16, let year = number(bytes, 0..<4), let month = number(bytes, 5..<7),
            let day = number(bytes, 8..<10), bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            bytes[10] == UInt8(ascii: "T"), let end = endOfClock(bytes)
        else { return dateOnly(bytes) ?? "must be a time such as 2026-11-24T11:00:00Z, not \"\(text)\"" }
        guard (1...12).contains(month), day >= 1, day <= days(in: month, of: year) else {
            return "is on a day that does not exist: \"\(text)\""
        }
        let offset = bytes[end...]
        if offset.isEmpty {
            return "has no offset; write \(text)Z, or the door's own offset, as in \(text)-08:00"
        }
        guard isOffset(Array(offset)) else { return "must end with Z or an offset such as -08:00, not \"\(text)\"" }
        return nil
    }

    private static func dateOnly(_ bytes: [UInt8]) -> String? {
        guard bytes.count == 10, number(bytes, 0..<4) != nil, number(bytes, 5..<7) != nil, number(bytes, 8..<10) != nil
        else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        return "is a day without a time; write \(text)T11:00:00Z, or with the door's own offset"
    }

    /// Where the clock ends that begins at 11: hours, minutes, and if given seconds and their fraction.
    private static func endOfClock(_ bytes: [UInt8]) -> Int? {
        guard let hour = number(bytes, 11..<13), hour < 24, bytes[13] == UInt8(ascii: ":"),
            let minute = number(bytes, 14..<16), minute < 60
        else { return nil }
        guard bytes.count > 16, bytes[16] == UInt8(ascii: ":") else { return 16 }
        guard let second = number(bytes, 17..<19), second < 60 else { return nil }
        guard bytes.count > 19, bytes[19] == UInt8(ascii: ".") else { return 19 }
        let digits = bytes[20...].prefix { isDigit($0) }.count
        return digits > 0 ? 20 + digits : nil
    }

    private static func isOffset(_ bytes: [UInt8]) -> Bool {
        if bytes == [UInt8(ascii: "Z")] { return true }
        guard let sign = bytes.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return false }
        let minutes = bytes.count == 6 && bytes[3] == UInt8(ascii: ":") ? 4..<6 : 3..<5
        guard bytes.count == minutes.upperBound, let hour = number(bytes, 1..<3), let minute = number(bytes, minutes)
        else {
            return false
        }
        return hour < 24 && minute < 60
    }

    private static func days(in month: Int, of year: Int) -> Int {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    }

    private static func number(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
        guard range.upperBound <= bytes.count, bytes[range].allSatisfy(isDigit) else { return nil }
        return bytes[range].reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
