package import Lua

/// What is wrong with the arguments of functions that are C, in the words of their entries.
package enum NativeRefusals {
    /// Has a state refuse such arguments by the entries.
    /// - Throws: `script_error` when Lua has no memory for it.
    package static func open(in state: LuaState) throws(LuaError) {
        try state.refuseArguments(
            by: LuaHostFunction("arguments") { _, arguments throws(LuaError) in
                let name = arguments[0].text ?? ""
                let entries = Surface.Tasks.entries + Surface.JSON.entries
                try entries.first { $0.name == name }?.check(arguments.values.dropFirst())
                return .nothing
            }
        )
    }
}
