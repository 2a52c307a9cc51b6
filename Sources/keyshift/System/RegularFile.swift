internal import Glibc
internal import Model
internal import RunEngine

/// Files that are read, added to, or put in the place of another: regular ones only.
///
/// A link at such a place could lead to any file of the user, a pipe could keep the program waiting, and a device is no place
/// for a file. So none of them is followed, waited for or replaced.
enum RegularFile {
    private static let largest = 256 << 20

    /// The bytes of a file, nil where there is none.
    /// - Throws: `file` for a link, a pipe, a device, and for one that cannot be read.
    static func read(_ path: String) throws(PlanError) -> [UInt8]? {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else {
            if errno == ENOENT || errno == ENOTDIR { return nil }
            throw unwritable(path)
        }
        defer { close(descriptor) }
        try require(descriptor, path)
        var bytes: [UInt8] = []
        while bytes.count < largest, let more = Descriptor.read(descriptor), !more.isEmpty { bytes += more }
        return bytes
    }

    /// Opens a file at its end, and makes it where there is none, for its owner only.
    /// - Returns: A descriptor, which the caller closes.
    /// - Throws: `file` for a link, a pipe, a device, and for one that cannot be written.
    static func openAtEnd(_ path: String, truncating: Bool = false) throws(PlanError) -> Int32 {
        let flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | (truncating ? O_TRUNC : 0)
        let descriptor = unsafe open(path, flags, 0o600)
        guard descriptor >= 0 else { throw unwritable(path) }
        do throws(PlanError) {
            try require(descriptor, path)
        } catch {
            close(descriptor)
            throw error
        }
        return descriptor
    }

    /// Puts other bytes into a file that is there, in its place: whoever has it open goes on with it.
    /// - Throws: `file` for a link, a pipe, a device, and for one that cannot be written.
    static func overwrite(_ path: String, with bytes: [UInt8]) throws(PlanError) {
        let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { throw unwritable(path) }
        defer { close(descriptor) }
        try require(descriptor, path)
        guard ftruncate(descriptor, 0) == 0, write(bytes, to: descriptor), fsync(descriptor) == 0 else {
            throw unwritable(path)
        }
    }

    /// Writes a file that only its owner can read, whole or not at all: beside it first, under a new name, then in its place.
    /// - Throws: `file` where something else than a regular file is in its place, and for one that cannot be written.
    static func replace(_ path: String, with bytes: [UInt8]) throws(PlanError) {
        var status = stat()
        if unsafe lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG { throw other(path, status) }
        let draft = "\(path).part-\(String(UInt32.random(in: .min ... .max), radix: 16))"
        let descriptor = unsafe open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw unwritable(path) }
        let isWritten = write(bytes, to: descriptor) && fsync(descriptor) == 0
        guard close(descriptor) == 0, isWritten, unsafe rename(draft, path) == 0 else {
            let error = unwritable(path)
            unsafe unlink(draft)
            throw error
        }
    }

    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    private static func require(_ descriptor: Int32, _ path: String) throws(PlanError) {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw unwritable(path) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw other(path, status) }
    }

    private static func other(_ path: String, _ status: stat) -> PlanError {
        let kind =
            switch status.st_mode & S_IFMT {
            case S_IFLNK: "a link"
            case S_IFDIR: "a folder"
            case S_IFIFO: "a pipe"
            case S_IFSOCK: "a socket"
            default: "a device"
            }
        return PlanError(.file, "\(path.shown) is \(kind), and only a file is written or replaced; name another one")
    }

    /// The error of what the system has just said.
    static func unwritable(_ path: String) -> PlanError {
        if errno == ELOOP {
            return PlanError(.file, "\(path.shown) is a link, and only a file is written or replaced; name another one")
        }
        if errno == ENXIO {
            return PlanError(.file, "\(path.shown) is a pipe, and only a file is written or replaced; name another one")
        }
        let reason = unsafe String(cString: strerror(errno))
        return PlanError(.file, "\(path.shown) cannot be written (\(reason)); check the folder, or name another file")
    }
}
