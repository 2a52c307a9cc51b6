internal import Glibc
internal import Model
internal import RunEngine

/// The files with tests that a command line names, by themselves or by their folder.
struct TestFiles {
    /// One file.
    struct File: Hashable {
        let path: String
        /// Whether it was named itself, and has to have a test.
        let isNamed: Bool
    }

    private static let deepest = 20
    private(set) var files: [File] = []

    /// Finds them; of a folder those are `tests/*.lua` and `*_test.lua`, at any depth, sorted.
    /// - Throws: `load_error` for what is not there, and for a folder without such files.
    init(_ paths: [String]) throws(PlanError) {
        for path in paths {
            guard Self.kind(of: path, followsLinks: true) == S_IFDIR else {
                guard Self.kind(of: path, followsLinks: true) != nil else {
                    throw PlanError(.load, "there is no file and no folder \(path.shown)")
                }
                files.append(File(path: path, isNamed: true))
                continue
            }
            let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
            let isTests = ScriptFile.name(of: ScriptFile.absolute(folder)) == "tests"
            let found = Self.files(in: folder, isTests: isTests, depth: 0)
            guard !found.isEmpty else {
                throw PlanError(.load, "there are no tests in \(path.shown): no tests/*.lua and no *_test.lua")
            }
            files += found.map { File(path: $0, isNamed: false) }
        }
    }

    private static func files(in folder: String, isTests: Bool, depth: Int) -> [String] {
        guard depth < deepest else { return [] }
        return ScriptFolders.files(in: folder).sorted().flatMap { name -> [String] in
            let path = folder == "/" ? "/\(name)" : "\(folder)/\(name)"
            // A link to a folder could lead back to where it is.
            if kind(of: path, followsLinks: false) == S_IFDIR {
                return files(in: path, isTests: name == "tests", depth: depth + 1)
            }
            guard name.hasSuffix(".lua"), isTests || name.hasSuffix("_test.lua") else { return [] }
            return ScriptFolders.isFile(path) ? [path] : []
        }
    }

    private static func kind(of path: String, followsLinks: Bool) -> mode_t? {
        var status = stat()
        guard unsafe (followsLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
        return status.st_mode & S_IFMT
    }
}
