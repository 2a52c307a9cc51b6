internal import CivilTime
internal import Lua

/// What `t:add{ days = 1, hours = 2 }` adds: days on the calendar of a zone first, and then real time.
struct CivilStep {
    private var days = 0
    private var span = TimeSpan.zero

    /// Reads the table at 1.
    /// - Throws: `script_error` for a unit that is not known, and for a table with nothing in it.
    init(_ arguments: LuaArguments) throws(LuaError) {
        guard case .table(let table) = arguments[1] else {
            throw arguments.mismatch(1, "what is added", "a table such as { days = 1 }")
        }
        try table.requireFields(known: ["days", "hours", "minutes", "seconds"], in: "add")
        var rest = table
        if let value = rest.fields.removeValue(forKey: "days") {
            let count = try LuaArguments(function: "add", values: [value]).integer(0, "days")
            guard (-3660...3660).contains(count) else { throw LuaError("add: \(count) days are too many") }
            days = Int(count)
        }
        if !rest.fields.isEmpty { span = try TimeBinding.span(of: rest) }
    }

    /// The time after the step; days need the zone at 2, and the word at 3 chooses where the clocks change.
    /// - Throws: `script_error` without a zone for days, and for a wall time that is missing or there twice.
    func applied(to time: TimeValue, _ arguments: LuaArguments) throws(LuaError) -> TimeValue {
        guard days != 0 else {
            let instant = try arguments.civil { () throws(CivilTimeError) in try time.instant.adding(span) }
            return TimeValue(instant, time.origin)
        }
        if arguments[2].isNil {
            throw LuaError("add: days have a length only in a zone; write t:add({ days = \(days) }, g.zone)")
        }
        let zone = try arguments.zone(2, "zone")
        let choice = try arguments.choice(3)
        let instant = try arguments.civil { () throws(CivilTimeError) in
            let wall = zone.civil(at: time.instant)
            let day = try wall.date.adding(days: days)
            return try zone.instant(for: CivilDateTime(date: day, time: wall.time), choosing: choice).adding(span)
        }
        return TimeValue(instant, time.origin.joined(with: .clock(of: zone)))
    }
}
