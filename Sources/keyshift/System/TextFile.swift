internal import Glibc
internal import Model
internal import RunEngine

/// Files that commands write.
enum TextFile {
    /// Writes a text to a file that only its owner can read, whole or not at all: beside it first, then in its place.
    /// - Throws: `file` with the name and what the system says, and where a link, a pipe or a device is in its place.
    static func write(_ text: String, to path: String) throws(PlanError) {
        try RegularFile.replace(path, with: Array(text.utf8))
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

    /// The folder of temporary files: where `TMPDIR` says, else `/tmp`; set and empty is as good as not set.
    static func temporaryPlace(_ variables: [String: String]) -> String {
        variables["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    }

    /// Makes a new folder that only its owner can read, where `TMPDIR` says, else in `/tmp`, and answers its path.
    ///
    /// `mkdtemp` puts letters of its own in the place of the six at the end.
    /// - Throws: `file` with the place and what the system says.
    static func makeTemporaryFolder(_ variables: [String: String]) throws(PlanError) -> String {
        let parent = temporaryPlace(variables)
        var template = Array("\(parent)/keyshift-XXXXXX".utf8CString)
        guard let made = unsafe mkdtemp(&template) else {
            let reason = unsafe String(cString: strerror(errno))
            let advice = "set TMPDIR to a folder that can be written"
            throw PlanError(.file, "no temporary folder can be made in \(parent.shown) (\(reason)); \(advice)")
        }
        return unsafe String(cString: made)
    }
}
