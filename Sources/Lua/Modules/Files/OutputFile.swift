internal import Glibc

/// A file in the making, under a name of its own; it takes its place when it is complete, and vanishes if it never is.
final class OutputFile {
    private let directory: Int32
    private let descriptor: Int32
    private let name: String
    private let draft: String
    private let path: String
    private let maximumSize: Int
    private var size = 0
    private var isComplete = false

    /// Takes over an open folder.
    /// - Throws: `script_error` when the file cannot be made there.
    init(directory: Int32, name: String, path: String, maximumSize: Int) throws(LuaError) {
        self.directory = directory
        self.name = name
        self.path = path
        self.maximumSize = maximumSize
        var generator = SystemRandomNumberGenerator()
        self.draft = ".\(name.prefix(100)).\(generator.next())"
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        var information = stat()
        let isThere = fstatat(directory, name, &information, AT_SYMLINK_NOFOLLOW) == 0
        let canStand = !isThere || information.st_mode & S_IFMT == S_IFREG
        self.descriptor = canStand ? openat(directory, draft, flags, 0o644) : -1
        guard canStand else { throw LuaError("\"\(path)\" is a folder, a link or a device, not a file") }
        guard descriptor >= 0 else { throw failure() }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if descriptor >= 0, !isComplete { unlinkat(directory, draft, 0) }
        close(directory)
    }

    /// Appends bytes.
    /// - Throws: `script_error` when the disk is full, or the file grows over its bound.
    func append(_ bytes: [UInt8]) throws(LuaError) {
        size += bytes.count
        guard size <= maximumSize else { throw LuaError("\"\(path)\" would be larger than \(maximumSize) bytes") }
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                write(descriptor, $0.baseAddress?.advanced(by: written), $0.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw failure() }
            written += count
        }
    }

    /// Puts the file in its place, over an older one.
    /// - Throws: `script_error` when the system refuses.
    func complete() throws(LuaError) {
        guard fsync(descriptor) == 0, renameat(directory, draft, directory, name) == 0 else { throw failure() }
        isComplete = true
    }

    private func failure() -> LuaError {
        LuaError("\"\(path)\" could not be written: \(String(cString: strerror(errno)))")
    }
}
