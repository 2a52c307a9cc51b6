internal import Glibc

/// The files that a script may read and write: those under a few folders, after every link on the way is resolved.
///
/// The name is resolved first; the file is then opened folder by folder from the allowed one, and a link that appears in
/// between is not followed. Folders, devices and pipes are refused.
public struct LuaFiles: Sendable {
    /// The script's folder, resolved; a relative path begins here.
    public let folder: String
    /// The largest file that is read or written, in bytes.
    public var maximumSize: Int
    /// What an error adds about a file outside of the folders that may be read, such as how to allow one.
    public var advice: String
    /// What an error adds about a file outside of the folders that may be written.
    public var writingAdvice: String

    private let readable: [String]
    private let modules: [String]
    private let writable: [String]
    private let kept: KeptFiles?
    private let allowed = AllowedFiles()
    private let made = AllowedFiles()

    /// Makes the rules of one script.
    ///
    /// - Parameters:
    ///   - folder: The script's folder, which may be read.
    ///   - readable: More folders that may be read.
    ///   - modules: Folders in which `require` finds modules, also by links that lead out of them; nothing else is read there.
    ///   - writable: Folders that may be written and read.
    ///   - kept: The bytes of files by their full paths, which are then all that can be read beside what lies in `writable`;
    ///     the folders that may be read, and those of modules, need not be there.
    ///   - maximumSize: The largest file that is read or written, in bytes.
    ///   - advice: What an error adds about a file outside of the folders that may be read.
    ///   - writingAdvice: What an error adds about a file outside of the folders that may be written.
    /// - Throws: `script_error` that names a folder that is not there.
    public init(
        folder: String,
        readable: [String] = [],
        modules: [String] = [],
        writable: [String] = [],
        kept: [String: [UInt8]]? = nil,
        maximumSize: Int = 1 << 30,
        advice: String = "",
        writingAdvice: String = "",
    ) throws(LuaError) {
        self.kept = kept.map(KeptFiles.init)
        self.folder = kept == nil ? try Self.resolvedFolder(folder) : Self.lexical(folder)
        self.maximumSize = maximumSize
        self.advice = advice
        self.writingAdvice = writingAdvice
        var resolved: [String] = []
        for path in modules { resolved.append(kept == nil ? try Self.resolvedFolder(path) : Self.lexical(path)) }
        self.modules = resolved
        resolved = []
        for path in writable { resolved.append(try Self.resolvedFolder(path)) }
        self.writable = resolved
        guard kept == nil else {
            self.readable = resolved
            return
        }
        resolved.append(self.folder)
        for path in readable { resolved.append(try Self.resolvedFolder(path)) }
        self.readable = resolved
    }

    /// Lets the script read one more file, which whoever runs the script has named, and answers its full path.
    ///
    /// A relative path begins in the folder where the program was started.
    /// - Throws: `script_error` when there is no such file.
    public func allow(_ path: String) throws(LuaError) -> String {
        guard !path.isEmpty, !path.utf8.contains(0) else { throw LuaError("\"\(path)\" is no name of a file") }
        if let kept {
            guard let file = kept.file(path, from: folder) else { throw outside(path) }
            return file.path
        }
        guard let real = Self.resolve(path) else {
            let reason = errno
            guard reason == ENOENT || reason == ENOTDIR else {
                throw LuaError("\"\(path)\" cannot be read: \(String(cString: strerror(reason)))")
            }
            throw LuaError(
                "there is no file \"\(path)\"\(path.hasPrefix("/") ? "" : " in \(Self.resolve(".") ?? ".")")"
            )
        }
        allowed.insert(real)
        return real
    }

    /// The whole text of a small file, nil when there is no such file.
    func text(of path: String, maximumSize: Int) throws(LuaError) -> [UInt8]? {
        if let file = kept?.file(path, from: folder) { return try Self.small(file.bytes, path, maximumSize) }
        guard let place = try existing(path) else { return nil }
        return try text(at: place, as: path, maximumSize: maximumSize)
    }

