import CLuaSupport

extension LuaState {
    /// Opens the module `task` as a global: `map`, `spawn`, `sleep`, and the method `await` of a task.
    ///
    /// `task.sleep` sleeps by `clock`; tests give one of their own. Call this before a script runs. The answer is the
    /// module, for a `require` of the host.
    /// - Throws: `script_error` when Lua has no memory for it.
    @discardableResult
    public func openTasks(clock: some Clock<Duration> = ContinuousClock()) throws(LuaError) -> LuaValue {
        tasks.use(TaskClock(clock))
        let names = ["map", "sleep", "spawn"]
        let functions = try results(clua_task_functions(host))
        let missing = LuaHostFunction("task") { _, arguments throws(LuaError) in
            throw LuaError("task has no \(try arguments.string(1, "name")); it has map, sleep and spawn")
        }
        let members = Dictionary(zip(names, functions)) { first, _ in first }
        let module = try module("task", members, missing: missing)
        try set("task", module)
        return module
    }
}
