/// What a calendar and a clock on a wall show together, in no particular zone.
package struct CivilDateTime: Hashable, Sendable {
    /// The day on the calendar.
    package let date: CivilDate
    /// The time on the clock.
    package let time: ClockTime

    /// Puts a day and a clock time together.
    package init(date: CivilDate, time: ClockTime) {
        self.date = date
        self.time = time
    }

    /// Reads a wall time written `2026-11-27 11:00` or `2026-11-27T11:00`, with optional seconds.
    /// - Throws: `clock_time` for another form or an offset, `date` for a day that does not exist.
    package init(parsing text: some StringProtocol) throws(CivilTimeError) {
        var scanner = TextScanner(text)
        guard let day = scanner.date(), scanner.skip(" ") || scanner.skip("T"), let time = scanner.clockTime() else {
            let message = "\(quoted(text)) is not a date with a clock time; write it as 2026-11-27 11:00."
            throw CivilTimeError(code: .clockTime, message: message)
        }
        guard scanner.isAtEnd else {
            let plain = "\(day.year.padded(4))-\(day.month.padded(2))-\(day.day.padded(2)) \(time)"
            let message =
                "\(quoted(text)) has \(quoted(scanner.rest)) after the clock time; "
                + "a wall time has no offset, write \(plain) and name the zone apart."
            throw CivilTimeError(code: .clockTime, message: message)
        }
        if let reason = ClockTime.refusal(hour: time.hour, minute: time.minute, second: time.second) {
            throw CivilTimeError(code: .clockTime, message: "\(quoted(text)): \(reason)")
        }
        self.init(date: try CivilDate(validating: day.year, month: day.month, day: day.day), time: time)
    }

    /// The wall time that a clock shows so many seconds after it showed 1970-01-01 00:00.
    init(wallSeconds: Int64, millisecond: Int = 0) {
        let (day, second) = wallSeconds.flooredDivision(by: 86_400)
        self.init(
            date: CivilDate(dayNumber: Int(day)),
            time: ClockTime(secondOfDay: Int(second), millisecond: millisecond),
        )
    }

    /// Seconds that a clock without changes runs from 1970-01-01 00:00 to this time.
    var wallSeconds: Int64 { Int64(date.dayNumber) * 86_400 + Int64(time.secondOfDay) }
}

extension CivilDateTime: Comparable {
    /// Whether a wall time comes before another one on a clock without changes.
    package static func < (left: CivilDateTime, right: CivilDateTime) -> Bool {
        left.date == right.date ? left.time < right.time : left.date < right.date
    }
}

extension CivilDateTime: CustomStringConvertible {
    /// The wall time as `2026-11-27 11:00`, with seconds only when they are not zero.
    package var description: String { "\(date) \(time)" }
}
