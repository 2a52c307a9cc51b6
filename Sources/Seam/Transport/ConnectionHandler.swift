internal import NIOCore
internal import NIOHTTP1
internal import NIOTLS

/// The last handler of one connection: runs one exchange at a time and tells the driver what becomes of it.
final class ConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias OutboundOut = HTTPClientRequestPart

    private enum Phase {
        /// The TCP connection or its TLS handshake is still being made.
        case opening
        case open
        case closed
    }

    let number: Int
    let headBound = HeadBound()
    private let driver: PoolDriver
    private let settings: TransportSettings
    private var phase = Phase.opening
    private var context: ChannelHandlerContext?
    private var exchange: HTTPExchange?
    private var assembler: AnswerAssembler
    /// True from a whole answer to the end of the read that brought it: more bytes in that read would be nobody's.
    private var isSettled = false
    /// The whole answers that this connection has brought.
    private var answers = 0
    /// Whether it broke before an answer to a request that was not its first.
    private var wasForgotten = false
    private var deadline = NIODeadline.distantFuture
    private var timer: Scheduled<Void>?

    init(number: Int, driver: PoolDriver, settings: TransportSettings) {
        self.number = number
        self.driver = driver
        self.settings = settings
        assembler = AnswerAssembler(limit: settings.maxResponseBytes)
    }

    // MARK: What the driver asks for

    /// Writes the request at once.
    func run(_ exchange: HTTPExchange) {
        guard case .open = phase, let context, context.channel.isActive else {
            let reason = "the connection was closed while it was idle"
            exchange.end(.failure(TransportFailure(.closed, reason, delivery: .notSent)))
            return close()
        }
        // The process may have been stopped since, and even a new connection takes its time.
        if let limit = exchange.request.notAfter, ContinuousClock.now > limit {
            exchange.end(.failure(TransportFailure(.late, "it could not leave in time", delivery: .notSent)))
            return driver.released(number)
        }
        #if DEBUG
            TrialStop.mayStop(before: exchange.request.path)
        #endif
        self.exchange = exchange
        assembler = AnswerAssembler(limit: settings.maxResponseBytes)
        startDeadline(settings.requestTimeout, on: context.eventLoop)
        write(exchange.request, context)
    }

    /// Ends what is running, and the connection with it: an answer that is not awaited cannot be told from the next
    /// one.
    func abandon(_ failure: TransportFailure) {
        guard let exchange else { return close() }
        self.exchange = nil
        wasForgotten = answers > 0 && failure.isWithoutAnyAnswer
        exchange.end(.failure(failure))
        close()
    }

    func close() {
        guard phase != .closed else { return }
        let wasOpening = phase == .opening
        phase = .closed
        isSettled = false
        timer?.cancel()
        timer = nil
        context?.close(promise: nil)
        if wasOpening {
            let failure = TransportFailure(.connect, "the connection was closed at once", delivery: .notSent)
            driver.connectFailed(number, failure)
        } else {
            driver.connectionClosed(number, wasForgotten: wasForgotten)
        }
    }

    private func write(_ request: HTTPRequest, _ context: ChannelHandlerContext) {
        let bytes = settings.form.bytes(of: request, context.channel.allocator)
        let written = context.eventLoop.makePromise(of: Void.self)
        let exchange = exchange
        written.futureResult.assumeIsolated().whenSuccess {
            if self.exchange === exchange { self.assembler.isRequestWritten = true }
        }
        context.write(wrapOutboundOut(.head(Self.anyPost)), promise: nil)
        context.writeAndFlush(wrapOutboundOut(.body(.byteBuffer(bytes))), promise: written)
    }

    /// What the decoder has to know of a request.
    private static let anyPost = HTTPRequestHead(version: .http1_1, method: .POST, uri: "/")

    // MARK: What the channel reports

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if settings.tls == nil {
            opened()
        } else {
            startDeadline(settings.connectTimeout, on: context.eventLoop)
        }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        self.context = nil
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if case .handshakeCompleted? = event as? TLSUserEvent { opened() }
        context.fireUserInboundEventTriggered(event)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard exchange != nil else { return close() }
        headBound.reset()
        switch unwrapInboundIn(data) {
        case .head(let head): perform(assembler.receive(head))
        case .body(var part): perform(assembler.receive(&part))
        case .end: perform(assembler.receiveEnd())
        }
    }

    func channelReadComplete(context: ChannelHandlerContext) {
        if isSettled {
            isSettled = false
            driver.released(number)
        }
        context.fireChannelReadComplete()
    }

    func channelInactive(context: ChannelHandlerContext) {
        interrupted(by: nil)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        interrupted(by: error)
    }

    // MARK: What follows

    private func opened() {
        guard phase == .opening else { return }
        phase = .open
        timer?.cancel()
        timer = nil
        driver.connected(self)
    }

    private func interrupted(by error: (any Error)?) {
        if phase == .opening {
            phase = .closed
            timer?.cancel()
            let failure = TransportFailure.opening(error, in: context, isSecure: settings.tls != nil)
            context?.close(promise: nil)
            return driver.connectFailed(number, failure)
        }
        abandon(error.map { assembler.failure(for: $0) } ?? assembler.interruption())
    }

    private func perform(_ action: AnswerAssembler.Action) {
        switch action {
        case .wait: break
        case .fail(let failure): abandon(failure)
        case .finish(let answer, let isReusable):
            let exchange = exchange
            self.exchange = nil
            answers += 1
            deadline = .distantFuture
            exchange?.end(.success(answer))
            if isReusable { isSettled = true } else { close() }
        }
    }

    // MARK: The deadline

    /// One timer serves many requests: when it fires early, it is set again.
    private func startDeadline(_ time: TimeAmount, on loop: any EventLoop) {
        deadline = .now() + time
        if timer == nil { schedule(on: loop) }
    }

    private func schedule(on loop: any EventLoop) {
        timer = loop.assumeIsolated().scheduleTask(deadline: deadline) { self.timerFired(on: loop) }
    }

    private func timerFired(on loop: any EventLoop) {
        timer = nil
        guard deadline != .distantFuture else { return }
        guard deadline <= .now() else { return schedule(on: loop) }
        if phase == .opening {
            phase = .closed
            context?.close(promise: nil)
            driver.connectFailed(number, .handshakeTimeout(settings))
        } else {
            abandon(assembler.failure(.timeout, "no complete answer in time"))
        }
    }
}
