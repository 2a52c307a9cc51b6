internal import CVersion
internal import CivilTime
internal import RunEngine
internal import SQLJournal

/// What `--version` tells: the program, its commit, and what it runs on.
enum ProgramVersion {
    /// The lines; the first one is the program's.
    static var lines: [String] {
        let zones = ZoneDatabase.system
        return [
            "keyshift \(KeyshiftTable.version) (\(build))",
            lua ?? "Lua 5.4",
            "SQLite \(SQLJournal.libraryVersion)",
            "zone data \(zones.version ?? "of no known version"), in \(zones.directory)",
        ]
    }

    /// Only scripts/build-release knows the commit; any other build says how it was made.
    private static var build: String {
        if let commit { return "commit \(commit)" }
        #if DEBUG
            return "a debug build"
        #else
            return "built without scripts/build-release"
        #endif
    }

    private static var commit: String? {
        unsafe cversion_commit().map { unsafe String(cString: $0) }
    }

    /// The release in a line such as `$LuaVersion: Lua 5.4.4  Copyright (C) …`.
    private static var lua: String? {
        guard let line = unsafe cversion_lua().map({ unsafe String(cString: $0) }) else { return nil }
        let words = line.split(separator: " ")
        guard words.count > 2, words[1] == "Lua" else { return nil }
        return "Lua \(words[2])"
    }
}
