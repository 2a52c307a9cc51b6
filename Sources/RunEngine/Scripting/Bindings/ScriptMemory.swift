internal import Lua

/// `run.memory`: a table that lasts from one firing of a script to the next.
final class ScriptMemory {
    /// What the table may weigh as JSON, in bytes.
    private static let limit = 64 << 10

    /// The table; every look at `run.memory` gives the same one.
    let table: LuaValue
    private let writer: LuaFunction

    /// Makes the table of what was kept; `json` is the script's own module, which writes it back.
    /// - Throws: `script_error` when the kept text is no JSON.
    init(_ text: String?, json: LuaValue, in state: LuaState) throws(LuaError) {
        let bytes = Array((text ?? "{}").utf8)
        table = try unsafe state.decodeJSON(bytes.span.bytes, owner: "run.memory")
        let source = "local json, memory = ... return function() return json.encode(memory) end"
        guard case .function(let writer)? = try state.call(state.load(source, name: "memory"), [json, table]).first
        else {
            throw LuaError("run.memory cannot be made")
        }
        self.writer = writer
    }

    /// The table as JSON, after the script has ended.
    /// - Throws: `script_error` for what JSON cannot hold, and for more than 64 KB.
    func json(in state: LuaState) throws(LuaError) -> String {
        let text: String?
        do throws(LuaError) {
            text = try state.run(writer).first?.text
        } catch {
            throw LuaError("run.memory cannot be kept: \(error.message)")
        }
        guard let text, text.utf8.count <= Self.limit else {
            throw LuaError(
                "run.memory is for a few values, and holds over 64 KB; keep ids and times, not lists of codes"
            )
        }
        return text
    }
}
