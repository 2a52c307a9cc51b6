internal import LuaSyntax

/// Names that every Lua program has.
enum LuaNames {
    /// The reserved words.
    static let keywords = Keyword.allCases.map(\.rawValue).sorted()

    /// The globals of Lua itself.
    static let globals: Set<String> = [
        "_G", "_VERSION", "arg", "assert", "collectgarbage", "coroutine", "debug", "dofile", "error", "getmetatable",
        "io", "ipairs", "load", "loadfile", "math", "next", "os", "package", "pairs", "pcall", "print", "rawequal",
        "rawget", "rawlen", "rawset", "require", "select", "setmetatable", "string", "table", "tonumber", "tostring",
        "type", "utf8", "warn", "xpcall",
    ]
}
