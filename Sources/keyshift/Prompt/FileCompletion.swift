internal import Glibc

/// Completes the names of scripts and folders.
enum FileCompletion {
    /// Entries of a folder that are looked at.
    private static let most = 10_000

    /// The scripts and folders that a path could go on to, sorted; a folder ends with `/`.
    static func paths(for typed: String) -> [String] {
        let folder = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
        let isHidden = typed.dropFirst(folder.count).hasPrefix(".")
        return entries(of: folder.isEmpty ? "." : folder)
            .filter { ($0.name.hasPrefix(".") == isHidden) && ($0.isFolder || $0.name.hasSuffix(".lua")) }
            .map { folder + $0.name + ($0.isFolder ? "/" : "") }
            .filter { $0.hasPrefix(typed) }
            .sorted()
    }

    private static func entries(of folder: String) -> [(name: String, isFolder: Bool)] {
        guard let directory = unsafe opendir(folder) else { return [] }
        defer { unsafe closedir(directory) }
        var entries: [(name: String, isFolder: Bool)] = []
        while entries.count < most, let entry = unsafe readdir(directory) {
            // The name ends with a zero within its field (POSIX, <dirent.h>).
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
                unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." {
                unsafe entries.append((name, entry.pointee.d_type == UInt8(DT_DIR)))
            }
        }
        return entries
    }
}
