import CLuaSupport

extension LuaState {
    /// Makes the function `require` for the host's modules and for the script's own.
    ///
    /// `require "lib.rates"` loads `lib/rates.lua` of the script's folder, once; its body may wait for the host. Only text is
    /// loaded, and a name has letters, digits, `_`, `-`, and single dots between folders.
    /// - Parameters:
    ///   - modules: The host's modules by name; a script's own file does not hide them.
    ///   - files: Where the script's own modules lie; nil when it has none, as on a prompt.
    /// - Returns: The function.
    /// - Throws: `script_error` when Lua has no memory for it.
    public func openRequire(_ modules: [String: LuaValue], files: LuaFiles?) throws(LuaError) -> LuaValue {
        let names = modules.keys.sorted()
        let find = LuaHostFunction("require") { _, arguments throws(LuaError) in
            let name = try arguments.string(0, "the module's name")
            let path = name.split(separator: ".", omittingEmptySubsequences: false).joined(separator: "/") + ".lua"
            guard Self.isModuleName(name) else {
                throw LuaError("require: \"\(name)\" is no module's name; write \"lib.rates\" for lib/rates.lua")
            }
            guard let files, let text = try files.text(of: path, maximumSize: Self.largestModule) else {
                let place = files.map { " and no file \(path) in \($0.folder)" } ?? ""
                throw LuaError(Spelling.sentence("require: there is no module", name, among: names) + place)
            }
            return .values([.string(path), .bytes(text)])
        }
        write([.table(LuaTable(fields: modules)), .hostFunction(find)])
        return try results(clua_require_function(host)).first ?? .nil
    }

    /// The largest module of a script's own, in bytes.
    private static var largestModule: Int { 4 << 20 }

    private static func isModuleName(_ name: String) -> Bool {
        guard name.utf8.count <= 200 else { return false }
        return name.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
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
