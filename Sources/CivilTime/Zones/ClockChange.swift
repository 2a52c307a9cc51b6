/// One change of the clocks of a zone.
package struct ClockChange: Hashable, Sendable {
    /// The first instant after it.
    package let at: Instant
    /// What the clocks would show then without it, and what they show.
    package let from: ClockTime
    package let to: ClockTime
    /// Whether the clocks go forward.
    package let isForward: Bool
}

extension Zone {
    /// The first change of the clocks after an instant and not after another one; nil where there is none.
    package func clockChange(after instant: Instant, upTo limit: Instant) -> ClockChange? {
        var period = period(containing: instant.seconds)
        while period.end != .max, period.end <= limit.seconds {
            let next = self.period(containing: period.end)
            if next.offset.seconds != period.offset.seconds {
                let before = CivilDateTime(wallSeconds: period.end + Int64(period.offset.seconds))
                let after = CivilDateTime(wallSeconds: period.end + Int64(next.offset.seconds))
                return ClockChange(
                    at: Instant(seconds: period.end),
                    from: before.time,
                    to: after.time,
                    isForward: next.offset.seconds > period.offset.seconds,
                )
            }
            period = next
        }
        return nil
    }
}
