internal import CivilTime
internal import Lua

/// An instant as a script sees it.
final class TimeValue {
    let instant: Instant
    let origin: TimeOrigin

    init(_ instant: Instant, _ origin: TimeOrigin = .absolute) {
        self.instant = instant
        self.origin = origin
    }
}

/// A duration as a script sees it.
final class DurationValue {
    let span: TimeSpan
    /// That of the times between which it is.
    let origin: TimeOrigin

    init(_ span: TimeSpan, _ origin: TimeOrigin = .absolute) {
        self.span = span
        self.origin = origin
    }
}

/// A civil date as a script sees it.
final class DateValue {
    let date: CivilDate
    /// That of the time whose day it was.
    let origin: TimeOrigin
    /// Whether it is another day than that of its time: the same day at a clock time stays where it is, however often.
    let isMoved: Bool

    init(_ date: CivilDate, _ origin: TimeOrigin = .absolute, isMoved: Bool = false) {
        self.date = date
        self.origin = origin
        self.isMoved = isMoved
    }

    /// The origin of a clock time on the day.
    func origin(at zone: Zone) -> TimeOrigin {
        (isMoved ? origin : origin.onlyZones).joined(with: .clock(of: zone))
    }
}

extension LuaArguments {
    /// The instant at `index`: a time value, or an ISO 8601 text with an offset.
    /// - Throws: `script_error` that shows the text and one that is right.
    func instant(_ index: Int, _ parameter: String) throws(LuaError) -> Instant {
        switch self[index] {
        case .object(let object as TimeValue): return object.instant
        case .string(let text):
            return try civil { () throws(CivilTimeError) in try Instant(iso8601: text) }
        default: throw mismatch(index, parameter, "a time or a text such as \"2026-11-24T11:00:00Z\"")
        }
    }

    /// The time at `index` with its origin: a time value, or a text as for `instant`, which may have been made of one.
    /// - Throws: `script_error` that shows the text and one that is right.
    func time(_ index: Int, _ parameter: String, _ made: MadeTimes) throws(LuaError) -> TimeValue {
        switch self[index] {
        case .object(let time as TimeValue): return time
        case let value:
            let instant = try instant(index, parameter)
            return TimeValue(instant, value.text.map { made.origin(of: $0, instant) } ?? .absolute)
        }
    }

    /// The duration at `index`: a duration value, or a text such as `2h30m`.
    /// - Throws: `script_error` that shows the text and one that is right.
    func span(_ index: Int, _ parameter: String) throws(LuaError) -> TimeSpan {
        switch self[index] {
        case .object(let object as DurationValue): return object.span
        case .string(let text):
            return try civil { () throws(CivilTimeError) in try TimeSpan(parsing: text) }
        default: throw mismatch(index, parameter, "a duration such as \"2h\" or \"90m\"")
        }
    }

    /// The origin of the duration at `index`; a text has none.
    func originOfSpan(_ index: Int) -> TimeOrigin {
        if case .object(let object as DurationValue) = self[index] { object.origin } else { .absolute }
    }

    /// The number of calendar days at `index`, when it is a table `{ days = n }`; else nil.
    /// - Throws: `script_error` when there is more in the table, or no whole number of at most ten years.
    func days(_ index: Int) throws(LuaError) -> Int? {
        guard case .table(let table) = self[index], let value = table.fields["days"] else { return nil }
        guard table.fields.count == 1, table.sequence.isEmpty, table.others.isEmpty else {
            throw LuaError("\(function): { days = … } stands alone")
        }
        let days = try LuaArguments(function: function, values: [value]).integer(0, "days")
        guard (-3660...3660).contains(days) else { throw LuaError("\(function): \(days) days are too many") }
        return Int(days)
    }

    /// The date at `index`: a date value, or a text such as `2026-11-24`.
    /// - Throws: `script_error` that shows the text and one that is right.
    func date(_ index: Int, _ parameter: String) throws(LuaError) -> CivilDate {
        switch self[index] {
        case .object(let object as DateValue): return object.date
        case .string(let text):
            return try civil { () throws(CivilTimeError) in try CivilDate(parsing: text) }
        default: throw mismatch(index, parameter, "a date such as \"2026-11-24\"")
        }
    }

    /// The zone at `index`, by its name.
    /// - Throws: `script_error` with the nearest names.
    func zone(_ index: Int, _ parameter: String) throws(LuaError) -> Zone {
        let name = try string(index, parameter)
        return try civil { () throws(CivilTimeError) in try Zone.named(name) }
    }

    /// The clock time at `index`, such as `11:00`.
    /// - Throws: `script_error` that shows the text and one that is right.
    func clock(_ index: Int, _ parameter: String) throws(LuaError) -> ClockTime {
        guard case .string(let text) = self[index] else {
            throw mismatch(index, parameter, "a clock time such as \"11:00\"")
        }
        return try civil { () throws(CivilTimeError) in try ClockTime(parsing: text) }
    }

    /// Which instant is meant where a clock change leaves a choice; nil where the call does not say.
    /// - Throws: `script_error` for another word than `earlier` and `later`.
    func choice(_ index: Int) throws(LuaError) -> Zone.Choice? {
        switch self[index] {
        case .nil: return nil
        case .string(let word):
            if let choice = Zone.Choice(rawValue: word) { return choice }
            throw LuaError("\(function): the choice is \"earlier\" or \"later\", not \"\(word)\"")
        default: throw mismatch(index, "the choice", "\"earlier\" or \"later\"")
        }
    }

    /// Turns an error of a time into one of this call.
    func civil<Value>(_ body: () throws(CivilTimeError) -> Value) throws(LuaError) -> Value {
        do throws(CivilTimeError) {
            return try body()
        } catch {
            throw LuaError(error, in: function)
        }
    }
}
