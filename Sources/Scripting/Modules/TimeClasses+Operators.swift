internal import CivilTime
internal import Lua

extension TimeClasses {
    static var add: LuaHostFunction {
        LuaHostFunction("__add") { _, arguments throws(LuaError) in
            let sum = LuaArguments(function: "+", values: arguments.values)
            switch (sum[0], sum[1]) {
            case (.object(let time as TimeValue), _):
                return .value(.object(try moved(time, by: try sum.span(1, addend), sum.originOfSpan(1), sum)))
            case (_, .object(let time as TimeValue)):
                return .value(.object(try moved(time, by: try sum.span(0, addend), sum.originOfSpan(0), sum)))
            default:
                let span = try sum.span(0, "a summand") + sum.span(1, "a summand")
                return .value(.object(DurationValue(span, sum.originOfSpan(0).joined(with: sum.originOfSpan(1)))))
            }
        }
    }

    static var subtract: LuaHostFunction {
        LuaHostFunction("__sub") { _, arguments throws(LuaError) in
            let difference = LuaArguments(function: "-", values: arguments.values)
            switch (difference[0], difference[1]) {
            case (.object(let later as TimeValue), .object(let earlier as TimeValue)):
                let origin = later.origin.distance(from: earlier.origin)
                return .value(.object(DurationValue(later.instant - earlier.instant, origin)))
            case (.object(let time as TimeValue), _):
                let span = try difference.span(1, "what is taken from a time")
                return .value(.object(try moved(time, by: -span, difference.originOfSpan(1), difference)))
            default:
                let left = try difference.span(0, "a duration")
                let right = try difference.span(1, "a duration")
                let origin = difference.originOfSpan(0).joined(with: difference.originOfSpan(1))
                return .value(.object(DurationValue(left - right, origin)))
            }
        }
    }

    /// The days from one date to another.
    static var daysBetween: LuaHostFunction {
        LuaHostFunction("__sub") { _, arguments throws(LuaError) in
            guard case .object(let later as DateValue) = arguments[0],
                case .object(let earlier as DateValue) = arguments[1]
            else {
                throw LuaError(
                    "two dates have days between them; a date moves by days, as in date:add{ days = -1 }"
                )
            }
            return .value(.integer(Int64(later.date.dayNumber - earlier.date.dayNumber)))
        }
    }

    private static let addend = "what is added to a time"

    /// A time a duration later, which comes from where the two come from.
    private static func moved(
        _ time: TimeValue,
        by span: TimeSpan,
        _ origin: TimeOrigin,
        _ arguments: LuaArguments,
    ) throws(LuaError) -> TimeValue {
        let instant = try arguments.civil { () throws(CivilTimeError) in try time.instant.adding(span) }
        return TimeValue(instant, time.origin.joined(with: origin))
    }

    static func comparisons<Value: AnyObject>(
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
                            + maker(of: name)
                    )
                }
                return .value(.boolean(holds(key(left), key(right))))
            }
        }
        return [comparison("__eq", ==), comparison("__lt", <), comparison("__le", <=)]
    }

    private static func maker(of name: String) -> String {
        switch name {
        case "a duration": "time.duration makes a duration of a text"
        case "a date": "time.date makes a date of a text"
        default: "time.parse makes a time of a text"
        }
    }

    /// What `json.encode` writes for a value: its text.
    static func json<Value: AnyObject>(_ text: @escaping (Value) -> String) -> LuaHostFunction {
        LuaHostFunction("__json") { _, arguments throws(LuaError) in
            let value: Value = try arguments.object(0)
            return .value(.string(text(value)))
        }
    }

    static func describe<Value: AnyObject>(_ text: @escaping (Value) -> String) -> LuaHostFunction {
        LuaHostFunction("__tostring") { _, arguments throws(LuaError) in
            let value: Value = try arguments.object(0)
            return .value(.string(text(value)))
        }
    }
}
