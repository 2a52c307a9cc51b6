import CLuaSupport

/// Work that a task waits for.
enum TaskWork {
    /// A Swift task.
    case task(@Sendable () async -> any Sendable)
    /// Work that calls back; what beginning it answers cancels it.
    case started((@escaping @Sendable (any Sendable) -> Void) -> @Sendable () -> Void)
}

/// What a state keeps for its tasks: the bookkeeping, the work in flight, and where completions arrive.
///
/// A wait for a host call is one Swift task, or work that calls back; all sleeps together are one, for the earliest of them.
struct TaskRuntime {
    typealias Ticket = TaskScheduler.Ticket
    /// Makes of the outcome of some work what the host function answers; called on the thread of the state.
    typealias Finish = (any Sendable) -> clua_status

    private struct Work {
        let cancel: @Sendable () -> Void
        let finish: Finish
        var outcome: (any Sendable)?
    }

    var scheduler = TaskScheduler()
    /// How many drivers run inside one another.
    var depth = 0
    private var clock = TaskClock(ContinuousClock())
    let queue = CompletionQueue()
    private var work: [Ticket: Work] = [:]
    private var inFlight = 0
    private var timers = TimerHeap()
    private var alarm: (deadline: Duration, task: Task<Void, Never>)?

    /// Sleeps by another clock from now on; nobody sleeps yet.
    mutating func use(_ clock: TaskClock) {
        self.clock = clock
    }

    /// Starts work that the task that runs waits for.
    mutating func start(_ started: TaskWork, finish: @escaping Finish) -> Ticket {
        let ticket = scheduler.waitForArrival()
        work[ticket] = Work(cancel: begin(started, ticket), finish: finish)
        inFlight += 1
        return ticket
    }

    /// Begins work whose outcome comes through the queue, and answers what cancels it.
    private func begin(_ work: TaskWork, _ ticket: Ticket) -> @Sendable () -> Void {
        let queue = queue
        switch work {
        case .started(let start): return start { queue.add(.outcome(ticket, $0)) }
        case .task(let body):
            // Awaited by `waitForArrivals()` through the queue; cancelled with the task that waits, and when the state
            // closes.
            let task = Task { queue.add(.outcome(ticket, await body())) }
            return { task.cancel() }
        }
    }

    /// Starts a sleep of the task that runs.
    mutating func sleep(_ seconds: Double) -> Ticket {
        let ticket = scheduler.waitForArrival()
        timers.insert(clock.now() + .seconds(seconds), ticket)
        return ticket
    }

    /// Takes the outcome of a wait that has ended.
    mutating func takeOutcome(_ ticket: Ticket) -> (finish: Finish, outcome: any Sendable)? {
        guard let done = work.removeValue(forKey: ticket), let outcome = done.outcome else { return nil }
        return (done.finish, outcome)
    }

    /// Cancels the work of a wait, whose outcome is of no interest any more.
    mutating func cancelWork(_ ticket: Ticket) {
        guard let cancelled = work.removeValue(forKey: ticket) else { return }
        if cancelled.outcome == nil { inFlight -= 1 }
        cancelled.cancel()
    }

    /// Cancels everything, for a state that closes.
    func cancelAll() {
        for work in work.values { work.cancel() }
        alarm?.task.cancel()
    }

    /// Forgets all tasks and cancels their work, after a limit has stopped them.
    mutating func abandonAll() {
        cancelAll()
        work.removeAll()
        inFlight = 0
        timers = TimerHeap()
        alarm = nil
        depth = 0
        scheduler.abandonAll()
    }

    /// Notes what has arrived so far; does not wait.
    mutating func takeArrivals() {
        note(queue.takeAll())
        ringTimers()
    }

    /// Blocks the thread until something has arrived or no time is left; false when nothing can arrive.
    mutating func waitForArrivals(within nanoseconds: Int64) -> Bool {
        timers.drop(alive: scheduler.waitCount) { [scheduler] in !scheduler.isWaiting($0) }
        guard inFlight > 0 || timers.earliest != nil else { return false }
        setAlarm()
        note(queue.waitForAll(within: nanoseconds))
        ringTimers()
        return true
    }

    private mutating func note(_ arrivals: [CompletionQueue.Arrival]) {
        for arrival in arrivals {
            switch arrival {
            case .interruption: break
            case .time(let deadline):
                if alarm?.deadline == deadline { alarm = nil }
            case .outcome(let ticket, let outcome):
                guard work[ticket] != nil else { continue }
                work[ticket]?.outcome = outcome
                inFlight -= 1
                scheduler.finish(ticket)
            }
        }
    }

    private mutating func ringTimers() {
        guard timers.earliest != nil else { return }
        let now = clock.now()
        while let ticket = timers.pop(until: now) { scheduler.finish(ticket) }
    }

    private mutating func setAlarm() {
        guard alarm?.deadline != timers.earliest else { return }
        alarm?.task.cancel()
        alarm = nil
        guard let deadline = timers.earliest else { return }
        let clock = clock
        let queue = queue
        // Awaited by `waitForArrivals()` through the queue; cancelled when an earlier time comes up.
        let task = Task {
            await clock.sleep(deadline)
            if !Task.isCancelled { queue.add(.time(deadline)) }
        }
        alarm = (deadline, task)
    }
}
