import CLuaSupport

extension LuaState {
    /// Opens the module `task` as a global: `map`, `spawn`, `sleep`, and the method `await` of a task.
    ///
    /// - `task.map(list, fn, { concurrency = 8 })` calls `fn(value, index)` for each value, at most `concurrency` at
    ///   once (8 unless given), and returns the first result of each call at the place of its value; where a call
    ///   returned nothing, nil is at the place. An error in one cancels the others, the newest first, and is raised.
    /// - `task.spawn(fn, ...)` starts a task, which begins when the one that runs waits or ends. `t:await()` returns what
    ///   its function returned, or raises its error, as often as it is called. An error that nobody awaited is raised
    ///   when the script has ended.
    /// - `task.sleep(seconds)`.
    ///
    /// A task ends after the tasks that it started. One that fails cancels them: their calls in flight are cancelled,
    /// and their to-be-closed variables are closed, in the innermost coroutine first. Where Lua cannot suspend (a sort
    /// comparator, a gsub callback), a task that awaits lets the others run inside its call; a sleep or a host call
    /// blocks the thread until it is over. A wait that can never end is an error.
    ///
    /// `clock` is the one that `task.sleep` goes by. Call this before a script runs. The answer is the module, for a
    /// `require` of the host.
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
