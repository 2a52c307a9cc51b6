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
    private let canReplace: Bool
    /// Called when the file is in its place.
    var onComplete: () -> Void = {}

    /// Takes over an open folder; only a file that `canReplace` takes the place of an older one.
    /// - Throws: `script_error` when the file cannot be made there.
    init(directory: Int32, name: String, path: String, _ maximumSize: Int, _ canReplace: Bool) throws(LuaError) {
        self.directory = directory
        self.name = name
        self.path = path
        self.maximumSize = maximumSize
        self.canReplace = canReplace
        var generator = SystemRandomNumberGenerator()
        self.draft = ".\(name.prefix(100)).\(generator.next())"
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
        var information = stat()
        let isThere = fstatat(directory, name, &information, AT_SYMLINK_NOFOLLOW) == 0
        let isFile = information.st_mode & S_IFMT == S_IFREG
        self.descriptor = !isThere || (isFile && canReplace) ? openat(directory, draft, flags, 0o644) : -1
        guard !isThere || isFile else { throw LuaError("\"\(path)\" is a folder, a link or a device, not a file") }
        guard !isThere || canReplace else { throw isThereAlready }
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

    /// Puts the file in its place, over an older one where it may.
    /// - Throws: `script_error` when the system refuses, and when another file has come there meanwhile.
    func complete() throws(LuaError) {
        guard fsync(descriptor) == 0 else { throw failure() }
        if canReplace {
            guard renameat(directory, draft, directory, name) == 0 else { throw failure() }
        } else {
            // A rename would take the place of what came there meanwhile; a link does not.
            guard linkat(directory, draft, directory, name, 0) == 0 else {
                throw errno == EEXIST ? isThereAlready : failure()
            }
            unlinkat(directory, draft, 0)
        }
        isComplete = true
        onComplete()
    }

    private var isThereAlready: LuaError {
        LuaError(
            "\"\(path)\" is there already, and this script did not write it; choose another name, or give "
                + "{ overwrite = true } to replace it"
        )
    }

    private func failure() -> LuaError {
        LuaError("\"\(path)\" could not be written: \(String(cString: strerror(errno)))")
    }
}
