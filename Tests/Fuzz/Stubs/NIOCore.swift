/// Stands in for SwiftNIO's buffer, of which the JSON reader names this much, so that it can be fuzzed without NIO.
public struct ByteBuffer {
    private let bytes: [UInt8]

    /// Makes a buffer of bytes.
    public init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Lends the bytes.
    public func withUnsafeReadableBytes<Result>(
        _ body: (UnsafeRawBufferPointer) throws -> Result
    ) rethrows -> Result {
        try bytes.withUnsafeBytes(body)
    }
}
