import CLuaSupport

// The driver: it does what the scheduler says, and asks the C side to run, close and end the coroutines.
extension LuaState {
    /// Deeper than this, tasks that wait where Lua cannot suspend them are refused; each level is on the C stack.
    private static let maximumDepth = 24
    /// Steps between two looks at what has arrived while tasks keep the thread busy.
    private static let stepsBetweenLooks = 64

    /// Runs a function of a script as a task, with all tasks that it starts, to its end.
    /// - Throws: `script_error` with the position and the traceback: the script's own error, else the first one of a
    ///   task that nobody awaited. Further ones are named at the end of the traceback.
    @discardableResult
    public func run(_ function: LuaFunction, _ arguments: [LuaValue] = []) throws(LuaError) -> [LuaValue] {
        try run(function, arguments, reading: clua_task_outcome)
    }

    /// The same for a person who looks at the results: nothing is refused.
    ///
    /// A table with a `__tostring`, a function, a thread, and a table inside itself are `LuaValue.other` with their text;
    /// no such value can be given back to a script.
    /// - Throws: as `run(_:_:)`.
    public func echo(_ function: LuaFunction, _ arguments: [LuaValue] = []) throws(LuaError) -> [LuaValue] {
        try run(function, arguments, reading: clua_task_echo)
    }

    private func run(
        _ function: LuaFunction,
        _ arguments: [LuaValue],
        reading outcome: (OpaquePointer, Int64) -> Int32,
    ) throws(LuaError) -> [LuaValue] {
        releaseForgotten()
        let isOutermost = clua_enter(host)
        defer { if isOutermost { endRun() } }
        write(arguments)
        let task = tasks.scheduler.nextID
        _ = try results(clua_task_new(host, Int64(task), function.reference))
        tasks.scheduler.start(.script)
        if !drive(until: { tasks.scheduler.hasEnded(task) }), !clua_must_stop(host) {
            close(tasks.scheduler.cancelChildren(of: task) + [task])
        }
        let outcome = Result { () throws(LuaError) in try results(outcome(host, Int64(task))) }
        if clua_must_stop(host) { return try outcome.get() }
        clua_task_end(host, Int64(task), false)
        _ = tasks.scheduler.end(task)
        guard tasks.scheduler.current == TaskScheduler.none else { return try outcome.get() }
        let errors = unawaitedErrors()
        return errors.isEmpty ? try outcome.get() : try outcome.adding(errors).get()
    }

    /// Ends a run; after a limit nothing of it goes on.
    private func endRun() {
        if clua_must_stop(host) {
            clua_abandon_tasks(host)
            tasks.abandonAll()
        }
        clua_leave(host)
        endLines()
    }

    private func unawaitedErrors() -> [LuaError] {
        var errors: [LuaError] = []
        while clua_task_next_failure(host) != Int32(CLUA_DONE.rawValue) {
            do throws(LuaError) { _ = try results(Int32(CLUA_FAILED.rawValue)) } catch { errors.append(error) }
            if clua_must_stop(host) { break }
        }
        return errors
    }

    /// Runs tasks; false when nothing is left that could go on, or a limit has stopped the run.
    private func drive(until isDone: () -> Bool) -> Bool {
        var steps = 0
        while !isDone() {
            if clua_must_stop(host) { return false }
            steps += 1
            if steps % Self.stepsBetweenLooks == 0 { tasks.takeArrivals() }
            if let task = tasks.scheduler.next() {
                step(task)
                continue
            }
            tasks.takeArrivals()
            if let task = tasks.scheduler.next() {
                step(task)
            } else if !tasks.waitForArrivals(within: clua_time_left(host)) {
                return false
            }
        }
        return true
    }

    private func step(_ task: TaskScheduler.ID) {
        let outcome = clua_task_resume(host, Int64(task))
        if clua_must_stop(host) { return }
        let isWaiting = outcome == Int32(CLUA_WAITING.rawValue)
        if isWaiting, !tasks.scheduler.isCancelled(task) { return tasks.scheduler.suspend() }
        if outcome != Int32(CLUA_DONE.rawValue) { close(tasks.scheduler.cancelChildren(of: task)) }
        tasks.scheduler.leave()
        if tasks.scheduler.isCancelled(task) {
            close([task])
        } else {
            if outcome == Int32(CLUA_FAILED.rawValue) { closeSiblings(of: task) }
            end(task)
        }
    }

    private func closeSiblings(of task: TaskScheduler.ID) {
        guard tasks.scheduler.kind(of: task) == .mapped else { return }
        let parent = tasks.scheduler.parent(of: task)
        close(tasks.scheduler.cancelMappedChildren(of: parent, except: task))
    }

