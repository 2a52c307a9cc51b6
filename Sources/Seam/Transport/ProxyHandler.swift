internal import NIOCore

/// Asks a proxy for a tunnel, and lets the secure connection begin once it is there.
///
/// It stands before the handlers of the secure connection, which do not exist before the tunnel does. The deadline is
/// that of ``ConnectionHandler``.
final class ProxyHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let proxy: SeamProxy
    /// The server's host and port, as CONNECT names them.
    private let target: String
    private let open: (ChannelHandlerContext) throws -> Void
    private var answer = ProxyAnswer()
    private var isDone = false

    /// Calls `open`, which adds the handlers behind this one, when the tunnel is there.
    init(_ proxy: SeamProxy, target: String, open: @escaping (ChannelHandlerContext) throws -> Void) {
        self.proxy = proxy
        self.target = target
        self.open = open
    }

    func handlerAdded(context: ChannelHandlerContext) {
        var head = "CONNECT \(target) HTTP/1.1\r\nhost: \(target)\r\n"
        if let authorization = proxy.authorization { head += "proxy-authorization: \(authorization)\r\n" }
        context.writeAndFlush(wrapOutboundOut(ByteBuffer(string: head + "\r\n")), promise: nil)
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !isDone else { return context.fireChannelRead(data) }
        switch answer.receive(unwrapInboundIn(data)) {
        case .wait: break
        case .open:
            isDone = true
            do {
                try open(context)
                context.pipeline.syncOperations.removeHandler(self, promise: nil)
            } catch {
                fail(context, error)
            }
        case .refused(let status): fail(context, TransportFailure.refused(by: proxy, status: status, target))
        case .malformed: fail(context, TransportFailure.malformed(by: proxy))
        }
    }

    func channelInactive(context: ChannelHandlerContext) {
        if !isDone { fail(context, TransportFailure.closed(by: proxy, target)) }
        context.fireChannelInactive()
    }

    private func fail(_ context: ChannelHandlerContext, _ error: any Error) {
        isDone = true
        context.fireErrorCaught(error)
    }
}

extension TransportFailure {
    fileprivate static func refused(by proxy: SeamProxy, status: Int, _ target: String) -> TransportFailure {
        let reason =
            status == 407
            ? "the proxy \(proxy) wants another user and password; write HTTPS_PROXY as http://user:password@host:port"
            : "the proxy \(proxy) refuses to connect to \(target) with status \(status); "
                + "have it allowed there, or put the host into NO_PROXY"
        // A status 5xx is the proxy's trouble with the way to the server, which may pass.
        let kind: Kind = (500..<600).contains(status) ? .proxyUnreachable : .proxyRefused
        return TransportFailure(kind, reason, delivery: .notSent)
    }

    fileprivate static func malformed(by proxy: SeamProxy) -> TransportFailure {
        let reason = "\(proxy) does not answer as a proxy does; check HTTPS_PROXY"
        return TransportFailure(.proxyRefused, reason, delivery: .notSent)
    }

    fileprivate static func closed(by proxy: SeamProxy, _ target: String) -> TransportFailure {
        let reason = "the proxy \(proxy) closed the connection instead of connecting to \(target); check HTTPS_PROXY"
        return TransportFailure(.proxyUnreachable, reason, delivery: .notSent)
    }

    /// The same failure to connect, of the proxy instead of the server.
    func reaching(_ proxy: SeamProxy) -> TransportFailure {
        let kind: Kind = kind == .connectTimeout ? .proxyTimeout : .proxyUnreachable
        let reason = "cannot reach the proxy \(proxy) (\(reason)); check HTTPS_PROXY, or put the host into NO_PROXY"
        return TransportFailure(kind, reason, delivery: .notSent, underlying: underlying)
    }
}
