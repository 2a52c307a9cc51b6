internal import Synchronization

/// A limit on what is under way at a time; who waits gets a permit in the order of turns.
///
/// Served by arrival alone, batches would send a row each in turns and come to their reads all at once, while most permits
/// lie idle.
final class Permits: Sendable {
    /// Whose turn it is: a read before a send, and an older batch before a newer one.
    struct Turn: Comparable, Sendable {
        /// One read lets many sends begin, or a whole batch end.
        var isSend: Bool
        /// The number of the batch, in the order in which they began.
        var batch: Int

        static func < (left: Turn, right: Turn) -> Bool {
            left.isSend == right.isSend ? left.batch < right.batch : right.isSend
        }
    }

    private struct Waiter {
        var turn: Turn
        var continuation: CheckedContinuation<Void, Never>
    }

    private struct State {
        var free: Int
        /// In the order of arrival, which decides between equal turns; each batch waits for one permit at a time.
        var waiters: [Waiter] = []

        mutating func takeNext() -> Waiter? {
            guard var next = waiters.indices.first else { return nil }
            for place in waiters.indices where waiters[place].turn < waiters[next].turn { next = place }
            return waiters.remove(at: next)
        }
    }

    private let state: Mutex<State>

    init(_ count: Int) {
        state = Mutex(State(free: count))
    }

    /// Waits for a permit, which the caller must release.
    func acquire(_ turn: Turn) async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                guard state.free > 0 else {
                    state.waiters.append(Waiter(turn: turn, continuation: continuation))
                    return false
                }
                state.free -= 1
                return true
            }
            if isFree { continuation.resume() }
        }
    }

    func release() {
        let next = state.withLock { state -> Waiter? in
            if let next = state.takeNext() { return next }
            state.free += 1
            return nil
        }
        next?.continuation.resume()
    }
}
