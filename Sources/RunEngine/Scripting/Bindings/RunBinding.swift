internal import CivilTime
internal import Lua
internal import Model
internal import Scripting
internal import Spelling

/// `run`: what a script knows of its own run.
struct RunBinding {
    let session: ScriptSession
    /// The module `json` of the same state.
    let json: LuaValue

    /// Makes the module `run`.
    func module(in state: LuaState) throws(LuaError) -> LuaValue {
        let values: [String: LuaValue] = [
            "id": .string(session.context.runID),
            "args": .table(LuaTable(sequence: session.context.arguments.map(LuaValue.string))),
        ]
        let functions = [expect, leaveOut, listSummary, AlarmBinding(session: session).raise]
        let names = values.keys + ["time"] + functions.map(\.entry.shortName)
        return try state.module("run", functions, values: values, missing: other(than: Array(names)))
    }

    private var leaveOut: BoundFunction {
        Surface.Run.leaveOut.bound { [session] _, what, why, isUnread in
            var left = Plan.LeftOut(what: what, why: why)
            left.isAskedFor = true
            left.isUnread = (isUnread ?? nil) ?? false
            session.leftOut.append(left)
            return .nothing
        }
    }

    private var listSummary: BoundFunction {
        Surface.Run.listSummary.bound { _, rows, stays in
            let unread = rows.sequence.count { row in
                guard case .table(let row) = row, let problem = row.fields["problem"] else { return false }
                return problem.text != nil
            }
            let found = stays.sequence.count + stays.fields.count + stays.others.count
            return .value(.string(ListSummary(rows: rows.sequence.count, unread: unread, found: found).line))
        }
    }

    private var expect: BoundFunction {
        Surface.Run.expect.bound { [session] _, groups throws(LuaError) in
            guard groups.upperBound <= 10_000_000 else {
                throw LuaError("run.expect: \(groups.upperBound) groups are more than any workspace has")
            }
            session.expectedGroups = groups
            return .nothing
        }
    }

    // MARK: - The memory

    /// `run.time`, which may be that of the server's clock, and `run.memory`, which is read at its first use; any other name is refused.
    private func other(than names: [String]) -> LuaHostFunction {
        LuaHostFunction("run") { [session, json] _, arguments throws(LuaError) in
            if arguments[1].text == "time" { return .value(.object(TimeValue(session.time))) }
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
