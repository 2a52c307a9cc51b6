internal import Lua

/// The table `keyshift`, by which a library knows where it runs and what it can rely on.
package enum KeyshiftTable {
    /// The version of Keyshift.
    package static let version = "0.2.0"

    /// What Lua's own program does and other hosts leave out, in the words of docs/lua.md.
    static let features = [
        "debug.getinfo", "io.lines", "io.open", "io.write", "os.exit", "package.path", "package.preload",
        "require.init", "warn",
    ]

    /// The table as a script finds it.
    static var value: LuaValue {
        let features = features.map { ($0, LuaValue.boolean(true)) }
        return .table(
            LuaTable(fields: [
                "version": .string(version),
                "features": .table(LuaTable(fields: Dictionary(uniqueKeysWithValues: features))),
            ])
        )
    }

    /// What `require` finds: each module by its name and by `keyshift.<name>`, which no file of the user hides.
    static func requirable(_ modules: [String: LuaValue]) -> [String: LuaValue] {
        var all = modules
        for (name, module) in modules { all["keyshift.\(name)"] = module }
        all["keyshift"] = value
        return all
    }
}
