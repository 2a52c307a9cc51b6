/// A point on the time line, in whole milliseconds, the resolution of the Seam API.
package struct Instant: Hashable, Sendable {
    /// Milliseconds since 1970-01-01T00:00:00Z, negative before.
    package var milliseconds: Int64

    /// Makes the instant that lies so many milliseconds after 1970-01-01T00:00:00Z.
    package init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The system clock's time, cut to milliseconds.
    package static func now() -> Instant {
        Instant(milliseconds: Platform.currentMilliseconds())
    }

    /// The instant a span later, earlier when the span is negative.
    /// - Throws: `overflow` when the result is not in the years 0000 to 9999.
    package func adding(_ span: TimeSpan) throws(CivilTimeError) -> Instant {
        let (sum, overflow) = milliseconds.addingReportingOverflow(span.milliseconds)
        guard !overflow, Self.writable.contains(sum) else {
            let message = "\(iso8601) plus \(span) is outside the years 0000 to 9999."
            throw CivilTimeError(code: .overflow, message: message)
        }
        return Instant(milliseconds: sum)
    }

    /// The instant a span later; at the ends of 64 bits it stays there instead of trapping.
    package static func + (instant: Instant, span: TimeSpan) -> Instant {
        Instant(milliseconds: instant.milliseconds.addingSaturating(span.milliseconds))
    }

    /// The instant a span earlier; at the ends of 64 bits it stays there instead of trapping.
    package static func - (instant: Instant, span: TimeSpan) -> Instant {
        Instant(milliseconds: instant.milliseconds.subtractingSaturating(span.milliseconds))
    }

    /// The span from one instant to another; at the ends of 64 bits it stays there instead of trapping.
    package static func - (later: Instant, earlier: Instant) -> TimeSpan {
        TimeSpan(milliseconds: later.milliseconds.subtractingSaturating(earlier.milliseconds))
    }

    /// The instants whose year has four digits.
    static let writable: ClosedRange<Int64> = -62_167_219_200_000...253_402_300_799_999

    /// Whole seconds since 1970-01-01T00:00:00Z, rounded down.
    var seconds: Int64 { milliseconds.flooredDivision(by: 1000).quotient }

    init(seconds: Int64) {
        let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
        milliseconds = overflow ? (seconds < 0 ? .min : .max) : product
    }
}

extension Instant: Comparable {
    /// Whether an instant is earlier than another one.
    package static func < (left: Instant, right: Instant) -> Bool {
        left.milliseconds < right.milliseconds
    }
}

extension Int64 {
    /// The sum, or the nearest end of 64 bits.
    func addingSaturating(_ other: Int64) -> Int64 {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }

    /// The difference, or the nearest end of 64 bits.
    func subtractingSaturating(_ other: Int64) -> Int64 {
        let (difference, overflow) = subtractingReportingOverflow(other)
        return overflow ? (other < 0 ? .max : .min) : difference
    }
}
