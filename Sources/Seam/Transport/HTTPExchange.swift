internal import NIOCore

/// One request on its way through the pool, and who waits for its answer.
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
    private var completion: (@Sendable (Outcome) -> Void)?

    init(_ request: HTTPRequest) {
        self.request = request
    }

    /// Says who waits; called once, before the exchange reaches the event loop.
    func attach(_ completion: @escaping @Sendable (Outcome) -> Void) {
        self.completion = completion
    }

    /// Tells the outcome; further ones are ignored.
    func end(_ outcome: Outcome) {
        phase = .ended
        let completion = completion
        self.completion = nil
        completion?(outcome)
    }
}
