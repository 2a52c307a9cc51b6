internal import NIOCore
internal import NIOHTTP1

/// What is the same in every request of a connection, written once.
struct RequestForm: Sendable {
    private let start: ByteBuffer
    private let rest: ByteBuffer

    /// The form of POST requests below a path, with headers to which only the length is added.
    init(basePath: String, headers: HTTPHeaders) {
        start = ByteBuffer(string: "POST \(basePath)")
        let lines = headers.map { "\($0.name): \($0.value)\r\n" }.joined()
        rest = ByteBuffer(string: " HTTP/1.1\r\n\(lines)content-length: ")
    }

    /// All bytes of a request, in one piece: one write, and nothing to join.
    func bytes(of request: HTTPRequest, _ allocator: ByteBufferAllocator) -> ByteBuffer {
        let length = request.body.readableBytes
        let size = start.readableBytes + request.path.utf8.count + rest.readableBytes + 24 + length
        var bytes = allocator.buffer(capacity: size)
        bytes.writeImmutableBuffer(start)
        bytes.writeString(request.path)
        bytes.writeImmutableBuffer(rest)
        bytes.writeString(String(length))
        bytes.writeStaticString("\r\n\r\n")
        bytes.writeImmutableBuffer(request.body)
        return bytes
    }
}

/// Lets the bytes of a request pass, and keeps back what only tells the decoder before it that an answer will come.
final class RequestWriter: ChannelOutboundHandler {
    typealias OutboundIn = HTTPClientRequestPart
    typealias OutboundOut = ByteBuffer

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        guard case .body(.byteBuffer(let bytes)) = unwrapOutboundIn(data) else { return promise?.succeed() ?? () }
        context.write(wrapOutboundOut(bytes), promise: promise)
    }
}
