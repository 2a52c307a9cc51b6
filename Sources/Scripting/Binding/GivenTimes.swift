package import CivilTime
internal import Lua

/// A time as a script gave it: a time value, or a text that may have been made of one.
package struct GivenTime {
    private let value: TimeValue?
    private let text: String
    private let instant: Instant

    init?(_ value: LuaValue) {
        if case .object(let time as TimeValue) = value {
            self.init(time, "", time.instant)
        } else {
            guard let text = value.text, let instant = try? Instant(iso8601: text) else { return nil }
            self.init(nil, text, instant)
        }
    }

    private init(_ value: TimeValue?, _ text: String, _ instant: Instant) {
        self.value = value
        self.text = text
        self.instant = instant
    }

    /// The time with its origin; `made` remembers the texts that the script made of times.
    package func time(_ made: MadeTimes) -> TimeValue {
        value ?? TimeValue(instant, made.origin(of: text, instant))
    }
}

/// A date or an instant.
package enum GivenDay {
    case date(CivilDate)
    case instant(Instant)

    /// A text of ten characters is a date.
    init?(_ value: LuaValue) {
        switch value {
        case .object(let date as DateValue): self = .date(date.date)
        case .object(let time as TimeValue): self = .instant(time.instant)
        case .string(let text) where text.utf8.count == 10:
            guard let date = try? CivilDate(parsing: text) else { return nil }
            self = .date(date)
        case .string(let text):
            guard let instant = try? Instant(iso8601: text) else { return nil }
            self = .instant(instant)
        default: return nil
        }
    }
}

/// A clock on a wall: a day and a time without an offset.
package struct WallTime {
    /// The text as the script gave it.
    package let text: String
    /// What it says.
    package let civil: CivilDateTime

    init?(_ value: LuaValue) {
        guard let text = value.text, let civil = try? CivilDateTime(parsing: text) else { return nil }
        self.text = text
        self.civil = civil
    }
}

/// How far a clock is put forward: to a moment, or by a length of time.
package enum GivenMove {
    case to(GivenMoment)
    case by(TimeSpan)

    init?(_ value: LuaValue) {
        if let span = GivenStep.span(of: value) {
            self = .by(span)
        } else {
            guard let moment = GivenMoment(value) else { return nil }
            self = .to(moment)
        }
    }
}

/// How far a bound moves: real time, or days on the clock of the door.
package enum GivenStep {
    case span(TimeSpan)
    case days(Int)

    init?(_ value: LuaValue) {
        if case .table(let table) = value {
            guard let days = table.fields["days"]?.wholeNumber.flatMap({ Int(exactly: $0) }) else { return nil }
            self = .days(days)
        } else {
            guard let span = Self.span(of: value) else { return nil }
            self = .span(span)
        }
    }

    static func span(of value: LuaValue) -> TimeSpan? {
        if case .object(let duration as DurationValue) = value { return duration.span }
        return value.text.flatMap { try? TimeSpan(parsing: $0) }
    }

    /// The length of hours, minutes and seconds; nil where it is too long to count.
    static func span(ofUnits fields: [String: LuaValue]) -> TimeSpan? {
        var total: Int64 = 0
        for (name, length) in [("hours", 3_600_000), ("minutes", 60_000), ("seconds", 1000)] as [(String, Int64)] {
            guard let value = fields[name] else { continue }
            guard let count = value.wholeNumber else { return nil }
            let (product, isTooLong) = count.multipliedReportingOverflow(by: length)
            let (sum, overflows) = total.addingReportingOverflow(product)
            guard !isTooLong, !overflows else { return nil }
            total = sum
        }
        return TimeSpan(milliseconds: total)
    }
}

/// How far the bounds of a group move.
package enum GivenShift {
    case both(GivenStep)
    case each(starts: GivenStep?, ends: GivenStep?)

    init?(_ value: LuaValue) {
        guard case .table(let table) = value, table.fields["days"] == nil else {
            guard let step = GivenStep(value) else { return nil }
            self = .both(step)
            return
        }
        self = .each(
            starts: table.fields["starts"].flatMap(GivenStep.init),
            ends: table.fields["ends"].flatMap(GivenStep.init)
        )
    }
}
