internal import CivilTime
internal import Lua

extension TimeClasses {
    static var add: LuaHostFunction {
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

    static var subtract: LuaHostFunction {
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
                            + "time.parse makes a time of a text"
                    )
                }
                return .value(.boolean(holds(key(left), key(right))))
            }
        }
        return [comparison("__eq", ==), comparison("__lt", <), comparison("__le", <=)]
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
