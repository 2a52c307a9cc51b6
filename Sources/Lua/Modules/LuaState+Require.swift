import CLuaSupport
internal import Spelling

extension LuaState {
    /// Makes the function `require` and the table `package`, for the host's modules and for the script's own.
    ///
    /// `require "lib.rates"` (or `"lib/rates"`) loads `lib/rates.lua` or `lib/rates/init.lua` of the script's folder or of
    /// another one that may be read, once; its body may wait for the host. What stands in `package.loaded` and
    /// `package.preload` comes before, and the host's modules after: a script's own file wins over a module of the host
    /// with the same name. `package.path` can be changed, and reaches no further than `files`. Only text is loaded, and a
    /// name has letters, digits, `_`, `-`, and single dots or slashes between folders.
    /// - Parameters:
    ///   - modules: The host's modules by the names that `require` takes.
    ///   - files: Where the script's own modules lie; nil when it has none.
    /// - Returns: The function.
    /// - Throws: `script_error` when Lua has no memory for it.
    public func openRequire(_ modules: [String: LuaValue], files: LuaFiles?) throws(LuaError) -> LuaValue {
        let search = ModuleSearch(files: files, names: modules.keys.filter { !$0.contains(".") }.sorted())
        let find = LuaHostFunction("require") { _, arguments throws(LuaError) in
            let (name, path) = (try arguments.string(0, "the module's name"), try arguments.string(1, "the path"))
            if let (file, text) = try search.find(name, path) { return .values([.string(file), .bytes(text)]) }
            return .values([.nil, .string(search.refusal(of: name, path))])
        }
        write([.table(LuaTable(fields: modules)), .hostFunction(find), .string(files?.modulePath ?? "")])
        return try results(clua_require_function(host)).first ?? .nil
    }
}

/// Finds the files of modules as `package.path` says.
private struct ModuleSearch {
    /// The largest module of a script's own, in bytes.
    private static var largest: Int { 4 << 20 }
    /// The most places of `package.path`.
    private static var mostPlaces: Int { 1000 }
    /// The most bytes of `package.path`.
    private static var longestPath: Int { 64 << 10 }

    let files: LuaFiles?
    /// The names of the host's modules.
    let names: [String]

    /// The file of a module and its text; nil where there is none.
    /// - Throws: `script_error` when the file is there and may not be read.
    func find(_ name: String, _ path: String) throws(LuaError) -> (file: String, text: [UInt8])? {
        guard let files, Self.isModuleName(name) else { return nil }
        // Each place is looked at without a pause in which a limit could stop the script.
        guard path.utf8.count <= Self.longestPath, path.utf8.count(where: { $0 == 0x3B }) < Self.mostPlaces else {
            throw LuaError("package.path has more than \(Self.mostPlaces) places, or \(Self.longestPath) bytes")
        }
        for file in Self.candidates(name, path) {
            if let text = try files.module(at: file, maximumSize: Self.largest) { return (file, text) }
        }
        return nil
    }

    /// Why there is no such module.
    func refusal(of name: String, _ path: String) -> String {
        let start = "module '\(name)' not found: "
        guard Self.isModuleName(name) else {
            return start + "that is no module's name; write \"lib.rates\" for lib/rates.lua"
        }
        let reason = NearestName.sentence("there is no module", name, among: names)
        let own = Self.candidates(name, path).filter { !$0.hasPrefix("/") }
        guard let files, !own.isEmpty else { return start + reason }
        let place = files.isKept ? "was kept (\(files.advice))" : "in \(files.folder)"
        return "\(start)no file \(own.joined(separator: " or ")) \(place), and \(reason)"
    }

    private static func candidates(_ name: String, _ path: String) -> [String] {
        let file = name.split(separator: ".", omittingEmptySubsequences: false).joined(separator: "/")
        return path.split(separator: ";").map { template in
            template.split(separator: "?", omittingEmptySubsequences: false).joined(separator: file)
        }
    }

    private static func isModuleName(_ name: String) -> Bool {
        guard name.utf8.count <= 200 else { return false }
        return name.split(omittingEmptySubsequences: false) { $0 == "." || $0 == "/" }.allSatisfy { part in
            !part.isEmpty
                && part.utf8.allSatisfy { byte in
                    switch byte {
                    case 48...57, 65...90, 97...122, 95, 45: true
                    default: false
                    }
                }
        }
    }
}
