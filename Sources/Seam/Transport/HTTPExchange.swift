internal import NIOCore

/// One request on its way through the pool, and the task that waits for its answer.
///
/// `@unchecked Sendable`: touched under the transport's lock until it is submitted, and then on the pool's event
/// loop only.
final class HTTPExchange: @unchecked Sendable {
    typealias Outcome = Result<HTTPAnswer, TransportFailure>

    enum Phase {
        case new
        case waiting
        case running(on: Int)
        case ended
    }

    let request: HTTPRequest
    var phase = Phase.new
    var number = 0
    private var continuation: CheckedContinuation<Outcome, Never>?

    init(_ request: HTTPRequest) {
        self.request = request
    }

    /// Lets the task wait; called once, before the exchange reaches the event loop.
    func attach(_ continuation: CheckedContinuation<Outcome, Never>) {
        self.continuation = continuation
    }

    /// Wakes the task; further outcomes are ignored.
    func end(_ outcome: Outcome) {
        phase = .ended
        continuation?.resume(returning: outcome)
        continuation = nil
    }
}
