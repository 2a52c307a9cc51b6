import NIOCore
import NIOPosix
import Synchronization

/// A proxy on 127.0.0.1 that knows CONNECT and nothing else.
final class ConnectProxy: Sendable {
    /// What it does with each request.
    enum Behaviour: Sendable {
        case tunnel
        /// Answers with these bytes instead.
        case answer(String)
        case silence
        case close
    }

    private let behaviour: Behaviour
    private let heads = Mutex<[String]>([])

    private init(_ behaviour: Behaviour) {
        self.behaviour = behaviour
    }

    /// The heads of the requests so far.
    var requests: [String] { heads.withLock { $0 } }

    /// Runs a proxy for the length of `body`.
    static func with<Result: Sendable>(
        _ behaviour: Behaviour,
        _ body: (ConnectProxy, _ port: Int) async throws -> Result,
    ) async throws -> Result {
        let proxy = ConnectProxy(behaviour)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(ConnectHandler(proxy))
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        do {
            let result = try await body(proxy, channel.localAddress?.port ?? 0)
            try await channel.close()
            return result
        } catch {
            try await channel.close()
            throw error
        }
    }

    fileprivate func receive(_ head: String) -> Behaviour {
        heads.withLock { $0.append(head) }
        return behaviour
    }
}

/// One client of the proxy: reads the request, then carries bytes to the server.
private final class ConnectHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let proxy: ConnectProxy
    private var head = ""
    private var server: (any Channel)?

    init(_ proxy: ConnectProxy) {
        self.proxy = proxy
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        let bytes = unwrapInboundIn(data)
        if let server {
            server.writeAndFlush(bytes, promise: nil)
            return
        }
        head += String(buffer: bytes)
        guard head.hasSuffix("\r\n\r\n") else { return }
        switch proxy.receive(head) {
        case .tunnel: connect(context)
        case .answer(let text): context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: text)), promise: nil)
        case .silence: break
        case .close: context.close(promise: nil)
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        server?.close(promise: nil)
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        context.close(promise: nil)
    }

    /// The server is on this machine, whatever its name.
    private func connect(_ context: ChannelHandlerContext) {
        let target = head.split(separator: " ").dropFirst().first ?? ""
        let port = target.split(separator: ":").last.flatMap { Int($0) } ?? 0
        let client = context.channel
        ClientBootstrap(group: context.eventLoop)
            .channelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandler(RelayHandler(to: client))
                }
            }
            .connect(host: "127.0.0.1", port: port)
            .assumeIsolated()
            .whenSuccess { channel in
                self.server = channel
                client.writeAndFlush(ByteBuffer(string: "HTTP/1.1 200 Connected\r\nx: y\r\n\r\n"), promise: nil)
            }
    }
}

/// Carries the server's bytes back to the client.
private final class RelayHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer

    private let client: any Channel

    init(to client: any Channel) {
        self.client = client
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        client.writeAndFlush(unwrapInboundIn(data), promise: nil)
    }

    func channelInactive(context: ChannelHandlerContext) {
        client.close(promise: nil)
        context.fireChannelInactive()
    }
}
