internal import Dispatch
internal import Synchronization

/// Runs a task, and what it awaits, on the thread that asks for it: a small script then needs no thread of Swift's pool,
/// and no time to wake one.
final class MainLoop: TaskExecutor {
    private let jobs = Mutex<[UnownedJob]>([])
    private let arrivals = DispatchSemaphore(value: 0)

    /// Runs `body` and ends the process with its exit code.
    static func run(_ body: @escaping @Sendable () async -> Int32) -> Never {
        let loop = MainLoop()
        // It ends the process.
        Task(executorPreference: loop) { ProcessEnvironment.end(await body()) }
        while true { loop.runNext() }
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        jobs.withLock { $0.append(job) }
        arrivals.signal()
    }

    private func runNext() {
        arrivals.wait()
        let job = jobs.withLock { $0.removeFirst() }
        unsafe job.runSynchronously(on: asUnownedTaskExecutor())
    }
}
