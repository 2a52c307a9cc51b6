internal import CivilTime
internal import Lua
internal import Spelling

/// How instants, durations and dates look to a script.
struct TimeClasses {
    /// Takes note of the texts that are made of times.
    let made: MadeTimes

    var time: LuaClass {
        LuaClass(
            TimeValue.self,
            methods: [Self.dateOfTime, Self.clockOfTime, Self.addToTime, format],
            operators: [Self.add, Self.subtract]
                + Self.comparisons(of: "a time") { (value: TimeValue) in value.instant.milliseconds }
                + [Self.describe(text), Self.json(text)],
        )
    }

    private static var dateOfTime: BoundFunction {
        Surface.Times.date.bound(on: TimeValue.self) { _, time, zone in
            .value(.object(DateValue(zone.civil(at: time.instant).date, time.origin)))
        }
    }

    private static var clockOfTime: BoundFunction {
        Surface.Times.clock.bound(on: TimeValue.self) { _, time, zone in
            .value(.string("\(zone.civil(at: time.instant).time)"))
        }
    }

    private static var addToTime: BoundFunction {
        Surface.Times.add.bound(on: TimeValue.self) { _, time, step, zone, choice throws(LuaError) in
            if step.days != 0, zone == nil {
                throw LuaError("add: days have a length only in a zone; write t:add({ days = \(step.days) }, g.zone)")
            }
            let moved = try TimeBinding.civil(Surface.Times.add.entry) { () throws(CivilTimeError) in
                guard step.days != 0, let zone else { return try step.applied(to: time) }
                return try step.applied(to: time, in: zone, choosing: choice)
            }
            return .value(.object(moved))
        }
    }

    private var format: BoundFunction {
        Surface.Times.format.bound(on: TimeValue.self) { [made] _, time, pattern, zone in
            let text = TimeFormat(time.instant, in: zone).text(of: pattern)
            made.note(text, of: time)
            return .value(.string(text))
        }
    }

    /// The text of a time, of which note is taken.
    private var text: (TimeValue) -> String {
        { [made] time in
            made.note(time)
            return time.instant.iso8601
        }
    }

    static var duration: LuaClass {
        LuaClass(
            DurationValue.self,
            methods: [length(Surface.Times.hours, of: 3_600_000), length(Surface.Times.minutes, of: 60_000)],
            operators: [
                add, subtract,
                LuaHostFunction("__unm") { _, arguments throws(LuaError) in
                    let duration: DurationValue = try arguments.object(0)
                    return .value(.object(DurationValue(-duration.span, duration.origin)))
                },
            ] + comparisons(of: "a duration") { (value: DurationValue) in value.span.milliseconds }
                + [
                    describe { (value: DurationValue) in "\(value.span)" },
                    json { (value: DurationValue) in "\(value.span)" },
                ],
        )
    }

    /// How many units a duration has, with a fraction.
    private static func length(_ function: SurfaceFunction<>, of unit: Double) -> BoundFunction {
        function.bound(on: DurationValue.self) { _, duration in
            .value(.number(Double(duration.span.milliseconds) / unit))
        }
    }

    static var date: LuaClass {
        LuaClass(
            DateValue.self,
            methods: [atClock, addDays, weekday, formatOfDate],
            operators: [daysBetween] + comparisons(of: "a date") { (value: DateValue) in Int64(value.date.dayNumber) }
                + [describe { (value: DateValue) in "\(value.date)" }, json { (value: DateValue) in "\(value.date)" }],
            getter: partOfDate,
        )
    }

    private static var partOfDate: LuaHostFunction {
        LuaHostFunction("a date") { _, arguments throws(LuaError) in
            let date = try arguments.object(0, as: DateValue.self).date
            switch try arguments.string(1, "field") {
            case "year": return .value(.integer(Int64(date.year)))
            case "month": return .value(.integer(Int64(date.month)))
            case "day": return .value(.integer(Int64(date.day)))
            case let name:
                let names = Surface.entries.filter { $0.owner == "date" }.map(\.shortName)
                throw LuaError(NearestName.sentence("a date", "field", name, among: names))
            }
        }
    }

    private static var formatOfDate: BoundFunction {
        Surface.Times.formatOfDate.bound(on: DateValue.self) { _, date, pattern in
            .value(.string(TimeFormat(date.date).text(of: pattern)))
        }
    }

    private static var atClock: BoundFunction {
        Surface.Times.at.bound(on: DateValue.self) { _, date, clock, zone, choice throws(LuaError) in
            let instant = try TimeBinding.civil(Surface.Times.at.entry) { () throws(CivilTimeError) in
                try zone.instant(for: CivilDateTime(date: date.date, time: clock), choosing: choice)
            }
            return .value(.object(TimeValue(instant, date.origin(at: zone))))
        }
    }

    private static var addDays: BoundFunction {
        Surface.Times.addDays.bound(on: DateValue.self) { _, date, days throws(LuaError) in
            let moved = try TimeBinding.civil(Surface.Times.addDays.entry) { () throws(CivilTimeError) in
                try date.date.adding(days: days)
            }
            return .value(.object(DateValue(moved, date.origin, isMoved: date.isMoved || days != 0)))
        }
    }

    private static var weekday: BoundFunction {
        Surface.Times.weekday.bound(on: DateValue.self) { _, date in .value(.string(date.date.weekday.name)) }
    }
}
