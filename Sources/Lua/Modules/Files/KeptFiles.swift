/// Files that a script reads as they were kept, in the place of those of the machine.
struct KeptFiles: Sendable {
    private let contents: [String: [UInt8]]

    /// Takes the bytes of files by their full paths.
    init(_ contents: [String: [UInt8]]) {
        self.contents = contents
    }

    /// The full path and the bytes of a file by its full path, or by a relative one from a folder; nil where it was not kept.
    ///
    /// A relative path may have begun somewhere else where the file was named: then it is the one kept file that ends so.
    func file(_ path: String, from folder: String) -> (path: String, bytes: [UInt8])? {
        let ending = LuaFiles.lexical(path)
        let full = path.hasPrefix("/") ? ending : LuaFiles.lexical("\(folder)/\(path)")
        if let bytes = contents[full] { return (full, bytes) }
        guard !path.hasPrefix("/") else { return nil }
        let found = contents.filter { $0.key.utf8.count > ending.utf8.count && $0.key.hasSuffix(ending) }
        return found.count == 1 ? found.first.map { ($0.key, $0.value) } : nil
    }

    /// The bytes of exactly this file.
    func bytes(at path: String) -> [UInt8]? { contents[path] }
}