    /// Closes cancelled tasks in this order, after their calls in flight were cancelled.
    private func close(_ cancelled: [TaskScheduler.ID]) {
        for task in cancelled {
            tasks.scheduler.forgetWait(of: task)
            tasks.cancelWork(tasks.scheduler.latestTicket(of: task))
        }
        for task in cancelled where !clua_must_stop(host) {
            tasks.scheduler.beginClosing(task)
            clua_task_cancel(host, Int64(task))
            tasks.scheduler.close(task)
            end(task)
        }
    }

    /// Ends a task that is over, and its parents that have only waited for it.
    private func end(_ task: TaskScheduler.ID) {
        var task = task
        while task != TaskScheduler.none, tasks.scheduler.hasEnded(task) {
            let kind = tasks.scheduler.kind(of: task)
            if kind == .script { return }
            clua_task_end(host, Int64(task), kind == .spawned && !tasks.scheduler.isCancelled(task))
            task = tasks.scheduler.end(task)
        }
    }
}

// MARK: - What the C side asks for

extension LuaState {
    func nextTask() -> Int64 {
        tasks.scheduler.canStart ? Int64(tasks.scheduler.nextID) : 0
    }

    func startTask(_ kind: TaskScheduler.Kind) {
        tasks.scheduler.start(kind)
    }

    func awaitTask(_ task: TaskScheduler.ID) -> clua_refusal {
        if tasks.scheduler.current == task { return CLUA_ITSELF }
        if tasks.scheduler.dependsOnCurrent(task) { return CLUA_CYCLE }
        clua_set_ticket(host, tasks.scheduler.wait(for: task))
        return CLUA_ACCEPTED
    }

    func awaitChildren() {
        clua_set_ticket(host, tasks.scheduler.waitForChildren())
    }

    func sleep(_ seconds: Double) {
        clua_set_ticket(host, tasks.sleep(seconds))
    }

    /// Makes of the outcome of a wait what the host function answers.
    func finish(_ ticket: TaskScheduler.Ticket) -> clua_status {
        releaseForgotten()
        guard let (finish, outcome) = tasks.takeOutcome(ticket) else {
            return answer { () throws(LuaError) in throw LuaError("a wait was lost (ticket \(ticket))") }
        }
        return finish(outcome)
    }

    /// Returns when the wait has ended, or can never end.
    func block(_ ticket: TaskScheduler.Ticket) -> clua_refusal {
        guard let (task, wait) = tasks.scheduler.waiter(ticket) else { return CLUA_ACCEPTED }
        let refusal = wait == .arrival ? blockForArrival(ticket) : blockForTasks(ticket, of: task)
        guard refusal != CLUA_ACCEPTED, !clua_must_stop(host) else { return refusal }
        tasks.scheduler.forgetWait(of: task)
        if wait == .children { close(tasks.scheduler.cancelMappedChildren(of: task)) }
        return refusal
    }

    private func blockForArrival(_ ticket: TaskScheduler.Ticket) -> clua_refusal {
        tasks.takeArrivals()
        while tasks.scheduler.isWaiting(ticket) {
            let left = clua_time_left(host)
            guard left > 0, tasks.waitForArrivals(within: left) else { return CLUA_NEVER }
        }
        return CLUA_ACCEPTED
    }

    private func blockForTasks(_ ticket: TaskScheduler.Ticket, of task: TaskScheduler.ID) -> clua_refusal {
        guard tasks.depth < Self.maximumDepth else { return CLUA_TOO_DEEP }
        tasks.depth += 1
        defer { tasks.depth -= 1 }
        _ = drive(until: { !tasks.scheduler.isWaiting(ticket) || tasks.scheduler.isInterrupted(task) })
        if !tasks.scheduler.isWaiting(ticket) { return CLUA_ACCEPTED }
        return tasks.scheduler.isInterrupted(task) ? CLUA_CANCELLED : CLUA_NEVER
    }

    /// A coroutine that waits is being closed: its call is cancelled, and the task that resumed it goes on.
    func abandon(_ ticket: TaskScheduler.Ticket) {
        tasks.cancelWork(ticket)
        guard let (task, wait) = tasks.scheduler.waiter(ticket) else { return }
        tasks.scheduler.finish(ticket)
        if wait == .children { close(tasks.scheduler.cancelMappedChildren(of: task)) }
    }
}

extension Result where Success == [LuaValue], Failure == LuaError {
    /// The result with errors that happened besides: the first one when there was none.
    fileprivate func adding(_ errors: [LuaError]) -> Self {
        switch self {
        case .success: return .failure(errors[0].adding(errors.dropFirst()))
        case .failure(let error): return .failure(error.adding(errors[...]))
        }
    }
}

extension LuaError {
    fileprivate func adding(_ errors: ArraySlice<LuaError>) -> LuaError {
        var copy = self
        let lines = errors.map { "another task failed, and nobody awaited it: \($0)" }
        copy.traceback = ([traceback].compactMap(\.self) + lines).joined(separator: "\n")
        return copy
    }
}
