import Foundation
import Glibc
import Synchronization

/// A receiver of notices on loopback: it keeps what is posted to it, and answers 200, or badly, or never.
final class Receiver: Sendable {
    /// How it answers.
    enum Manner: String, CaseIterable, Sendable {
        /// At once, and whole.
        case well
        /// Not at all.
        case silent
        /// With 200 and a body that has no end.
        case endless
        /// With 200 and a body of which it sends a byte, and keeps the rest to itself.
        case short
        /// With a head that has no end.
        case longHead
        /// With bytes that are no HTTP.
        case garbage
        /// By closing the connection.
        case closing
        /// With a redirect to itself.
        case circle
    }

    private let socket: Int32
    private let manner: Manner
    private let kept = Mutex(Kept())

    /// What was posted, and who waits for more.
    private struct Kept {
        var documents: [String] = []
        var sentBytes = 0
        var waiting: [(count: Int, waiter: CheckedContinuation<Void, Never>)] = []
    }

    /// The address.
    let url: String

    /// Begins to listen; a silent one takes connections and answers nothing.
    init(_ manner: Manner = .well) throws {
        self.manner = manner
        let descriptor = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = unsafe withUnsafeMutablePointer(to: &place) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                unsafe bind(descriptor, pointer, size) == 0 && listen(descriptor, 64) == 0
                    && getsockname(descriptor, pointer, &size) == 0
            }
        }
        guard isBound else { throw CocoaError(.fileNoSuchFile) }
        socket = descriptor
        url = "http://127.0.0.1:\(UInt16(bigEndian: place.sin_port))/alarm"
        Thread.detachNewThread { [self] in serve() }
    }

    /// What was posted, oldest first.
    var documents: [String] { kept.withLock { $0.documents } }

    /// How many bytes of answers it has got rid of.
    var sentBytes: Int { kept.withLock { $0.sentBytes } }

    /// Waits until so many documents were posted.
    func wait(for count: Int) async {
        await withCheckedContinuation { waiter in
            let isThere = kept.withLock { kept in
                if kept.documents.count < count { kept.waiting.append((count, waiter)) }
                return kept.documents.count >= count
            }
            if isThere { waiter.resume() }
        }
    }

    private func keep(_ document: String) {
        let ready = kept.withLock { kept in
            kept.documents.append(document)
            let ready = kept.waiting.filter { $0.count <= kept.documents.count }
            kept.waiting.removeAll { $0.count <= kept.documents.count }
            return ready
        }
        for (_, waiter) in ready { waiter.resume() }
    }

    /// Ends it; connections that are open get no answer.
    func close() {
        shutdown(socket, Int32(SHUT_RDWR))
        Glibc.close(socket)
    }

    private func serve() {
        while true {
            let connection = accept(socket, nil, nil)
            guard connection >= 0 else { return }
            // A silent one keeps its connections until the process ends.
            if manner == .silent { continue }
            take(connection)
            if manner != .short { Glibc.close(connection) }
        }
    }

    private func take(_ connection: Int32) {
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe read(connection, &block, block.count)
            guard count > 0 else { return }
            bytes += block[..<count]
            let text = String(decoding: bytes, as: UTF8.self)
            guard let end = text.range(of: "\r\n\r\n") else { continue }
            let head = text[..<end.lowerBound].lowercased()
            let length = head.components(separatedBy: "content-length: ").dropFirst().first
                .flatMap { Int($0.prefix { $0.isNumber }) }
            let body = text[end.upperBound...]
            guard body.utf8.count >= length ?? 0 else { continue }
            keep(String(body))
            answer(connection)
            return
        }
    }

    private func answer(_ connection: Int32) {
        let block = String(repeating: "x", count: 1 << 16)
        switch manner {
        case .well: say("HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n", connection)
        case .silent, .closing: break
        case .endless:
            say("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", connection)
            while say("10000\r\n\(block)\r\n", connection) {}
        case .short: say("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nx", connection)
        case .longHead:
            say("HTTP/1.1 200 OK\r\n", connection)
            while say("x-more: \(block)\r\n", connection) {}
        case .garbage: say("\u{1B}[2J\u{0} 220 mail.example\r\n\r\n", connection)
        case .circle: say("HTTP/1.1 307 Again\r\nlocation: /alarm\r\ncontent-length: 0\r\n\r\n", connection)
        }
    }

    /// Writes a text, and says whether somebody still reads.
    @discardableResult
    private func say(_ text: String, _ connection: Int32) -> Bool {
        let count = unsafe send(connection, text, text.utf8.count, Int32(MSG_NOSIGNAL))
        kept.withLock { $0.sentBytes += max(0, count) }
        return count == text.utf8.count
    }
}
