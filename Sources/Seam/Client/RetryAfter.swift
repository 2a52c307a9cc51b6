internal import NIOHTTP1

/// Reads the `Retry-After` header in both of its forms (RFC 9110, section 10.2.3).
enum RetryAfter {
    /// The seconds to wait; a date counts from the server's own `Date`, and without that says nothing.
    static func seconds(in headers: HTTPHeaders) -> Int? {
        guard let text = headers.first(name: "retry-after") else { return nil }
        if let seconds = wholeSeconds(text) { return seconds }
        guard let then = epochSeconds(text), let now = headers.first(name: "date").flatMap(epochSeconds) else {
            return nil
        }
        return min(max(0, then - now), longest)
    }

    /// The most that is told of what a server asks for, a day; nobody waits that long in one call.
    private static let longest = 86_400

    /// The seconds of a number of any length; a part of a second counts as a whole one.
    private static func wholeSeconds(_ text: String) -> Int? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy(isDigits), let whole = parts.first else { return nil }
        let hasFraction = parts.count == 2 && parts[1].contains { $0 != "0" }
        // More digits than a number can have are a number beyond every bound.
        return min((Int(whole) ?? longest), longest - 1) + (hasFraction ? 1 : 0)
    }

    private static func isDigits(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// The seconds since 1970 of a date such as `Mon, 23 Nov 2026 22:08:00 GMT`.
    static func epochSeconds(_ text: String) -> Int? {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let words = text.split(separator: " ")
        guard words.count == 6, words[5] == "GMT", let day = Int(words[1]), let year = Int(words[3]),
            let month = months.firstIndex(of: String(words[2]))
        else { return nil }
        let clock = words[4].split(separator: ":").compactMap { Int($0) }
        guard clock.count == 3, (1...31).contains(day), (1970...9999).contains(year), (0..<24).contains(clock[0]),
            (0..<60).contains(clock[1]), (0...60).contains(clock[2])
        else { return nil }
        return daysFromEpoch(year: year, month: month + 1, day: day) * 86_400
            + clock[0] * 3600 + clock[1] * 60 + clock[2]
    }

    /// Counts years from March, so that a leap day is the last day of its year.
    private static func daysFromEpoch(year: Int, month: Int, day: Int) -> Int {
        let marchYear = month > 2 ? year : year - 1
        let monthsSinceMarch = (month + 9) % 12
        let leapDays = marchYear / 4 - marchYear / 100 + marchYear / 400
        return marchYear * 365 + leapDays + (153 * monthsSinceMarch + 2) / 5 + day - 719_469
    }
}
