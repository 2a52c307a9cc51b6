internal import CivilTime
internal import Lua
internal import Model

/// `run`: what a script knows of its own run.
struct RunBinding {
    let session: ScriptSession
    /// The module `json` of the same state.
    let json: LuaValue

    /// Makes the module `run`.
    func module(in state: LuaState) throws(LuaError) -> LuaValue {
        let members: [String: LuaValue] = [
            "id": .string(session.context.runID),
            "time": .object(TimeValue(session.context.time)),
            "args": .table(LuaTable(sequence: session.context.arguments.map(LuaValue.string))),
            "leave_out": .hostFunction(leaveOut),
            "expect": .hostFunction(expect),
        ]
        return try state.module("run", members, missing: other(than: Array(members.keys)))
    }

    private var leaveOut: LuaHostFunction {
        LuaHostFunction("run.leave_out") { [session] _, arguments throws(LuaError) in
            session.leftOut.append(
                Plan.LeftOut(what: try arguments.string(0, "what"), why: try arguments.string(1, "why"))
            )
            return .nothing
        }
    }

    // MARK: - The expectation

    private var expect: LuaHostFunction {
        LuaHostFunction("run.expect") { [session] _, arguments throws(LuaError) in
            guard case .table(let table) = arguments[0] else {
                throw arguments.mismatch(0, "what is expected", "a table such as { groups = { 1, 60 } }")
            }
            try table.requireFields(known: ["groups"], in: "run.expect")
            session.expectedGroups = try range(table.fields["groups"] ?? .nil)
            return .nothing
        }
    }

    private func range(_ value: LuaValue) throws(LuaError) -> ClosedRange<Int> {
        let bounds: [LuaValue] = if case .table(let table) = value { table.sequence } else { [value, value] }
        guard bounds.count == 2 else {
            throw LuaError("run.expect: groups must be a number, or the least and the most, such as { 1, 60 }")
        }
        let numbers = LuaArguments(function: "run.expect", values: bounds)
        let (least, most) = (try numbers.integer(0, "groups"), try numbers.integer(1, "groups"))
        guard 0 <= least, least <= most, most <= 10_000_000 else {
            throw LuaError("run.expect: groups = { \(least), \(most) } is no range; the least comes first")
        }
        return Int(least)...Int(most)
    }

    // MARK: - The memory

    /// `run.memory`, which is read at its first use; any other name is refused.
    private func other(than names: [String]) -> LuaHostFunction {
        LuaHostFunction("run") { [session, json] _, arguments throws(LuaError) in
            guard arguments[1].text == "memory" else {
                let name = arguments[1].text ?? "?"
                throw LuaError(NearestName.sentence("run", "member", name, among: names + ["memory"]))
            }
            if let memory = session.memory { return .value(memory.table) }
            let read = session.context.memory
            return .wait(for: { await Self.kept(read) }) { state, outcome throws(LuaError) in
                if let memory = session.memory { return .value(memory.table) }
                guard case .success(let text) = outcome else {
                    throw LuaError("run.memory cannot be read: \(outcome.reason)")
                }
                let memory = try ScriptMemory(text, json: json, in: state)
                session.memory = memory
                return .value(memory.table)
            }
        }
    }

    private static func kept(
        _ read: @Sendable () async throws(JournalError) -> String?
    ) async -> Result<String?, JournalError> {
        do throws(JournalError) {
            return .success(try await read())
        } catch {
            return .failure(error)
        }
    }
}

extension Result where Failure == JournalError {
    /// Why it failed, empty when it did not.
    fileprivate var reason: String {
        if case .failure(let error) = self { error.message } else { "" }
    }
}
