internal import CivilTime
internal import Lua

/// How instants, durations and dates look to a script.
struct TimeClasses {
    /// Takes note of the texts that are made of times.
    let made: MadeTimes

    var time: LuaClass {
        let made = made
        return LuaClass(
            TimeValue.self,
            name: "time",
            methods: [
                LuaHostFunction("date") { _, arguments throws(LuaError) in
                    let time: TimeValue = try arguments.object(0)
                    let date = try arguments.zone(1, "zone").civil(at: time.instant).date
                    return .value(.object(DateValue(date, time.origin)))
                },
                LuaHostFunction("clock") { _, arguments throws(LuaError) in
                    let time: TimeValue = try arguments.object(0)
                    return .value(.string("\(try arguments.zone(1, "zone").civil(at: time.instant).time)"))
                },
                LuaHostFunction("add") { _, arguments throws(LuaError) in
                    let time: TimeValue = try arguments.object(0)
                    return .value(.object(try CivilStep(arguments).applied(to: time, arguments)))
                },
                LuaHostFunction("format") { _, arguments throws(LuaError) in
                    let time: TimeValue = try arguments.object(0)
                    let format = TimeFormat(time.instant, in: try arguments.zone(2, "zone"))
                    let text = try format.text(of: try arguments.string(1, "format"))
                    made.note(text, of: time)
                    return .value(.string(text))
                },
            ],
            operators: [Self.add, Self.subtract]
                + Self.comparisons(of: "a time") { (value: TimeValue) in value.instant.milliseconds }
                + [Self.describe(text), Self.json(text)],
            getter: NearestName.missing(in: "a time", kind: "method", among: ["date", "clock", "add", "format"]),
        )
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
            name: "duration",
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
            getter: NearestName.missing(in: "a duration", kind: "field", among: []),
        )
    }

    static var date: LuaClass {
        LuaClass(
            DateValue.self,
            name: "date",
            methods: [
                LuaHostFunction("at") { _, arguments throws(LuaError) in
                    let date: DateValue = try arguments.object(0)
                    let time = try arguments.clock(1, "the clock time")
                    let zone = try arguments.zone(2, "zone")
                    let choice = try arguments.choice(3)
                    let instant = try arguments.civil { () throws(CivilTimeError) in
                        try zone.instant(for: CivilDateTime(date: date.date, time: time), choosing: choice)
                    }
                    return .value(.object(TimeValue(instant, date.origin(at: zone))))
                },
                LuaHostFunction("add") { _, arguments throws(LuaError) in
                    let date: DateValue = try arguments.object(0)
                    guard let days = try arguments.days(1) else {
                        throw LuaError("add: a date moves by days, as in date:add{ days = 1 }")
                    }
                    let moved = try arguments.civil { () throws(CivilTimeError) in try date.date.adding(days: days) }
                    return .value(.object(DateValue(moved, date.origin, isMoved: date.isMoved || days != 0)))
                },
                LuaHostFunction("weekday") { _, arguments throws(LuaError) in
                    let date: DateValue = try arguments.object(0)
                    return .value(.string(date.date.weekday.name))
                },
            ],
            operators: comparisons(of: "a date") { (value: DateValue) in Int64(value.date.dayNumber) }
                + [describe { (value: DateValue) in "\(value.date)" }, json { (value: DateValue) in "\(value.date)" }],
            getter: NearestName.missing(in: "a date", kind: "method", among: ["at", "add", "weekday"]),
        )
    }
}
