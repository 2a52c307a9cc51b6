internal import NIOCore
internal import NIOHTTP1
internal import NIOPosix
internal import NIOSSL

/// Performs what the pool decides, with real connections.
///
/// `@unchecked Sendable`: all of its state is touched on `loop` only; each entry point is called there.
final class PoolDriver: @unchecked Sendable {
    /// Every connection keeps some buffers of the size that its answers had; without a bound those of a long list.
    private static let receiving = AdaptiveRecvByteBufferAllocator(minimum: 512, initial: 2048, maximum: 16_384)

    let loop: any EventLoop
    private let settings: TransportSettings
    private var pool: ConnectionPool
    private var connections: [Int: ConnectionHandler] = [:]
    private var waiting: [Int: HTTPExchange] = [:]
    private var lastExchange = 0
    private var lastFailure: TransportFailure?
    private var stopped: EventLoopPromise<Void>?

    init(loop: any EventLoop, settings: TransportSettings) {
        self.loop = loop
        self.settings = settings
        pool = ConnectionPool(limit: settings.maxConnections, idleLimit: settings.idleLimit)
    }

    // MARK: What the transport asks for

    func submit(_ exchange: HTTPExchange) {
        guard case .new = exchange.phase else { return exchange.end(.failure(.cancelled(.notSent))) }
        lastExchange += 1
        exchange.number = lastExchange
        exchange.phase = .waiting
        waiting[exchange.number] = exchange
        perform(pool.request(exchange.number, now: .now()))
    }

    func cancel(_ exchange: HTTPExchange) {
        switch exchange.phase {
        case .new: exchange.phase = .ended
        case .waiting: perform(pool.cancel(exchange.number))
        case .running(let number): connections[number]?.abandon(.cancelled(.unanswered))
        case .ended: break
        }
    }

    /// Resolves when nothing is under way any more.
    func shutdown(_ promise: EventLoopPromise<Void>) {
        stopped = promise
        perform(pool.shutdown())
    }

    // MARK: What the connections report

    func connected(_ connection: ConnectionHandler) {
        connections[connection.number] = connection
        perform(pool.connected(connection.number, now: .now()))
    }

    func connectFailed(_ number: Int, _ failure: TransportFailure) {
        lastFailure = failure
        perform(pool.connectFailed(number))
    }

    func released(_ number: Int) {
        perform(pool.released(number, isReusable: true, now: .now()))
    }

    func connectionClosed(_ number: Int, wasForgotten: Bool) {
        connections[number] = nil
        pool.closed(number)
        perform(pool.released(number, isReusable: false, wasForgotten: wasForgotten, now: .now()))
    }

    // MARK: Performing

    private func perform(_ action: ConnectionPool.Action) {
        switch action {
        case .none: break
        case .run(let request, let number): run(request, on: number)
        case .connect(let number): connect(number)
        case .close(let number): connections[number]?.close()
        case .fail(let request, let refusal): waiting.removeValue(forKey: request)?.end(.failure(failure(refusal)))
        case .stopped: stopped?.succeed()
        case .all(let actions): actions.forEach(perform)
        }
    }

    private func run(_ request: Int, on number: Int) {
        guard let connection = connections[number], let exchange = waiting.removeValue(forKey: request) else { return }
        exchange.phase = .running(on: number)
        connection.run(exchange)
    }

    private func connect(_ number: Int) {
        let (host, port) = (settings.proxy?.host ?? settings.host, settings.proxy?.port ?? settings.port)
        let bootstrap = ClientBootstrap(group: loop)
            .connectTimeout(settings.connectTimeout)
            .channelOption(.recvAllocator, value: Self.receiving)
            .channelOption(.autoRead, value: false)
        // An address is none to look for: the resolver's thread might answer after the loop has ended.
        let channel =
            if let address = try? SocketAddress(ipAddress: host, port: port) {
                bootstrap.connect(to: address)
            } else {
                bootstrap.resolver(settings.makeResolver?(loop)).connect(host: host, port: port)
            }
        channel.whenComplete { self.tcpConnected(number, $0) }
    }

    /// A name may have several addresses that are tried side by side; only the winner's channel gets handlers, and
    /// is read.
    private func tcpConnected(_ number: Int, _ result: Result<any Channel, any Error>) {
        do {
            let channel = try result.get()
            do {
                guard channel.isActive else { throw ChannelError.ioOnClosedChannel }
                try addHandlers(to: channel, number)
                try channel.syncOptions?.setOption(.autoRead, value: true)
            } catch {
                channel.close(promise: nil)
                throw error
            }
        } catch {
            let failure = TransportFailure.connecting(error)
            connectFailed(number, settings.proxy.map(failure.reaching) ?? failure)
        }
    }

    private func addHandlers(to channel: any Channel, _ number: Int) throws {
        let pipeline = channel.pipeline.syncOperations
        let last = ConnectionHandler(number: number, driver: self, settings: settings)
        guard let proxy = settings.proxy else {
            try addProtocols(to: pipeline, last.headBound)
            return try pipeline.addHandler(last)
        }
        try pipeline.addHandler(last)
        let first = ProxyHandler(proxy, target: settings.target) { context in
            try self.addProtocols(to: context.pipeline.syncOperations, last.headBound, before: last)
        }
        try pipeline.addHandler(first, position: .first)
    }

    /// What turns bytes into answers, as the last handlers or before the given one.
    private func addProtocols(
        to pipeline: ChannelPipeline.SynchronousOperations,
        _ headBound: HeadBound,
        before last: ConnectionHandler? = nil,
    ) throws {
        let position = last.map(ChannelPipeline.SynchronousOperations.Position.before) ?? .last
        if let tls = settings.tls {
            let handler = try NIOSSLClientHandler(context: tls.context, serverHostname: tls.serverName)
            try pipeline.addHandler(handler, position: position)
        }
        try pipeline.addHandler(headBound, position: position)
        try pipeline.addHandler(RequestWriter(), position: position)
        let decoder = HTTPResponseDecoder(leftOverBytesStrategy: .dropBytes)
        try pipeline.addHandler(ByteToMessageHandler(decoder), position: position)
    }

    private func failure(_ refusal: ConnectionPool.Refusal) -> TransportFailure {
        switch refusal {
        case .cannotConnect: lastFailure ?? TransportFailure(.connect, "no connection", delivery: .notSent)
        case .cancelled: .cancelled(.notSent)
        case .shutDown: .shutDown
        }
    }
}

extension TransportFailure {
    /// The waiting task was cancelled.
    static func cancelled(_ delivery: SeamError.Delivery) -> TransportFailure {
        TransportFailure(.cancelled, "cancelled", delivery: delivery)
    }

    /// The transport takes no more requests.
    static var shutDown: TransportFailure {
        TransportFailure(.shutDown, "shut down", delivery: .notSent)
    }
}
