internal import Glibc
internal import Model
internal import RunEngine

/// Files that commands write.
enum TextFile {
    /// Writes a text to a file that only its owner can read, whole or not at all: beside it first, then in its place.
    /// - Throws: `file` with the name and what the system says.
    static func write(_ text: String, to path: String) throws(PlanError) {
        let draft = path + ".part"
        let descriptor = unsafe open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw unwritable(path) }
        let isWritten = unsafe Array(text.utf8).withUnsafeBytes { bytes in
            var done = 0
            while done < bytes.count {
                guard let start = bytes.baseAddress else { break }
                let count = unsafe Glibc.write(descriptor, start + done, bytes.count - done)
                if count < 0 && errno == EINTR { continue }
                guard count > 0 else { return false }
                done += count
            }
            return fsync(descriptor) == 0
        }
        guard isWritten, close(descriptor) == 0, unsafe rename(draft, path) == 0 else {
            let error = unwritable(path)
            unsafe unlink(draft)
            throw error
        }
    }

    /// Makes a folder that only its owner can read, and those above it, where there are none.
    /// - Throws: `file` with the name and what the system says.
    static func makeFolder(_ path: String) throws(PlanError) {
        if unsafe mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        if errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex {
            try makeFolder(String(path[..<slash]))
            if unsafe mkdir(path, 0o700) == 0 || errno == EEXIST { return }
        }
        let reason = unsafe String(cString: strerror(errno))
        throw PlanError(.file, "the folder \(path.shown) cannot be made (\(reason)); check the one that it is in")
    }

    /// Makes a new folder that only its owner can read, where `TMPDIR` says, else in `/tmp`, and answers its path.
    ///
    /// `mkdtemp` puts letters of its own in the place of the six at the end.
    /// - Throws: `file` with the place and what the system says.
    static func makeTemporaryFolder(_ variables: [String: String]) throws(PlanError) -> String {
        let parent = variables["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
        var template = Array("\(parent)/keyshift-XXXXXX".utf8CString)
        guard let made = unsafe mkdtemp(&template) else {
            let reason = unsafe String(cString: strerror(errno))
            let advice = "set TMPDIR to a folder that can be written"
            throw PlanError(.file, "no temporary folder can be made in \(parent.shown) (\(reason)); \(advice)")
        }
        return unsafe String(cString: made)
    }

    private static func unwritable(_ path: String) -> PlanError {
        let reason = unsafe String(cString: strerror(errno))
        return PlanError(.file, "\(path.shown) cannot be written (\(reason)); check the folder, or name another file")
    }
}
