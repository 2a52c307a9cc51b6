import Dispatch
import Synchronization

/// Where finished waits arrive from other threads, for the one thread that owns the state.
final class CompletionQueue: Sendable {
    private let finished = Mutex<[(ticket: Int64, outcome: any Sendable)]>([])
    private let arrivals = DispatchSemaphore(value: 0)

    /// Adds a finished wait; from any thread.
    func finish(_ ticket: Int64, with outcome: any Sendable) {
        finished.withLock { $0.append((ticket, outcome)) }
        arrivals.signal()
    }

    /// The oldest finished wait; blocks until there is one.
    func next() -> (ticket: Int64, outcome: any Sendable) {
        arrivals.wait()
        return finished.withLock { $0.removeFirst() }
    }
}
