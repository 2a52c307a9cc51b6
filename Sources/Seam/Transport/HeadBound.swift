internal import NIOCore
internal import NIOHTTP1

/// Ends a connection whose server sends headers without an end, which the decoder would keep in memory.
final class HeadBound: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias InboundOut = ByteBuffer

    /// The bytes that may come without a part of an answer being complete.
    static let mostBytes = 128 << 10

    private var received = 0

    /// A part of an answer has come: the count begins anew.
    func reset() {
        received = 0
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        received += unwrapInboundIn(data).readableBytes
        context.fireChannelRead(data)
        // What the decoder made of the bytes has called `reset` by now.
        guard received > Self.mostBytes else { return }
        received = 0
        context.fireErrorCaught(HTTPParserError.headerOverflow)
    }
}
