internal import NIOCore
internal import Synchronization

/// A call that is ready to be sent.
package struct PreparedSeamCall: Sendable {
    let call: SeamCall
    let body: ByteBuffer

    /// The parameters as the JSON that is sent.
    package var text: String { String(buffer: body) }
}

extension SeamClient {
    /// Checks and writes a call, without what is asked of its parameters where somebody `hasChecked` them.
    ///
    /// - Throws: ``SeamError`` as ``call(_:_:retries:)`` does before anything is sent.
    package func prepare(
        _ path: String,
        _ parameters: JSONValue,
        hasChecked: Bool = false,
    ) throws(SeamError) -> PreparedSeamCall {
        let endpoint = SeamCatalogue.endpoint(path: path)
        if let problem = credentials.problem(calling: path) {
            throw SeamError(.unauthorized, "\(problem); nothing was sent", path: path)
        }
        let body = try body(path, hasChecked ? nil : endpoint, parameters)
        return PreparedSeamCall(call: SeamCall(path: path, endpoint: endpoint, parameters: parameters), body: body)
    }

    /// Begins a call and calls `completion` once, on any thread: for many calls whose caller is no Swift task.
    ///
    /// A first try that is answered well takes no task at all; what follows a failure is done by one.
    ///
    /// - Returns: What cancels the call, as cancelling the task of ``call(_:_:retries:)`` does.
    package func start(
        _ prepared: PreparedSeamCall,
        retries: RetryPolicy = .automatic,
        _ completion: @escaping @Sendable (Result<SeamResponse, SeamError>) -> Void,
    ) -> @Sendable () -> Void {
        let canceller = Canceller()
        let (call, body, begin) = (prepared.call, prepared.body, startOfTry)
        let cancelFirst = transport.start(HTTPRequest(path: call.path, body: body)) { [self] outcome in
            let first = Result { () throws(SeamError) in try response(outcome, call, attempt: 1, begin) }
            if case .success = first {
                budget.withLock { $0.earn() }
                return completion(first)
            }
            // Ended by `completion`, and cancelled by what `start` has answered.
            let task = Task {
                do throws(SeamError) {
                    completion(.success(try await send(body, call, retries, after: first)))
                } catch {
                    completion(.failure(error))
                }
            }
            canceller.set { task.cancel() }
        }
        canceller.setFirst(cancelFirst)
        return { canceller.cancel() }
    }
}

/// Cancels whatever of a call is under way.
private final class Canceller: Sendable {
    private struct State {
        var isCancelled = false
        var isBeyondFirst = false
        var cancel: (@Sendable () -> Void)?
    }

    private let state = Mutex(State())

    /// Says how the first try is cancelled, unless it is over already.
    func setFirst(_ cancel: @escaping @Sendable () -> Void) {
        put(cancel) { !$0.isBeyondFirst }
    }

    /// Says how what follows the first try is cancelled.
    func set(_ cancel: @escaping @Sendable () -> Void) {
        put(cancel) { state in
            state.isBeyondFirst = true
            return true
        }
    }

    func cancel() {
        let cancel = state.withLock { state in
            state.isCancelled = true
            defer { state.cancel = nil }
            return state.cancel
        }
        cancel?()
    }

    private func put(_ cancel: @escaping @Sendable () -> Void, _ isWanted: (inout State) -> Bool) {
        let isLate = state.withLock { state in
            guard isWanted(&state) else { return false }
            guard !state.isCancelled else { return true }
            state.cancel = cancel
            return false
        }
        if isLate { cancel() }
    }
}
