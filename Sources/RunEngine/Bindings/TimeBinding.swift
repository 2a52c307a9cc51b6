internal import CivilTime
internal import Lua

/// `time`: instants, durations and dates for scripts.
struct TimeBinding {
    let clock: EngineClock

    /// Makes the module `time` and the classes of its values.
    func module(in state: LuaState) throws(LuaError) -> LuaValue {
        try state.define(Self.timeClass)
        try state.define(Self.durationClass)
        try state.define(Self.dateClass)
        let functions = [now, Self.parse, Self.duration, Self.date]
        let members = Dictionary(functions.map { ($0.name, LuaValue.hostFunction($0)) }) { first, _ in first }
        let missing = NearestName.missing(in: "time", kind: "function", among: Array(members.keys))
        return try state.module("time", members, missing: missing)
    }

    private var now: LuaHostFunction {
        LuaHostFunction("now") { [clock] _, _ in .value(.object(TimeValue(clock.now()))) }
    }

    private static var parse: LuaHostFunction {
        LuaHostFunction("parse") { _, arguments throws(LuaError) in
            .value(.object(TimeValue(try arguments.instant(0, "text"))))
        }
    }

    private static var date: LuaHostFunction {
        LuaHostFunction("date") { _, arguments throws(LuaError) in
            .value(.object(DateValue(try arguments.date(0, "text"))))
        }
    }

    private static var duration: LuaHostFunction {
        LuaHostFunction("duration") { _, arguments throws(LuaError) in
            guard case .table(let parts) = arguments[0] else {
                return .value(.object(DurationValue(try arguments.span(0, "text"))))
            }
            return .value(.object(DurationValue(try span(of: parts))))
        }
    }

    private static func span(of parts: LuaTable) throws(LuaError) -> TimeSpan {
        let units = ["hours": 3_600_000, "minutes": 60_000, "seconds": 1000] as [String: Int64]
        guard !parts.fields.isEmpty, parts.others.isEmpty else {
            throw LuaError("duration: give hours, minutes or seconds, as in { hours = 2 }")
        }
        var total: Int64 = 0
        for (name, value) in parts.fields {
            guard let unit = units[name] else {
                throw LuaError(NearestName.sentence("duration", "unit", name, among: Array(units.keys)))
            }
            let count = try LuaArguments(function: "duration", values: [value]).integer(0, name)
            let (product, isTooLong) = count.multipliedReportingOverflow(by: unit)
            let (sum, overflows) = total.addingReportingOverflow(product)
            guard !isTooLong, !overflows else { throw LuaError("duration: \(count) \(name) is too long") }
            total = sum
        }
        return TimeSpan(milliseconds: total)
    }

    // MARK: - Classes

    private static var timeClass: LuaClass {
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
            ],
            operators: [add, subtract] + comparisons(of: "a time") { (value: TimeValue) in value.instant.milliseconds }
                + [
                    describe { (value: TimeValue) in value.instant.iso8601 },
                    json { (value: TimeValue) in value.instant.iso8601 },
                ],
            getter: NearestName.missing(in: "a time", kind: "method", among: ["date", "clock"]),
        )
    }

    private static var durationClass: LuaClass {
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

    private static var dateClass: LuaClass {
        LuaClass(
            DateValue.self,
            name: "date",
            operators: comparisons(of: "a date") { (value: DateValue) in Int64(value.date.dayNumber) }
                + [describe { (value: DateValue) in "\(value.date)" }, json { (value: DateValue) in "\(value.date)" }],
            getter: NearestName.missing(in: "a date", kind: "field", among: []),
        )
    }

    private static var add: LuaHostFunction {
        LuaHostFunction("__add") { _, arguments throws(LuaError) in
            let sum = LuaArguments(function: "+", values: arguments.values)
            switch (sum[0], sum[1]) {
            case (.object(let time as TimeValue), _):
                let span = try sum.span(1, "what is added to a time")
                return .value(
                    .object(TimeValue(try sum.civil { () throws(CivilTimeError) in try time.instant.adding(span) }))
                )
            case (_, .object(let time as TimeValue)):
                let span = try sum.span(0, "what is added to a time")
                return .value(
                    .object(TimeValue(try sum.civil { () throws(CivilTimeError) in try time.instant.adding(span) }))
                )
            default:
                return .value(.object(DurationValue(try sum.span(0, "a summand") + sum.span(1, "a summand"))))
            }
        }
    }

    private static var subtract: LuaHostFunction {
        LuaHostFunction("__sub") { _, arguments throws(LuaError) in
            let difference = LuaArguments(function: "-", values: arguments.values)
            switch (difference[0], difference[1]) {
            case (.object(let later as TimeValue), .object(let earlier as TimeValue)):
                return .value(.object(DurationValue(later.instant - earlier.instant)))
            case (.object(let time as TimeValue), _):
                let span = try difference.span(1, "what is taken from a time")
                return .value(
                    .object(
                        TimeValue(try difference.civil { () throws(CivilTimeError) in try time.instant.adding(-span) })
                    )
                )
            default:
                let left = try difference.span(0, "a duration")
                return .value(.object(DurationValue(left - (try difference.span(1, "a duration")))))
            }
        }
    }

    private static func comparisons<Value: AnyObject>(
        of name: String,
        by key: @escaping (Value) -> Int64,
    ) -> [LuaHostFunction] {
        func comparison(_ metamethod: String, _ holds: @escaping (Int64, Int64) -> Bool) -> LuaHostFunction {
            LuaHostFunction(metamethod) { _, arguments throws(LuaError) in
                guard case .object(let left as Value) = arguments[0], case .object(let right as Value) = arguments[1]
                else {
                    if metamethod == "__eq" { return .value(.boolean(false)) }
                    let other = [arguments[0], arguments[1]].first { if case .object = $0 { false } else { true } }
                    throw LuaError(
                        "\(name) can only be compared with \(name), not with a \(other?.typeName ?? "value of another kind"); "
                            + "time.parse makes a time of a text"
                    )
                }
                return .value(.boolean(holds(key(left), key(right))))
            }
        }
        return [comparison("__eq", ==), comparison("__lt", <), comparison("__le", <=)]
    }

    /// What `json.encode` writes for a value: its text.
    private static func json<Value: AnyObject>(_ text: @escaping (Value) -> String) -> LuaHostFunction {
        LuaHostFunction("__json") { _, arguments throws(LuaError) in
            let value: Value = try arguments.object(0)
            return .value(.string(text(value)))
        }
    }

    private static func describe<Value: AnyObject>(_ text: @escaping (Value) -> String) -> LuaHostFunction {
        LuaHostFunction("__tostring") { _, arguments throws(LuaError) in
            let value: Value = try arguments.object(0)
            return .value(.string(text(value)))
        }
    }
}
