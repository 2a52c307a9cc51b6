internal import Glibc

/// Reading and writing of descriptors.
enum Descriptor {
    /// The bytes that are there, 64 KB at the most; empty at the end, nil when nothing can be read now.
    static func read(_ descriptor: Int32) -> [UInt8]? {
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe Glibc.read(descriptor, &block, block.count)
            if count < 0 && errno == EINTR { continue }
            return count < 0 ? nil : Array(block[..<count])
        }
    }

    /// Writes a whole text; a reader that went away is no reason to fail.
    static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let written = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0 && errno == EINTR { continue }
            guard written > 0 else { return }
            bytes = bytes.dropFirst(written)
        }
    }
}
