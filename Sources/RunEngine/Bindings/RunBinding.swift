internal import CivilTime
internal import Lua

/// `run`: what a script knows of its own run.
struct RunBinding {
    let session: ScriptSession

    /// Makes the module `run`.
    func module(in state: LuaState) throws(LuaError) -> LuaValue {
        let members: [String: LuaValue] = [
            "id": .string(session.context.runID),
            "time": .object(TimeValue(session.context.time)),
            "args": .table(LuaTable(sequence: session.context.arguments.map(LuaValue.string))),
            "leave_out": .hostFunction(leaveOut),
        ]
        let missing = NearestName.missing(in: "run", kind: "member", among: Array(members.keys))
        return try state.module("run", members, missing: missing)
    }

    private var leaveOut: LuaHostFunction {
        LuaHostFunction("run.leave_out") { [session] _, arguments throws(LuaError) in
            session.leftOut.append(
                Plan.LeftOut(what: try arguments.string(0, "what"), why: try arguments.string(1, "why"))
            )
            return .nothing
        }
    }
}
