internal import CivilTime
internal import Lua
internal import Model

/// The verbs of a group: each records a change, and none sends one.
enum GroupVerbs {
    /// Every verb.
    static var all: [LuaHostFunction] { [extend, extendTo, shift, set, setClock, align, leaveOut] }

    private static var extend: LuaHostFunction {
        verb("extend") { arguments, _ throws(LuaError) in
            if let days = try arguments.days(1) {
                guard days > 0 else { throw LuaError("extend moves the end later, and \(days) days do not") }
                return Change(ends: .byDays(days))
            }
            let span = try arguments.span(1, "the duration")
            guard span > .zero else {
                throw LuaError(
                    "extend moves the end later, and \"\(span)\" does not; "
                        + "to shorten a stay write g:shift{ ends = \"\(span)\" }"
                )
            }
            return Change(ends: .by(span))
        }
    }

    private static var extendTo: LuaHostFunction {
        verb("extend_to") { arguments, made throws(LuaError) in
            let end = try arguments.time(1, "the new end", made)
            var change = Change(ends: .noEarlierThan(end.instant))
            change.endsOrigin = end.origin
            return change
        }
    }

    private static var shift: LuaHostFunction {
        verb("shift") { arguments, _ throws(LuaError) in
            guard case .table(let spans) = arguments[1], spans.fields["days"] == nil else {
                let move = try relative(arguments, 1, "the duration")
                return Change(starts: move, ends: move)
            }
            try spans.requireFields(known: ["starts", "ends"], in: "shift")
            return Change(starts: try move(spans, "starts"), ends: try move(spans, "ends"))
        }
    }

    private static var set: LuaHostFunction {
        verb("set") { arguments, made throws(LuaError) in
            let example = "a table such as { ends_at = \"2026-11-24T13:00:00-08:00\" }"
            let fields = try table(arguments, "what to set", example, ["starts_at", "ends_at", "name"])
            let starts = try time(fields, "starts_at", made)
            let ends = try time(fields, "ends_at", made)
            var change = Change(
                starts: (starts?.instant).map(Change.Move.to),
                ends: (ends?.instant).map(Change.Move.to),
                name: try fields["name"].map { value throws(LuaError) in
                    try LuaArguments(function: "set", values: [value]).string(0, "name")
                },
            )
            change.startsOrigin = starts?.origin ?? .absolute
            change.endsOrigin = ends?.origin ?? .absolute
            return change
        }
    }

    private static var setClock: LuaHostFunction {
        verb("set_clock") { arguments, _ throws(LuaError) in
            let example = "a table such as { starts = \"15:00\", ends = \"11:00\" }"
            let fields = try table(arguments, "the clock times", example, ["starts", "ends", "choose"])
            let choice = try LuaArguments(function: "set_clock", values: [fields["choose"] ?? .nil]).choice(0)
            func clock(_ name: String) throws(LuaError) -> Change.Move? {
                guard let value = fields[name] else { return nil }
                let clock = LuaArguments(function: "set_clock", values: [value])
                return .clock(try clock.clock(0, name), choice)
            }
            let change = Change(starts: try clock("starts"), ends: try clock("ends"))
            guard !change.isEmpty else { throw LuaError("set_clock: give starts, ends or both") }
            return change
        }
    }

    private static var align: LuaHostFunction {
        verb("align") { arguments, _ throws(LuaError) in
            let fields = try table(
                arguments,
                "what to align",
                "a table such as { ends = \"latest\" }",
                ["starts", "ends"]
            )
            func edge(_ name: String) throws(LuaError) -> Change.Move? {
                switch fields[name] {
                case nil: return nil
                case .string("latest"): return .latest
                case .string("earliest"): return .earliest
                case let value?:
                    let given = value.text.map { "\"\($0)\"" } ?? "a \(value.typeName)"
                    throw LuaError("align: \(name) can be \"latest\" or \"earliest\", not \(given)")
                }
            }
            return Change(starts: try edge("starts"), ends: try edge("ends"))
        }
    }

    private static var leaveOut: LuaHostFunction {
        LuaHostFunction("leave_out") { _, arguments throws(LuaError) in
            let group: GroupValue = try arguments.object(0)
            let why = try arguments.string(1, "why")
            return try group.session.withPlan { builder in
                group.session.leftOut.append(Plan.LeftOut(what: group.label(builder.index), why: why))
                return .nothing
            }
        }
    }

    // MARK: - What the verbs share

    private static func verb(
        _ name: String,
        _ change: @escaping (LuaArguments, MadeTimes) throws(LuaError) -> Change,
    ) -> LuaHostFunction {
        LuaHostFunction(name) { state, arguments throws(LuaError) in
            let group: GroupValue = try arguments.object(0)
            guard arguments.count <= 3 else { throw LuaError("\(name) takes one value and one table of options") }
            var recorded = try change(arguments, group.session.madeTimes)
            try ChangeOptions.read(arguments, at: 2, into: &recorded)
            recorded.isNamed = group.isNamed
            recorded.position = state.position()
            return try group.session.record(recorded, of: group.target)
        }
    }

    private static func table(
        _ arguments: LuaArguments,
        _ what: String,
        _ example: String,
        _ known: [String],
    ) throws(LuaError) -> [String: LuaValue] {
        guard case .table(let table) = arguments[1] else { throw arguments.mismatch(1, what, example) }
        try table.requireFields(known: known, in: arguments.function)
        return table.fields
    }

    private static func move(_ table: LuaTable, _ name: String) throws(LuaError) -> Change.Move? {
        guard let value = table.fields[name] else { return nil }
        return try relative(LuaArguments(function: "shift", values: [value]), 0, name)
    }

    /// A duration, or `{ days = n }`, that is not nothing.
    private static func relative(
        _ arguments: LuaArguments,
        _ index: Int,
        _ name: String,
    ) throws(LuaError) -> Change.Move {
        let days = try arguments.days(index)
        let span = days == nil ? try arguments.span(index, name) : .zero
        guard days ?? 0 != 0 || span != .zero else { throw LuaError("shift: a duration of nothing moves nothing") }
        return days.map(Change.Move.byDays) ?? .by(span)
    }

    private static func time(
        _ fields: [String: LuaValue],
        _ name: String,
        _ made: MadeTimes,
    ) throws(LuaError) -> TimeValue? {
        guard let value = fields[name] else { return nil }
        return try LuaArguments(function: "set", values: [value]).time(0, name, made)
    }
}
