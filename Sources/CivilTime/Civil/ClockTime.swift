/// A time on a wall clock, in no particular zone and on no particular day.
package struct ClockTime: Hashable, Sendable {
    /// The hour, 0 to 23.
    package let hour: Int
    /// The minute, 0 to 59.
    package let minute: Int
    /// The second, 0 to 59.
    package let second: Int
    /// The millisecond, 0 to 999.
    package let millisecond: Int

    /// Makes a time that a clock can show.
    /// - Throws: `clock_time` for an hour, minute or second that no clock shows.
    package init(
        validating hour: Int,
        minute: Int,
        second: Int = 0,
        millisecond: Int = 0,
    ) throws(CivilTimeError) {
        if let reason = Self.refusal(hour: hour, minute: minute, second: second) {
            throw CivilTimeError(code: .clockTime, message: "\(hour.padded(2)):\(minute.padded(2)): \(reason)")
        }
        guard (0...999).contains(millisecond) else {
            let message = "Millisecond \(millisecond) does not exist; milliseconds are 0 to 999."
            throw CivilTimeError(code: .clockTime, message: message)
        }
        self.init(unchecked: hour, minute: minute, second: second, millisecond: millisecond)
    }

    /// Reads a time written `11:00`, `11:00:30` or `11:00:30.250`.
    /// - Throws: `clock_time` when the text has another form or is no time of a 24-hour clock.
    package init(parsing text: some StringProtocol) throws(CivilTimeError) {
        var scanner = TextScanner(text)
        guard let parts = scanner.clockTime(), scanner.isAtEnd else {
            let example = Self.reading(loosely: text) ?? "11:00"
            let message =
                "\(quoted(text)) is not a clock time; write hours and minutes of a 24-hour clock, such as \(example)."
            throw CivilTimeError(code: .clockTime, message: message)
        }
        if let reason = Self.refusal(hour: parts.hour, minute: parts.minute, second: parts.second) {
            throw CivilTimeError(code: .clockTime, message: "\(quoted(text)): \(reason)")
        }
        self = parts
    }

    init(unchecked hour: Int, minute: Int, second: Int, millisecond: Int) {
        self.hour = hour
        self.minute = minute
        self.second = second
        self.millisecond = millisecond
    }

    init(secondOfDay: Int, millisecond: Int = 0) {
        self.init(
            unchecked: secondOfDay / 3600,
            minute: secondOfDay / 60 % 60,
            second: secondOfDay % 60,
            millisecond: millisecond,
        )
    }

    /// Seconds since the clock showed 00:00.
    package var secondOfDay: Int { hour * 3600 + minute * 60 + second }

    /// Why no clock shows such a time, nil when one does.
    static func refusal(hour: Int, minute: Int, second: Int) -> String? {
        if hour == 24, minute == 0, second == 0 {
            return "there is no 24:00; write 00:00 of the next day."
        }
        guard (0...23).contains(hour) else { return "there is no hour \(hour); hours are 00 to 23." }
        guard (0...59).contains(minute) else { return "there is no minute \(minute); minutes are 00 to 59." }
        guard second != 60 else { return "leap seconds are not supported; seconds are 00 to 59." }
        guard (0...59).contains(second) else { return "there is no second \(second); seconds are 00 to 59." }
        return nil
    }

    /// What forms such as `9:00`, `3pm` or `11` probably mean, for a message.
    private static func reading(loosely text: some StringProtocol) -> String? {
        var scanner = TextScanner(text.lowercased())
        guard var hour = scanner.number() else { return nil }
        var minute = 0
        if scanner.skip(":") || scanner.skip(".") {
            guard let digits = scanner.number(digits: 2) else { return nil }
            minute = digits
        }
        _ = scanner.skip(" ")
        switch scanner.rest {
        case "": break
        case "am" where (1...12).contains(hour): hour %= 12
        case "pm" where (1...12).contains(hour): hour = hour % 12 + 12
        default: return nil
        }
        guard hour <= 23, minute <= 59 else { return nil }
        return "\(Int(hour).padded(2)):\(minute.padded(2))"
    }
}

extension ClockTime: Comparable {
    /// Whether a time is earlier on the clock than another one.
    package static func < (left: ClockTime, right: ClockTime) -> Bool {
        (left.secondOfDay, left.millisecond) < (right.secondOfDay, right.millisecond)
    }
}

extension ClockTime: CustomStringConvertible {
    /// The time as `11:00`, with seconds and milliseconds only when they are not zero.
    package var description: String {
        let minutes = "\(hour.padded(2)):\(minute.padded(2))"
        guard millisecond == 0 else { return "\(minutes):\(second.padded(2)).\(millisecond.padded(3))" }
        return second == 0 ? minutes : "\(minutes):\(second.padded(2))"
    }
}

extension TextScanner {
    /// Reads `dd:dd`, `dd:dd:dd` or `dd:dd:dd.d…` without looking at the values.
    mutating func clockTime() -> ClockTime? {
        guard let hour = number(digits: 2), skip(":"), let minute = number(digits: 2) else { return nil }
        var second = 0
        var millisecond = 0
        if skip(":") {
            guard let digits = number(digits: 2) else { return nil }
            second = digits
            if skip(".") {
                guard let fraction = milliseconds() else { return nil }
                millisecond = fraction
            }
        }
        return ClockTime(unchecked: hour, minute: minute, second: second, millisecond: millisecond)
    }
}
