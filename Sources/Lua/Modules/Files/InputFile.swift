internal import Glibc

/// An open file that is read in parts; it is closed with its last reference.
final class InputFile {
    private static let partSize = 1 << 16

    private let descriptor: Int32
    private let path: String
    /// What there is instead of an open file, until it was read.
    private var bytes: [UInt8]?

    /// Takes over an open descriptor.
    init(descriptor: Int32, path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    /// Makes it of what a file has in it.
    init(bytes: [UInt8], path: String) {
        descriptor = -1
        self.bytes = bytes
        self.path = path
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    /// The size in bytes, nil when this is a folder, a pipe or a device.
    var regularSize: Int? {
        var information = stat()
        guard fstat(descriptor, &information) == 0, information.st_mode & S_IFMT == S_IFREG else { return nil }
        return Int(information.st_size)
    }

    /// The next bytes, nil at the end.
    /// - Throws: `script_error` when the system cannot read on.
    func next() throws(LuaError) -> [UInt8]? {
        guard descriptor >= 0 else {
            defer { bytes = nil }
            return bytes.flatMap { $0.isEmpty ? nil : $0 }
        }
        var count = 0
        let part = [UInt8](unsafeUninitializedCapacity: Self.partSize) { buffer, initialized in
            repeat { count = read(descriptor, buffer.baseAddress, Self.partSize) } while count < 0 && errno == EINTR
            initialized = max(0, count)
        }
        guard count >= 0 else {
            throw LuaError("\"\(path)\" could not be read on: \(String(cString: strerror(errno)))")
        }
        return count == 0 ? nil : part
    }
}
