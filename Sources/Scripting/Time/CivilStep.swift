internal import CivilTime

/// What `t:add{ days = 1, hours = 2 }` adds: days on the calendar of a zone first, and then real time.
package struct CivilStep: Sendable {
    let days: Int
    private let span: TimeSpan

    /// Makes a step of days, and of the real time of the other units.
    init(days: Int, _ span: TimeSpan) {
        self.days = days
        self.span = span
    }

    /// The time after the step, where days have a length in a zone.
    /// - Throws: `gap` or `repeated` for a wall time that is missing or there twice; `overflow`.
    func applied(to time: TimeValue, in zone: Zone, choosing choice: Zone.Choice?) throws(CivilTimeError) -> TimeValue {
        let wall = zone.civil(at: time.instant)
        let day = try wall.date.adding(days: days)
        let instant = try zone.instant(for: CivilDateTime(date: day, time: wall.time), choosing: choice).adding(span)
        return TimeValue(instant, time.origin.joined(with: .clock(of: zone)))
    }

    /// The time after a step without days.
    /// - Throws: `overflow`.
    func applied(to time: TimeValue) throws(CivilTimeError) -> TimeValue {
        TimeValue(try time.instant.adding(span), time.origin)
    }
}
