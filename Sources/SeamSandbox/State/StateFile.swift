#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The file in which a sandbox keeps every change before it makes it, one line of JSON each.
///
/// A sandbox that is started with the file of an earlier one makes the same world, does the changes again, each at its
/// own instant, and so stands where the other one was killed.
final class StateFile: Sendable {
    /// What is kept.
    enum Entry: Sendable {
        /// A change, and since when readers do not see it under the fault `stale`.
        case request(SandboxRequest, at: Int64, lag: Int64)
        /// A change that the fault `late` put off.
        case late(SandboxRequest, due: Int64)
        /// The clock was put forward, by milliseconds.
        case advance(Int64)
        /// Everything was put back; what was kept before is not needed any more.
        case reset
    }

    /// A file ready for use, and what an earlier sandbox left in it.
    struct Opened: Sendable {
        let file: StateFile
        /// The options with those of the world taken from the file.
        let options: SandboxOptions
        let entries: [Entry]
        /// For how long the sandbox's clock has run, in milliseconds.
        let passed: Int64
    }

    /// The answer when a change cannot be kept; it is not made then.
    static let isFull = APIError(
        500,
        "internal_server_error",
        "The state file of the sandbox could not be written, and nothing was changed"
    )

    private let descriptor: Int32
    /// The length of the first line, which stays when everything is put back.
    private let headerLength: Int

    private init(descriptor: Int32, headerLength: Int) {
        self.descriptor = descriptor
        self.headerLength = headerLength
    }

    deinit {
        close(descriptor)
    }

    /// Takes the lock of a file.
    ///
    /// A sandbox that has just ended may have left it for a moment to a process that is being started, so it is asked for
    /// during a second.
    private static func isLocked(_ descriptor: Int32) -> Bool {
        for _ in 0..<40 {
            if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return true }
            usleep(25_000)
        }
        return false
    }

    /// Opens a state file, or makes it.
    ///
    /// A last line that was not written to its end, which only a full disk leaves, is cut off.
    /// - Throws: `SandboxError` with the code `stateFile`: the file cannot be opened, is in use, is none of a sandbox,
    ///   or was made with other options.
    static func opened(at path: String, options: SandboxOptions) throws(SandboxError) -> Opened {
        let flags = O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK
        let descriptor = unsafe open(path, flags, 0o600)
        guard descriptor >= 0 else { throw problem(path, "cannot be opened: \(reason())") }
        do throws(SandboxError) {
            var status = stat()
            guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
                throw problem(path, "is no file")
            }
            guard isLocked(descriptor) else { throw problem(path, "is in use by another sandbox") }
            guard let bytes = contents(descriptor) else { throw problem(path, "cannot be read: \(reason())") }
            let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            // What comes after the last line break was not written to its end.
            let whole = lines.dropLast()
            let torn = lines.last?.count ?? 0
            if torn > 0, ftruncate(descriptor, off_t(bytes.count - torn)) != 0 {
                throw problem(path, "cannot be changed: \(reason())")
            }
            guard let first = whole.first else { return try made(descriptor, path, options) }
            let header = try StateHeader(Array(first), path: path)
            let options = try header.options(for: options, path: path)
            var entries: [Entry] = []
            for (index, line) in whole.enumerated().dropFirst() {
                guard let entry = Entry(Array(line)) else {
                    throw problem(path, "has a line \(index + 1) of no known form")
                }
                entries.append(entry)
            }
            let file = StateFile(descriptor: descriptor, headerLength: first.count + 1)
            return Opened(
                file: file,
                options: options,
                entries: entries,
                passed: header.passed(until: SandboxClock.wallClock(), entries)
            )
        } catch {
            close(descriptor)
            throw error
        }
    }

    /// Writes an entry; false when it could not be.
    func keep(_ entry: Entry) -> Bool {
        if case .reset = entry { return ftruncate(descriptor, off_t(headerLength)) == 0 }
        return Self.append(entry.line, to: descriptor)
    }

    private static func made(
        _ descriptor: Int32,
        _ path: String,
        _ options: SandboxOptions
    ) throws(SandboxError) -> Opened {
        let header = StateHeader(options, wallClock: SandboxClock.wallClock())
        let line = header.line
        guard append(line, to: descriptor) else { throw problem(path, "cannot be written: \(reason())") }
        let file = StateFile(descriptor: descriptor, headerLength: line.count)
        return Opened(file: file, options: try header.options(for: options, path: path), entries: [], passed: 0)
    }

    private static func append(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe write(descriptor, buffer.baseAddress.map { unsafe $0 + written }, bytes.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            written += count
        }
        return true
    }

    private static func contents(_ descriptor: Int32) -> [UInt8]? {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return nil }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
        }
    }

    private static func problem(_ path: String, _ text: String) -> SandboxError {
        .stateFile("the state file \(path) \(text)")
    }

    private static func reason() -> String {
        unsafe String(cString: strerror(errno))
    }
}
