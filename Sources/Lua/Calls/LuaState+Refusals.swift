import CLuaSupport

extension LuaState {
    /// Has a host function refuse arguments that the functions of `json` and `task` do not take.
    ///
    /// It is called with the name of the function and its arguments, only when there is something wrong with them, and throws; if
    /// it does not, the library says it in its own words.
    /// - Throws: `script_error` when Lua has no memory for it.
    package func refuseArguments(by function: LuaHostFunction) throws(LuaError) {
        write([.hostFunction(function)])
        _ = try results(clua_keep_refusal(host))
    }
}
