internal import CivilTime
internal import Lua

/// How instants, durations and dates look to a script.
enum TimeClasses {
    static var time: LuaClass {
        LuaClass(
            TimeValue.self,
            name: "time",
            methods: [
                LuaHostFunction("date") { _, arguments throws(LuaError) in
                    let time: TimeValue = try arguments.object(0)
                    return .value(.object(DateValue(try arguments.zone(1, "zone").civil(at: time.instant).date)))
                },
                LuaHostFunction("clock") { _, arguments throws(LuaError) in
                    let time: TimeValue = try arguments.object(0)
                    return .value(.string("\(try arguments.zone(1, "zone").civil(at: time.instant).time)"))
                },
                LuaHostFunction("add") { _, arguments throws(LuaError) in
                    let time: TimeValue = try arguments.object(0)
                    return .value(.object(TimeValue(try CivilStep(arguments).applied(to: time.instant, arguments))))
                },
                LuaHostFunction("format") { _, arguments throws(LuaError) in
                    let time: TimeValue = try arguments.object(0)
                    let format = TimeFormat(time.instant, in: try arguments.zone(2, "zone"))
                    return .value(.string(try format.text(of: try arguments.string(1, "format"))))
                },
            ],
            operators: [add, subtract] + comparisons(of: "a time") { (value: TimeValue) in value.instant.milliseconds }
                + [
                    describe { (value: TimeValue) in value.instant.iso8601 },
                    json { (value: TimeValue) in value.instant.iso8601 },
                ],
            getter: NearestName.missing(in: "a time", kind: "method", among: ["date", "clock", "add", "format"]),
        )
    }

    static var duration: LuaClass {
        LuaClass(
            DurationValue.self,
            name: "duration",
            operators: [
                add, subtract,
                LuaHostFunction("__unm") { _, arguments throws(LuaError) in
                    let duration: DurationValue = try arguments.object(0)
                    return .value(.object(DurationValue(-duration.span)))
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
                    return .value(.object(TimeValue(instant)))
                },
                LuaHostFunction("add") { _, arguments throws(LuaError) in
                    let date: DateValue = try arguments.object(0)
                    guard let days = try arguments.days(1) else {
                        throw LuaError("add: a date moves by days, as in date:add{ days = 1 }")
                    }
                    return .value(
                        .object(
                            DateValue(
                                try arguments.civil { () throws(CivilTimeError) in try date.date.adding(days: days) }
                            )
                        )
                    )
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
