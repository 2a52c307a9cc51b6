internal import NIOCore
internal import NIOHTTP1

/// Sends one request and brings its whole answer; it knows nothing of Seam, of retries or of JSON.
protocol HTTPTransport: Sendable {
    /// Sends a POST request; cancelling the task ends it.
    ///
    /// - Throws: ``TransportFailure`` for everything but a complete answer.
    func send(_ request: HTTPRequest) async throws(TransportFailure) -> HTTPAnswer

    /// Sends a POST request and calls `completion` once, on any thread and maybe before it returns.
    ///
    /// - Returns: What ends it, as cancelling the task of ``send(_:)`` does.
    func start(
        _ request: HTTPRequest,
        _ completion: @escaping @Sendable (Result<HTTPAnswer, TransportFailure>) -> Void,
    ) -> @Sendable () -> Void

    /// Refuses new requests, lets those under way end, and closes every connection.
    func shutdown() async
}

/// What changes from one POST request to the next.
struct HTTPRequest: Sendable {
    /// Begins with a slash.
    var path: String
    var body: ByteBuffer
    /// After this nothing of it is written any more; nil when it may wait for a connection as long as it takes.
    var notAfter: ContinuousClock.Instant?
}

/// A complete answer with any final status.
struct HTTPAnswer: Sendable {
    var status: Int
    var headers: HTTPHeaders
    var body: ByteBuffer

    /// The body without a byte order mark, which some gateways put before it.
    var text: ByteBuffer {
        guard body.readableBytesView.starts(with: [0xEF, 0xBB, 0xBF]) else { return body }
        var text = body
        text.moveReaderIndex(forwardBy: 3)
        return text
    }

    /// How the body is packed, such as `gzip`, cut to a word; nil for one that is as it was asked for.
    var encoding: String? {
        guard let name = headers.first(name: "content-encoding")?.lowercased(), name != "identity", !name.isEmpty else {
            return nil
        }
        return String(name.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }.prefix(20))
    }
}

/// Why there is no complete answer.
struct TransportFailure: Error {
    enum Kind: Sendable {
        case connect, connectTimeout, tls, closed, timeout, malformed, tooLarge, cancelled, shutDown, options
        /// The time in which it had to leave was over.
        case late
        /// The way to the server leads over a proxy, and ends there; the reason is then a whole sentence.
        case proxyUnreachable, proxyTimeout, proxyRefused
    }

    var kind: Kind
    /// What happened in a few words, such as `connection refused`.
    var reason: String
    var delivery: SeamError.Delivery
    /// The status, where at least the head of an answer came.
    var status: Int?
    var underlying: (any Error)?

    init(
        _ kind: Kind,
        _ reason: String,
        delivery: SeamError.Delivery,
        status: Int? = nil,
        underlying: (any Error)? = nil,
    ) {
        self.kind = kind
        self.reason = reason
        self.delivery = delivery
        self.status = status
        self.underlying = underlying
    }

    /// Whether the connection broke, or stayed silent until the deadline, before the head of an answer.
    var isWithoutAnyAnswer: Bool { (kind == .closed || kind == .timeout) && status == nil }
}
