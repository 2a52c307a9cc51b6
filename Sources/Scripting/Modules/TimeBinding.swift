package import CivilTime
package import Lua
internal import Model

/// `time`: instants, durations and dates for scripts.
package struct TimeBinding {
    private let present: () -> Instant
    private let made: MadeTimes

    /// Makes the binding over the present instant; `made` takes note of the texts that a script makes of times.
    package init(now: @escaping () -> Instant, made: MadeTimes) {
        present = now
        self.made = made
    }

    /// Makes the module `time` and the classes of its values.
    package func module(in state: LuaState) throws(LuaError) -> LuaValue {
        try state.define(TimeClasses(made: made).time)
        try state.define(TimeClasses.duration)
        try state.define(TimeClasses.date)
        return try state.module("time", [now, parse, at, Self.duration, Self.date])
    }

    private var now: BoundFunction {
        Surface.Time.now.bound { [present] _ in .value(.object(TimeValue(present()))) }
    }

    private var parse: BoundFunction {
        Surface.Time.parse.bound { [made] _, given, reading throws(LuaError) in
            if let reading { return .value(.object(try reading.time(of: given.text ?? "", made))) }
            guard let time = GivenTime(given) else { throw LuaError("time.parse: text is out of bounds") }
            return .value(.object(time.time(made)))
        }
    }

    private var at: BoundFunction {
        Surface.Time.at.bound { [made] _, wall, zone, choice throws(LuaError) in
            let instant = try Self.civil(Surface.Time.at.entry) { () throws(CivilTimeError) in
                try zone.instant(for: wall.civil, choosing: choice)
            }
            let origin = made.origin(ofWall: wall.text, instant).joined(with: .clock(of: zone))
            return .value(.object(TimeValue(instant, origin)))
        }
    }

    private static var date: BoundFunction {
        Surface.Time.date.bound { _, date in .value(.object(DateValue(date))) }
    }

    private static var duration: BoundFunction {
        Surface.Time.duration.bound { _, span in .value(.object(DurationValue(span))) }
    }

    /// Turns an error of a time into one of a call.
    static func civil<Value>(
        _ entry: SurfaceEntry,
        _ body: () throws(CivilTimeError) -> Value,
    ) throws(LuaError) -> Value {
        do throws(CivilTimeError) {
            return try body()
        } catch {
            throw LuaError(error, in: entry.calledName)
        }
    }
}
