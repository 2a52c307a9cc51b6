/// A length of real time in whole milliseconds, with a sign; it has no days, because days differ in length.
package struct TimeSpan: Hashable, Sendable {
    /// The length in milliseconds, negative for a move to earlier.
    package var milliseconds: Int64

    /// No time at all.
    package static let zero = TimeSpan(milliseconds: 0)

    /// Makes a span of so many milliseconds.
    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The span in the other direction.
    package static prefix func - (span: TimeSpan) -> TimeSpan {
        TimeSpan(milliseconds: Int64(0).subtractingSaturating(span.milliseconds))
    }

    /// The sum; at the ends of 64 bits it stays there instead of trapping.
    package static func + (left: TimeSpan, right: TimeSpan) -> TimeSpan {
        TimeSpan(milliseconds: left.milliseconds.addingSaturating(right.milliseconds))
    }

    /// The difference; at the ends of 64 bits it stays there instead of trapping.
    package static func - (left: TimeSpan, right: TimeSpan) -> TimeSpan {
        TimeSpan(milliseconds: left.milliseconds.subtractingSaturating(right.milliseconds))
    }

    /// The length without its sign.
    package var magnitude: TimeSpan { milliseconds < 0 ? -self : self }

    /// The nearest span of whole seconds, for people; one of less than a second stays as it is.
    package var toTheSecond: TimeSpan {
        guard magnitude.milliseconds >= 1000 else { return self }
        let seconds = magnitude.milliseconds.addingSaturating(500) / 1000
        return TimeSpan(milliseconds: milliseconds < 0 ? -seconds * 1000 : seconds * 1000)
    }

    /// The shortest length of whole seconds that is no shorter than this one, without its sign.
    package var wholeSeconds: TimeSpan {
        TimeSpan(milliseconds: magnitude.milliseconds.addingSaturating(999) / 1000 * 1000)
    }

    /// The span with its sign always shown, such as `+2h` or `-30m`; no time at all is `0s`.
    package var signedDescription: String {
        milliseconds > 0 ? "+\(description)" : description
    }
}

extension TimeSpan: Comparable {
    /// Whether a span is shorter than another one, or more negative.
    package static func < (left: TimeSpan, right: TimeSpan) -> Bool {
        left.milliseconds < right.milliseconds
    }
}

extension TimeSpan: CustomStringConvertible {
    /// The shortest form that `init(parsing:)` reads back, such as `2h30m`, `-45s` or `0s`.
    package var description: String {
        let (seconds, millisecond) = milliseconds.magnitude.quotientAndRemainder(dividingBy: 1000)
        var text = milliseconds < 0 ? "-" : ""
        if seconds >= 3600 { text += "\(seconds / 3600)h" }
        if seconds / 60 % 60 > 0 { text += "\(seconds / 60 % 60)m" }
        if millisecond > 0 {
            var fraction = Int(millisecond).padded(3)[...]
            while fraction.hasSuffix("0") { fraction.removeLast() }
            text += "\(seconds % 60).\(fraction)s"
        } else if seconds % 60 > 0 || seconds == 0 {
            text += "\(seconds % 60)s"
        }
        return text
    }
}
