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

    /// The oldest finished wait; blocks until there is one or the time is up, and is nil then.
    func next(within nanoseconds: Int64) -> (ticket: Int64, outcome: any Sendable)? {
        let limit = Int(clamping: min(nanoseconds, .max / 2))
        guard arrivals.wait(timeout: .now() + .nanoseconds(limit)) == .success else { return nil }
        return finished.withLock { $0.removeFirst() }
    }
}
