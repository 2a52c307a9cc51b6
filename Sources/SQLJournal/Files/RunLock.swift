import Glibc
internal import Model

/// An exclusive lock on a file that the kernel releases when its process dies, and keeps while it is stopped.
///
/// It is a lock of the open file description (fcntl_locking(2)): two locks exclude each other within one process too,
/// and asking whether one is held takes nothing. It is released when the last reference goes.
final class RunLock: Sendable {
    private let descriptor: Int32

    private init(descriptor: Int32) {
        self.descriptor = descriptor
    }

    deinit {
        // A child between fork and exec has the descriptor, too, and would keep the lock for that moment.
        var request = Self.whole(Int16(F_UNLCK))
        _ = unsafe fcntl(descriptor, Self.setLock, &request)
        close(descriptor)
    }

    /// Takes the lock, making the file when there is none.
    /// - Returns: Nil when somebody else has it.
    /// - Throws: `storage` when the file cannot be made.
    static func take(_ path: String) throws(JournalError) -> RunLock? {
        try take(path, Int16(F_WRLCK))
    }

    /// Takes a part of the lock, which any number of processes have together; `isHeld` tells that one of them lives.
    /// - Returns: Nil when somebody has it for himself.
    /// - Throws: `storage` when the file cannot be made.
    static func share(_ path: String) throws(JournalError) -> RunLock? {
        try take(path, Int16(F_RDLCK))
    }

    private static func take(_ path: String, _ type: Int16) throws(JournalError) -> RunLock? {
        while true {
            let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0o600)
            guard descriptor >= 0 else { throw systemError("The file \(path.shown) cannot be made") }
            let lock = RunLock(descriptor: descriptor)
            var request = whole(type)
            var result = unsafe fcntl(descriptor, setLock, &request)
            while result != 0 && errno == EINTR {
                result = unsafe fcntl(descriptor, setLock, &request)
            }
            guard result == 0 else { return nil }
            var status = stat()
            // A file that was deleted between opening and locking guards nothing.
            if unsafe fstat(descriptor, &status) == 0 && status.st_nlink > 0 { return lock }
        }
    }

    /// Takes the lock, waiting at most so many seconds for whoever has it.
    /// - Throws: `storage` when the file cannot be made, or somebody keeps the lock.
    static func wait(for path: String, patience: Double) throws(JournalError) -> RunLock {
        let end = ContinuousClock.now.advanced(by: .seconds(patience))
        while true {
            if let lock = try take(path) { return lock }
            guard ContinuousClock.now < end else {
                throw JournalError(
                    .storage,
                    "Another program keeps \(path.shown) locked: end it, then run this again.",
                )
            }
            usleep(20_000)
        }
    }

    /// Whether somebody, this process included, has the lock.
    /// - Throws: `storage` when the file exists and cannot be opened.
    static func isHeld(_ path: String) throws(JournalError) -> Bool {
        let descriptor = unsafe open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return false }
            throw systemError("The file \(path.shown) cannot be opened")
        }
        defer { close(descriptor) }
        var request = whole(Int16(F_WRLCK))
        guard unsafe fcntl(descriptor, getLock, &request) == 0 else {
            throw systemError("The file \(path.shown) cannot be asked for its lock")
        }
        return request.l_type != Int16(F_UNLCK)
    }

    /// A request for the whole file.
    private static func whole(_ type: Int16) -> flock {
        var request = flock()
        request.l_type = type
        request.l_whence = Int16(SEEK_SET)
        return request
    }

    // F_OFD_GETLK and F_OFD_SETLK of Linux, which Swift does not import.
    private static let getLock: Int32 = 36
    private static let setLock: Int32 = 37
}