    private func text(at place: Place, as path: String, maximumSize: Int) throws(LuaError) -> [UInt8] {
        let file = try open(place, as: path, maximumSize: maximumSize)
        var bytes: [UInt8] = []
        while let part = try file.next() {
            bytes += part
            guard bytes.count <= maximumSize else { throw Self.tooLarge(path, maximumSize) }
        }
        return bytes
    }

    /// The text of a module's file, nil where there is no such file in a folder that may be read.
    ///
    /// A link that leads out of these folders is refused and not passed over: the file is there, and is not the next one.
    /// In a folder of modules links are followed, as those of Debian's packages have to be: whoever runs the script has named
    /// the folder, and no script can put a link there.
    func module(at path: String, maximumSize: Int) throws(LuaError) -> [UInt8]? {
        guard !path.isEmpty, !path.utf8.contains(0) else { return nil }
        let plain = Self.lexical(try absolute(path))
        if let bytes = kept?.bytes(at: plain) { return try Self.small(bytes, path, maximumSize) }
        if Self.place(of: plain, under: readable) != nil { return try text(of: path, maximumSize: maximumSize) }
        guard kept == nil, Self.place(of: plain, under: modules) != nil, let real = Self.resolve(plain),
            let name = real.split(separator: "/").last
        else { return nil }
        let place = Place(root: String(real.dropLast(name.count)), names: [name])
        return try text(at: place, as: path, maximumSize: maximumSize)
    }

    /// Whether it reads what was kept, and not what lies on the machine.
    var isKept: Bool { kept != nil }

    /// Where modules are looked for, in the form of `package.path`: the script's folder, the folders of modules, then the
    /// others that may be read.
    var modulePath: String {
        let folders = (modules + readable).filter { $0 != folder }.map { $0 == "/" ? "/" : $0 + "/" }
        return ([""] + folders).map { "\($0)?.lua;\($0)?/init.lua" }.joined(separator: ";")
    }

    /// Opens a file for reading.
    func open(_ path: String) throws(LuaError) -> InputFile {
        if let file = kept?.file(path, from: folder) {
            return InputFile(bytes: try Self.small(file.bytes, path, maximumSize), path: path)
        }
        guard let place = try existing(path) else { throw LuaError("there is no file \"\(path)\" in \(folder)") }
        return try open(place, as: path, maximumSize: maximumSize)
    }

    /// Makes a file that takes the place of `path` when it is complete.
    ///
    /// A file that is there already is only replaced when the script made it, or when it `overwrites`.
    func create(_ path: String, overwrites: Bool) throws(LuaError) -> OutputFile {
        let absolute = try absolute(path)
        let parts = absolute.split(separator: "/")
        guard let name = parts.last, name != ".", name != ".." else { throw LuaError("\"\(path)\" is a folder") }
        let parent = "/" + parts.dropLast().joined(separator: "/")
        guard let place = Self.resolve(parent).flatMap({ Self.place(of: $0, under: writable) }) else {
            throw LuaError("\"\(path)\" may not be written\(listed(writable, writingAdvice))")
        }
        let directory = Self.descend(place, flags: O_RDONLY | O_DIRECTORY)
        guard directory >= 0 else { throw Self.failure("write", path) }
        let real = "\(place.path)/\(name)"
        let canReplace = overwrites || made.contains(real)
        let file = try OutputFile(directory: directory, name: String(name), path: path, maximumSize, canReplace)
        file.onComplete = { [made] in made.insert(real) }
        return file
    }
}

extension LuaFiles {
    /// A file or folder below an allowed folder, by the names on the way.
    private struct Place {
        let root: String
        let names: [Substring]

        /// The whole path.
        var path: String { ([root == "/" ? "" : root] + names.map(String.init)).joined(separator: "/") }
    }

    /// Where an allowed file lies, nil when it is not there.
    private func existing(_ path: String) throws(LuaError) -> Place? {
        let absolute = try absolute(path)
        guard let real = Self.resolve(absolute) else {
            let reason = errno
            guard Self.place(of: Self.lexical(absolute), under: readable) != nil else { throw outside(path) }
            guard reason == ENOENT || reason == ENOTDIR else {
                throw LuaError("\"\(path)\" cannot be read: \(String(cString: strerror(reason)))")
            }
            return nil
        }
        if let place = Self.place(of: real, under: readable) { return place }
        guard allowed.contains(real), let name = real.split(separator: "/").last else { throw outside(path) }
        return Place(root: String(real.dropLast(name.count)), names: [name])
    }

