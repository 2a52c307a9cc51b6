internal import CivilTime
internal import Lua
internal import Model

/// `time`: instants, durations and dates for scripts.
struct TimeBinding {
    let clock: EngineClock
    let made: MadeTimes

    /// Makes the module `time` and the classes of its values.
    func module(in state: LuaState) throws(LuaError) -> LuaValue {
        try state.define(TimeClasses(made: made).time)
        try state.define(TimeClasses.duration)
        try state.define(TimeClasses.date)
        let functions = [now, parse, at, Self.duration, Self.date]
        let members = Dictionary(functions.map { ($0.name, LuaValue.hostFunction($0)) }) { first, _ in first }
        let missing = NearestName.missing(in: "time", kind: "function", among: Array(members.keys))
        return try state.module("time", members, missing: missing)
    }

    private var now: LuaHostFunction {
        LuaHostFunction("now") { [clock] _, _ in .value(.object(TimeValue(clock.now()))) }
    }

    private var parse: LuaHostFunction {
        LuaHostFunction("parse") { [made] _, arguments throws(LuaError) in
            .value(.object(try arguments.time(0, "text", made)))
        }
    }

    private var at: LuaHostFunction {
        LuaHostFunction("at") { [made] _, arguments throws(LuaError) in
            let text = try arguments.string(0, "text")
            let zone = try arguments.zone(1, "zone")
            let choice = try arguments.choice(2)
            let instant = try arguments.civil { () throws(CivilTimeError) in
                try zone.instant(for: CivilDateTime(parsing: text), choosing: choice)
            }
            let origin = made.origin(ofWall: text, instant).joined(with: .clock(of: zone))
            return .value(.object(TimeValue(instant, origin)))
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

    static func span(of parts: LuaTable) throws(LuaError) -> TimeSpan {
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
}
