import CLuaSupport
import Synchronization

/// Stops what a state runs, from any thread: what Ctrl-C does at a prompt.
///
/// The run ends with a ``LuaError`` of the code `interrupted`, as a limit would end it: no script can catch it, calls in
/// flight are cancelled, and the state takes the next run. Where nothing runs, nothing happens.
public final class LuaInterrupter: Sendable {
    private struct Target: @unchecked Sendable {
        // Proof: used only inside the lock, where the state cannot close, by a function that any thread may call.
        let host: OpaquePointer
    }

    private let target: Mutex<Target?>
    private let queue: CompletionQueue

    init(host: OpaquePointer, queue: CompletionQueue) {
        target = Mutex(Target(host: host))
        self.queue = queue
    }

    /// Stops the run that is going on.
    public func interrupt() {
        target.withLock { target in
            guard let target else { return }
            clua_interrupt(target.host)
        }
        queue.add(.interruption)
    }

    /// Forgets the state, which is about to close.
    func close() {
        target.withLock { $0 = nil }
    }
}
