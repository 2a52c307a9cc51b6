package import CivilTime
internal import Lua

/// An instant as a script sees it.
package final class TimeValue: ScriptObject {
    package static let scriptClass = ScriptClass.time

    /// The value itself.
    package let instant: Instant
    /// Where it comes from.
    package let origin: TimeOrigin

    /// Makes a value of both.
    package init(_ instant: Instant, _ origin: TimeOrigin = .absolute) {
        self.instant = instant
        self.origin = origin
    }
}

/// A duration as a script sees it.
package final class DurationValue: ScriptObject {
    package static let scriptClass = ScriptClass.duration

    /// The value itself.
    package let span: TimeSpan
    /// That of the times between which it is.
    package let origin: TimeOrigin

    /// Makes a value of both.
    package init(_ span: TimeSpan, _ origin: TimeOrigin = .absolute) {
        self.span = span
        self.origin = origin
    }
}

/// A civil date as a script sees it.
package final class DateValue: ScriptObject {
    package static let scriptClass = ScriptClass.date

    /// The value itself.
    package let date: CivilDate
    /// That of the time whose day it was.
    package let origin: TimeOrigin
    /// Whether it is another day than that of its time: the same day at a clock time stays where it is, however often.
    package let isMoved: Bool

    /// Makes a value of both.
    package init(_ date: CivilDate, _ origin: TimeOrigin = .absolute, isMoved: Bool = false) {
        self.date = date
        self.origin = origin
        self.isMoved = isMoved
    }

    /// The origin of a clock time on the day.
    package func origin(at zone: Zone) -> TimeOrigin {
        (isMoved ? origin : origin.onlyZones).joined(with: .clock(of: zone))
    }
}

extension LuaArguments {
    /// The duration at `index` of an operator: a duration value, or a text such as `2h30m`.
    /// - Throws: `script_error` that shows the text and one that is right.
    func span(_ index: Int, _ parameter: String) throws(LuaError) -> TimeSpan {
        switch self[index] {
        case .object(let object as DurationValue): return object.span
        case .string(let text):
            if let problem = ParameterKind.duration.problem(ofLength: text, parameter) {
                throw LuaError("\(function): \(problem)")
            }
            return try civil { () throws(CivilTimeError) in try TimeSpan(parsing: text) }
        default: throw mismatch(index, parameter, ParameterKind.duration.words)
        }
    }

    /// The origin of the duration at `index`; a text has none.
    func originOfSpan(_ index: Int) -> TimeOrigin {
        if case .object(let object as DurationValue) = self[index] { object.origin } else { .absolute }
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
