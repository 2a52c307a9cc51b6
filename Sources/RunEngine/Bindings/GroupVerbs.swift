internal import CivilTime
internal import Lua

/// The verbs of a group: each records a change, and none sends one.
enum GroupVerbs {
    /// Every verb.
    static var all: [LuaHostFunction] { [extend, extendTo, shift, set, leaveOut] }

    private static var extend: LuaHostFunction {
        verb("extend") { arguments throws(LuaError) in
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
        verb("extend_to") { arguments throws(LuaError) in
            Change(ends: .noEarlierThan(try arguments.instant(1, "the new end")))
        }
    }

    private static var shift: LuaHostFunction {
        verb("shift") { arguments throws(LuaError) in
            let isBoth = if case .table(let table) = arguments[1] { table.fields["days"] != nil } else { true }
            guard case .table(let spans) = arguments[1], !isBoth else {
                let move = try relative(arguments, 1, "the duration")
                return Change(starts: move, ends: move)
            }
            try refuseUnknown(spans, known: ["starts", "ends"], in: "shift")
            return Change(
                starts: try move(spans, "starts", in: "shift"),
                ends: try move(spans, "ends", in: "shift"),
            )
        }
    }

    private static var set: LuaHostFunction {
        verb("set") { arguments throws(LuaError) in
            guard case .table(let fields) = arguments[1] else {
                throw arguments.mismatch(
                    1,
                    "what to set",
                    "a table such as { ends_at = \"2026-11-24T13:00:00-08:00\" }"
                )
            }
            try refuseUnknown(fields, known: ["starts_at", "ends_at", "name"], in: "set")
            return Change(
                starts: try target(fields, "starts_at"),
                ends: try target(fields, "ends_at"),
                name: try fields.fields["name"].map { value throws(LuaError) in
                    try LuaArguments(function: "set", values: [value]).string(0, "name")
                },
            )
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
        _ change: @escaping (LuaArguments) throws(LuaError) -> Change,
    ) -> LuaHostFunction {
        LuaHostFunction(name) { state, arguments throws(LuaError) in
            let group: GroupValue = try arguments.object(0)
            guard arguments.count <= 3 else { throw LuaError("\(name) takes one value and one table of options") }
            var recorded = try change(arguments)
            try read(arguments, into: &recorded, verb: name)
            recorded.position = state.position()
            let target = group.target
            return try group.session.withPlan { [recorded] builder throws(LuaError) in
                do throws(PlanError) {
                    try builder.record(recorded, of: target, at: group.session.now)
                } catch {
                    throw LuaError(error)
                }
                return .nothing
            }
        }
    }

    /// Reads the table of options, `{ because =, allow = "lockout" }`.
    private static func read(_ arguments: LuaArguments, into change: inout Change, verb: String) throws(LuaError) {
        let options = try arguments.table(2, "the options")
        try refuseUnknown(options, known: ["because", "allow"], in: verb, isEmptyAllowed: true)
        if let because = options.fields["because"] {
            change.because = try LuaArguments(function: verb, values: [because]).string(0, "because")
        }
        guard let allow = options.fields["allow"] else { return }
        guard allow.text == "lockout" else { throw LuaError("\(verb): allow can only be \"lockout\"") }
        change.allowsLockout = true
    }

    private static func refuseUnknown(
        _ table: LuaTable,
        known: [String],
        in verb: String,
        isEmptyAllowed: Bool = false,
    ) throws(LuaError) {
        if let unknown = table.fields.keys.sorted().first(where: { !known.contains($0) }) {
            throw LuaError(NearestName.sentence(verb, "field", unknown, among: known))
        }
        guard table.sequence.isEmpty, table.others.isEmpty, isEmptyAllowed || !table.fields.isEmpty else {
            throw LuaError(
                "\(verb): there is nothing in it; give \(known.joined(separator: ", ")) by name "
                    + "(a field whose value is nil is not there)"
            )
        }
    }

    private static func move(_ table: LuaTable, _ name: String, in verb: String) throws(LuaError) -> Change.Move? {
        guard let value = table.fields[name] else { return nil }
        return try relative(LuaArguments(function: verb, values: [value]), 0, name)
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

    private static func target(_ table: LuaTable, _ name: String) throws(LuaError) -> Change.Move? {
        guard let value = table.fields[name] else { return nil }
        return .to(try LuaArguments(function: "set", values: [value]).instant(0, name))
    }
}
