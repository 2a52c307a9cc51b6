internal import Glibc
internal import Model

/// The files that a test makes for arguments of its scripts, in a folder that lasts as long as the test.
struct TestedFiles {
    private static let most = 100
    private static let largest = 16 << 20

    private let folder: String
    private var names: Set<String> = []

    /// Makes the folder.
    /// - Throws: `file` with the system's reason.
    init() throws(PlanError) {
        folder = try TextFile.makeTemporaryFolder(ProcessEnvironment.variables)
    }

    /// Writes a file and answers its full path.
    /// - Throws: `file` for a name with a folder in it, for too many and too large ones, and when it cannot be written.
    mutating func add(_ text: String, as name: String) throws(PlanError) -> String {
        let isPlain = !name.isEmpty && name.utf8.allSatisfy { $0 != 0x2F && $0 != 0 } && !name.hasPrefix(".")
        guard isPlain, name.utf8.count <= 100 else {
            throw PlanError(.file, "\"\(name.shown)\" is no plain name of a file, such as tonight.csv")
        }
        guard names.count < Self.most || names.contains(name), text.utf8.count <= Self.largest else {
            throw PlanError(.file, "a test makes \(Self.most) files of \(Self.largest >> 20) MB at most")
        }
        try TextFile.write(text, to: "\(folder)/\(name)")
        names.insert(name)
        return "\(folder)/\(name)"
    }

    /// Deletes the files and the folder.
    func remove() {
        for name in names { unsafe unlink("\(folder)/\(name)") }
        unsafe rmdir(folder)
    }
}
