internal import Glibc
internal import Model
internal import RunEngine

/// Scripts on disk.
enum ScriptFile {
    /// Bytes that a script may have; beyond this it is some other file.
    private static let maximumSize = 64 << 20

    /// The text of a script, or of another file that `what` names.
    ///
    /// It must be a regular file: a pipe could be waited for without an end.
    /// - Throws: `load_error` that names the file and what is wrong with it.
    static func read(_ path: String, what: String = "script") throws(PlanError) -> String {
        try text(try bytes(path, what: what), of: path, what: what)
    }

    /// The bytes of a file that `what` names, at most so many.
    /// - Throws: `load_error` that names the file and what is wrong with it.
    static func bytes(_ path: String, what: String, most: Int = maximumSize) throws(PlanError) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            let reason = unsafe String(cString: strerror(errno))
            throw PlanError(.load, "the \(what) \(path.shown) cannot be read (\(reason)); check its name and folder")
        }
        defer { close(descriptor) }
        if let kind = kind(of: descriptor) {
            throw PlanError(.load, "the \(what) \(path.shown) is \(kind) and no file; save it as a file first")
        }
        var bytes: [UInt8] = []
        var block = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe Glibc.read(descriptor, &block, block.count)
            guard count >= 0 else {
                let reason = unsafe String(cString: strerror(errno))
                throw PlanError(.load, "the \(what) \(path.shown) cannot be read (\(reason)); is it a file?")
            }
            if count == 0 { break }
            bytes += block[..<count]
            guard bytes.count <= most else {
                throw PlanError(
                    .load,
                    "the \(what) \(path.shown) is over \(most >> 20) MB; is it the right file?"
                )
            }
        }
        return bytes
    }

    /// The bytes of a file as text.
    /// - Throws: `load_error` for what is not UTF-8.
    static func text(_ bytes: [UInt8], of path: String, what: String) throws(PlanError) -> String {
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw PlanError(.load, "the \(what) \(path.shown) is not UTF-8 text; save it as UTF-8")
        }
        return text
    }

    /// What stands where a file was expected; nil for a regular file.
    private static func kind(of descriptor: Int32) -> String? {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { return nil }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return nil
        case S_IFDIR: return "a folder"
        case S_IFIFO: return "a pipe"
        case S_IFSOCK: return "a socket"
        default: return "a device"
        }
    }

    /// Whether there is something at a path.
    static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    /// The name that messages show: the file's, without its folder.
    static func name(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// The full path of a file without `.` and `..`; links stay.
    static func plain(_ path: String) -> String {
        var names: [Substring] = []
        for name in (path.hasPrefix("/") ? path : "\(absolute("."))/\(path)").split(separator: "/") where name != "." {
            if name == ".." { _ = names.popLast() } else { names.append(name) }
        }
        return "/" + names.joined(separator: "/")
    }

    /// The absolute path of a file.
    static func absolute(_ path: String) -> String {
        guard let resolved = unsafe realpath(path, nil) else { return path }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }
}
