internal import NIOCore
internal import NIOHTTP1

/// The rules of one exchange: it gathers the parts of an answer and says when it is whole or refused.
struct AnswerAssembler {
    /// What the connection must do now.
    enum Action {
        case wait
        case finish(HTTPAnswer, isReusable: Bool)
        case fail(TransportFailure)
    }

    /// No more is set aside in advance, whatever length a server announces.
    private static let longestReservation = 8 << 20

    private let limit: Int
    private var head: HTTPResponseHead?
    private var body = ByteBuffer()
    /// True when the whole request has left; an answer that comes before leaves the connection in an unknown state.
    var isRequestWritten = false

    init(limit: Int) {
        self.limit = limit
    }

    mutating func receive(_ head: HTTPResponseHead) -> Action {
        self.head = head
        guard head.status != .switchingProtocols else {
            return .fail(failure(.malformed, "the server switched to another protocol"))
        }
        guard let length = head.headers.first(name: "content-length").flatMap(Int.init) else { return .wait }
        guard length <= limit else { return .fail(tooLarge()) }
        body.reserveCapacity(min(length, Self.longestReservation))
        return .wait
    }

    mutating func receive(_ part: inout ByteBuffer) -> Action {
        guard body.readableBytes + part.readableBytes <= limit else { return .fail(tooLarge()) }
        body.writeBuffer(&part)
        return .wait
    }

    mutating func receiveEnd() -> Action {
        guard let head else { return .fail(failure(.malformed, "an answer without a head")) }
        let answer = HTTPAnswer(status: Int(head.status.code), headers: head.headers, body: body)
        // An idle connection would keep the memory of its last answer.
        body = ByteBuffer()
        return .finish(answer, isReusable: isRequestWritten && head.isKeepAlive)
    }

    /// The failure of an exchange that ends before its answer is whole.
    func failure(
        _ kind: TransportFailure.Kind,
        _ reason: String,
        underlying: (any Error)? = nil,
    ) -> TransportFailure {
        TransportFailure(
            kind,
            reason,
            delivery: .unanswered,
            status: head.map { Int($0.status.code) },
            underlying: underlying,
        )
    }

    /// What a closed connection means at this point.
    func interruption(underlying: (any Error)? = nil) -> TransportFailure {
        let place = head == nil ? "before the answer" : "in the middle of the answer"
        return failure(.closed, "the connection was closed \(place)", underlying: underlying)
    }

    private func tooLarge() -> TransportFailure {
        TransportFailure(
            .tooLarge,
            "the answer is longer than \(limit) bytes",
            delivery: .answered,
            status: head.map { Int($0.status.code) },
        )
    }
}