    private func open(_ place: Place, as path: String, maximumSize: Int) throws(LuaError) -> InputFile {
        // Without O_NONBLOCK the opening of a pipe would wait for its writer.
        let descriptor = Self.descend(place, flags: O_RDONLY | O_NONBLOCK | O_NOCTTY)
        guard descriptor >= 0 else { throw Self.failure("read", path) }
        let file = InputFile(descriptor: descriptor, path: path)
        guard let size = file.regularSize else {
            throw LuaError("\"\(path)\" is a folder, a pipe or a device, not a file")
        }
        guard size <= maximumSize else { throw Self.tooLarge(path, maximumSize) }
        return file
    }

    private func absolute(_ path: String) throws(LuaError) -> String {
        guard !path.isEmpty, !path.utf8.contains(0) else { throw LuaError("\"\(path)\" is no name of a file") }
        return path.hasPrefix("/") ? path : "\(folder)/\(path)"
    }

    private func outside(_ path: String) -> LuaError {
        LuaError("\"\(path)\" may not be read\(listed(readable, advice))")
    }

    private func listed(_ folders: [String], _ advice: String) -> String {
        let reach =
            folders.isEmpty ? "; no folder is allowed" : "; allowed is what lies in \(folders.joined(separator: ", "))"
        return advice.isEmpty ? reach : "\(reach) (\(advice))"
    }

    /// What was kept, where it is not too large.
    private static func small(_ bytes: [UInt8], _ path: String, _ maximumSize: Int) throws(LuaError) -> [UInt8] {
        guard bytes.count <= maximumSize else { throw tooLarge(path, maximumSize) }
        return bytes
    }

    private static func tooLarge(_ path: String, _ maximumSize: Int) -> LuaError {
        LuaError("\"\(path)\" is larger than \(maximumSize) bytes")
    }

    private static func failure(_ verb: String, _ path: String) -> LuaError {
        LuaError("\"\(path)\" could not be opened to \(verb) it: \(String(cString: strerror(errno)))")
    }

    private static func resolvedFolder(_ path: String) throws(LuaError) -> String {
        guard let real = resolve(path) else { throw LuaError("there is no folder \"\(path)\"") }
        return real
    }

    /// The path with every link resolved, nil with `errno` set when a part of it is not there.
    private static func resolve(_ path: String) -> String? {
        guard let real = realpath(path, nil) else { return nil }
        defer { free(real) }
        return String(validatingCString: real)
    }

    /// The path without `.` and `..`, links unseen.
    static func lexical(_ path: String) -> String {
        var names: [Substring] = []
        for name in path.split(separator: "/") where name != "." {
            if name == ".." { _ = names.popLast() } else { names.append(name) }
        }
        return "/" + names.joined(separator: "/")
    }

    private static func place(of real: String, under roots: [String]) -> Place? {
        for root in roots {
            let prefix = root == "/" ? "/" : root + "/"
            if real == root { return Place(root: root, names: []) }
            if real.utf8.starts(with: prefix.utf8) {
                return Place(
                    root: root,
                    names: real.utf8.dropFirst(prefix.utf8.count).split(separator: 47).map(Substring.init)
                )
            }
        }
        return nil
    }

    /// Opens a place name by name, following no link; negative with `errno` set when that fails.
    private static func descend(_ place: Place, flags: Int32) -> Int32 {
        let directory = O_RDONLY | O_DIRECTORY | O_CLOEXEC
        guard let last = place.names.last else { return Glibc.open(place.root, flags | O_CLOEXEC) }
        var current = Glibc.open(place.root, directory)
        for name in place.names.dropLast() where current >= 0 {
            let next = openat(current, String(name), directory | O_NOFOLLOW)
            let reason = errno
            close(current)
            errno = reason
            current = next
        }
        guard current >= 0 else { return -1 }
        defer { close(current) }
        return openat(current, String(last), flags | O_NOFOLLOW | O_CLOEXEC)
    }
}
