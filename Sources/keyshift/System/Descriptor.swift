internal import Glibc
internal import Synchronization

/// Reading and writing of descriptors.
enum Descriptor {
    /// What kept a part of stdout from being written: the system's number of the error, 0 for nothing.
    private static let problem = Atomic<Int32>(0)

    /// What kept the result from being written; nil when all of it was.
    static var lostOutput: Int32? {
        let number = problem.load(ordering: .relaxed)
        return number == 0 ? nil : number
    }

    /// The bytes that are there, 64 KB at the most; empty at the end, nil when nothing can be read now.
    static func read(_ descriptor: Int32) -> [UInt8]? {
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe Glibc.read(descriptor, &block, block.count)
            if count < 0 && errno == EINTR { continue }
            return count < 0 ? nil : Array(block[..<count])
        }
    }

    /// Whether a read would answer at once.
    static func hasMore(_ descriptor: Int32) -> Bool {
        var place = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        return unsafe poll(&place, 1, 0) > 0 && place.revents & Int16(POLLIN) != 0
    }

    /// Writes a whole text.
    ///
    /// What cannot be written ends nothing that is under way: the exit code tells it at the end.
    static func write(_ text: String, to descriptor: Int32) {
        write(Array(text.utf8), to: descriptor)
    }

    /// Writes all of some bytes, as a text is written.
    static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var bytes = bytes[...]
        while !bytes.isEmpty {
            let written = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else {
                if descriptor == STDOUT_FILENO { problem.store(written < 0 ? errno : EIO, ordering: .relaxed) }
                return
            }
            bytes = bytes.dropFirst(written)
        }
    }
}
