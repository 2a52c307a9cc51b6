import Foundation
import Glibc
import Synchronization

/// A receiver of notices on loopback: it keeps what is posted to it, and answers 200, or never.
final class Receiver: Sendable {
    private let socket: Int32
    private let isSilent: Bool
    private let kept = Mutex(Kept())

    /// What was posted, and who waits for more.
    private struct Kept {
        var documents: [String] = []
        var waiting: [(count: Int, waiter: CheckedContinuation<Void, Never>)] = []
    }

    /// The address.
    let url: String

    /// Begins to listen; a silent one takes connections and answers nothing.
    init(isSilent: Bool = false) throws {
        self.isSilent = isSilent
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
            if isSilent { continue }
            take(connection)
            Glibc.close(connection)
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
            let answer = "HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
            _ = unsafe write(connection, answer, answer.utf8.count)
            return
        }
    }
}
