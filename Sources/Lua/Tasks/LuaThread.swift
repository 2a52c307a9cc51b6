import Dispatch
import Synchronization

/// A thread of its own that runs the jobs of one actor: the thread that owns a Lua state.
///
/// Give it to an actor as its executor, and keep the `LuaState` in a property of that actor.
public final class LuaThread: SerialExecutor {
    private struct Work {
        var jobs: [UnownedJob] = []
        var isStopped = false
    }

    private let work = Mutex(Work())
    private let arrivals = DispatchSemaphore(value: 0)

    /// Starts the thread; it ends after the last reference to this object is gone.
    public init(name: String) {
        let loop = Loop(arrivals: arrivals)
        loop.owner = self
        NativeThread.start(name: name) { loop.run() }
    }

    deinit {
        work.withLock { $0.isStopped = true }
        arrivals.signal()
    }

    /// Adds a job of the actor.
    public func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        work.withLock { $0.jobs.append(job) }
        arrivals.signal()
    }

    private func runNext() {
        guard let job = work.withLock({ $0.jobs.isEmpty ? nil : $0.jobs.removeFirst() }) else { return }
        job.runSynchronously(on: asUnownedSerialExecutor())
    }

    /// The thread's side: it must not keep the executor alive while it waits.
    private final class Loop: @unchecked Sendable {
        // Proof: `owner` is written once before the thread starts, and weak reads are atomic.
        weak var owner: LuaThread?
        let arrivals: DispatchSemaphore

        init(arrivals: DispatchSemaphore) {
            self.arrivals = arrivals
        }

        func run() {
            while true {
                arrivals.wait()
                guard let owner else { return }
                owner.runNext()
            }
        }
    }
}
