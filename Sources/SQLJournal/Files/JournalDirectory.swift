import Glibc
internal import Model

/// The folder of a journal and the names of the files in it.
struct JournalDirectory: Sendable {
    /// The folder itself.
    let path: String

    /// The database.
    var database: String { path + "/keyshift.db" }

    /// The lock that makes one process at a time open and migrate the database.
    var openLock: String { path + "/keyshift.lock" }

    /// What is known of the journal a second time.
    var mark: String { path + "/keyshift.mark" }

    /// What this node knows of the journal on a server; `place` is where that is.
    func serverMark(of place: String) -> String {
        // FNV-1a, for names of files that are the same at every start.
        let hash = place.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return "\(path)/server-\(String(hash, radix: 16)).mark"
    }

    /// The lock that each process shares which fires the schedules.
    var serveLock: String { path + "/serve.lock" }

    private var runs: String { path + "/runs" }

    /// The lock of a run.
    func runLock(_ id: String) -> String { "\(runs)/\(id).lock" }

    /// Whether a run has left its lock, which it takes with it when it is over.
    var hasRuns: Bool { Self.names(in: runs, with: ".lock").contains { !$0.hasPrefix("firing-") } }

    /// Deletes the file of a run's lock.
    func deleteRunLock(_ id: String) { unsafe unlink(runLock(id)) }

    /// Makes the folder where there is none.
    /// - Throws: `readOnly`, `diskFull` or `storage` with the system's reason.
    func createFolder() throws(JournalError) { try Self.make(path) }

    /// Makes the folder and an empty database where there is none, readable for their owner only.
    /// - Throws: `readOnly`, `diskFull` or `storage` with the system's reason.
    func create() throws(JournalError) {
        try Self.make(path)
        try Self.make(runs)
        let descriptor = unsafe open(database, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        // A file that is there is not opened: closing it would take the locks of every other connection of this
        // process off it (fcntl(2)), and with them what keeps other processes from deleting its log.
        guard descriptor < 0 else {
            Glibc.close(descriptor)
            return
        }
        guard errno == EEXIST, unsafe access(database, R_OK | W_OK) == 0 else {
            throw systemError("The journal \(database.shown) cannot be opened")
        }
    }

    /// Makes an empty file where there is none, readable for its owner only.
    /// - Throws: `storage` when there is one, `readOnly`, `diskFull`.
    static func createNew(_ file: String) throws(JournalError) {
        let descriptor = unsafe open(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else {
            if errno == EEXIST { throw JournalError(.storage, "\(file.shown) is there already: name a new file.") }
            throw JournalError(.storage, "\(file.shown) cannot be made: \(String(errorNumber: errno)).")
        }
        Glibc.close(descriptor)
    }

    /// Makes a new folder in the system's folder for temporary files.
    /// - Throws: `readOnly`, `diskFull` or `storage` with the system's reason.
    static func temporary() throws(JournalError) -> JournalDirectory {
        // Set and empty is as good as not set: the root is no place for it.
        let named = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? ""
        let parent = named.isEmpty ? "/tmp" : named
        // The place of the letters that mkdtemp chooses.
        var template = Array("\(parent)/keyshift-XXXXXX".utf8CString)
        guard let made = unsafe mkdtemp(&template) else {
            throw systemError("No temporary folder can be made in \(parent.shown)")
        }
        return unsafe JournalDirectory(path: String(cString: made))
    }

    /// Deletes what a journal leaves in the folder, and the folder; other files keep it from being deleted.
    func remove() {
        for lock in Self.names(in: runs, with: ".lock") { unsafe unlink("\(runs)/\(lock)") }
        for mark in Self.names(in: path, with: ".mark") { unsafe unlink("\(path)/\(mark)") }
        unsafe rmdir(runs)
        for file in [database, database + "-wal", database + "-shm", openLock, mark, serveLock] {
            unsafe unlink(file)
        }
        unsafe rmdir(path)
    }

    /// The names of the files in a folder that end so.
    private static func names(in folder: String, with end: String) -> [String] {
        guard let directory = unsafe opendir(folder) else { return [] }
        defer { unsafe closedir(directory) }
        var names: [String] = []
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasSuffix(end) { names.append(name) }
        }
        return names
    }

    private static func make(_ folder: String) throws(JournalError) {
        if unsafe mkdir(folder, 0o700) == 0 || errno == EEXIST { return }
        guard errno == ENOENT, let slash = folder.lastIndex(of: "/"), slash > folder.startIndex else {
            throw systemError("The folder \(folder.shown) for the journal cannot be made")
        }
        try make(String(folder[..<slash]))
        guard unsafe mkdir(folder, 0o700) == 0 || errno == EEXIST else {
            throw systemError("The folder \(folder.shown) for the journal cannot be made")
        }
    }
}

/// Makes an error of what failed and of the system's reason, which `errno` holds.
func systemError(_ what: String) -> JournalError {
    let number = errno
    let code: JournalError.Code =
        switch number {
        case EROFS, EACCES, EPERM: .readOnly
        case ENOSPC, EDQUOT: .diskFull
        default: .storage
        }
    let reason = String(errorNumber: number)
    return JournalError(code, "\(what): \(reason). Set KEYSHIFT_HOME to a folder that this user can write.")
}

extension String {
    /// The system's words for an error number.
    fileprivate init(errorNumber: Int32) {
        self = unsafe String(cString: strerror(errorNumber))
    }
}
