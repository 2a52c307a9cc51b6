internal import NIOCore

/// Reads a proxy's answer to CONNECT: the head only, as what follows belongs to the tunnel.
struct ProxyAnswer {
    enum Verdict: Equatable {
        /// The head is not whole yet.
        case wait
        /// The tunnel is there.
        case open
        case refused(status: Int)
        /// What came is no answer to CONNECT.
        case malformed
    }

    /// A proxy that sends more than this before the tunnel is none.
    private static let longestHead = 16 << 10

    private var bytes: [UInt8] = []

    mutating func receive(_ part: ByteBuffer) -> Verdict {
        bytes += part.readableBytesView
        guard let end = endOfHead else { return bytes.count > Self.longestHead ? .malformed : .wait }
        guard let status else { return .malformed }
        guard (200..<300).contains(status) else { return .refused(status: status) }
        // The client speaks first in TLS: bytes behind the head are not the server's.
        return end == bytes.count ? .open : .malformed
    }

    /// The index behind the empty line; lines may end with a bare line feed.
    private var endOfHead: Int? {
        var isLineEmpty = false
        for (index, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "\n"):
                if isLineEmpty { return index + 1 }
                isLineEmpty = true
            case UInt8(ascii: "\r"): break
            default: isLineEmpty = false
            }
        }
        return nil
    }

    private var status: Int? {
        let line = bytes.prefix { $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\n") }
        let words = line.split(separator: UInt8(ascii: " "), maxSplits: 2)
        guard words.count >= 2, words[0].starts(with: "HTTP/1.".utf8), words[1].count == 3 else { return nil }
        return Int(String(decoding: words[1], as: UTF8.self))
    }
}
