import Dispatch
import Synchronization

/// Where finished waits arrive from other threads, for the one thread that owns the state.
final class CompletionQueue: Sendable {
    /// Something that happened on another thread.
    enum Arrival: Sendable {
        /// The work of a wait is done.
        case outcome(TaskScheduler.Ticket, any Sendable)
        /// A time that tasks sleep to has come.
        case time(Duration)
        /// The run is to stop; this only wakes the thread.
        case interruption
    }

    private struct Contents {
        var arrivals: [Arrival] = []
        var isAwaited = false
    }

    private let contents = Mutex(Contents())
    private let wakeUp = DispatchSemaphore(value: 0)

    /// Adds an arrival; from any thread.
    func add(_ arrival: Arrival) {
        let isAwaited = contents.withLock { contents in
            contents.arrivals.append(arrival)
            defer { contents.isAwaited = false }
            return contents.isAwaited
        }
        if isAwaited { wakeUp.signal() }
    }

    /// All arrivals so far, the oldest first; none is a fine answer.
    func takeAll() -> [Arrival] {
        contents.withLock { contents in
            defer { contents.arrivals = [] }
            return contents.arrivals
        }
    }

    /// All arrivals so far, the oldest first; blocks until there is one or the time is up, and is empty then.
    func waitForAll(within nanoseconds: Int64) -> [Arrival] {
        let end = DispatchTime.now() + .nanoseconds(Int(clamping: min(nanoseconds, .max / 2)))
        while true {
            let arrivals = contents.withLock { contents in
                contents.isAwaited = contents.arrivals.isEmpty
                defer { contents.arrivals = [] }
                return contents.arrivals
            }
            if !arrivals.isEmpty { return arrivals }
            guard wakeUp.wait(timeout: end) == .success else { return [] }
        }
    }
}
