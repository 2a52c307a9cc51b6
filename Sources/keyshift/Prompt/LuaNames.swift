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

    /// The libraries of Lua, with the sections of its manual.
    private static let sections = [
        "coroutine": "6.2", "require": "6.3", "package": "6.3", "string": "6.4", "utf8": "6.5", "table": "6.6",
        "math": "6.7", "io": "6.8", "os": "6.9", "debug": "6.10",
    ]

    /// The section of Lua's manual that tells of a name; nil where it is no name of Lua.
    static func section(of name: String) -> String? {
        let first = String(name.prefix { $0 != "." })
        if first == name, sections[name] == nil { return globals.contains(name) && name != "arg" ? "6.1" : nil }
        let members = Vocabulary.names(of: .module(first)) ?? []
        let member = name.dropFirst(first.count + 1)
        return member.isEmpty || members.contains(String(member)) ? sections[first] : nil
    }
}
