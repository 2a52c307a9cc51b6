extension ProgramWriter {
    /// A call of the host, of a library function, or of whatever a variable holds.
    mutating func call(_ depth: Int) -> String {
        switch choices.number(below: 4) {
        case 0: return "\(choices.pick(Self.hostFunctions))(\(expressions(depth)))"
        case 1: return "\(choices.pick(Self.libraryFunctions))(\(expressions(depth)))"
        case 2: return pointed(depth)
        default: return "\(variable())(\(expressions(depth)))"
        }
    }

    mutating func pattern() -> String {
        choices.pick([
            "\"a\"", "\".-\"", "\"(.)(.)\"", "\"%w+\"", "\"()\"", "\"%b()\"", "\"%f[%w]\"", "\"^x*\"", "\"[^%s]\"",
            "\"(.-)%1\"", "\"%\"", "\"[\"", "\"(\"", "\"\\0\"", "c", "(\"a?\"):rep(20) .. (\"a\"):rep(20)", "\"%g-$\"",
            "(\"(.)\"):rep(33)", "\"%f[\"",
        ])
    }

    /// A call whose arguments fit, most of the time.
    private mutating func pointed(_ depth: Int) -> String {
        switch choices.number(below: 19) {
        case 0: return "string.rep(\(text()), \(choices.pick(["3", "1000", "-1", "1e7", "1 << 40"])))"
        case 1: return "string.format(\(format()), \(expressions(depth)))"
        case 2: return "string.find(\(text()), \(pattern()), \(choices.pick(["1", "-1", "99", "nil"])))"
        case 3:
            return "string.gsub(\(text()), \(pattern()), \(choices.pick(["'%1'", "'%0'", "t", "f", "'%'"])))"
        case 4: return "table.concat(t, \(text()))"
        case 5:
            return "table.unpack(t, \(choices.pick(["1, 3", "1, 1e8", "-1, 1", "math.mininteger, math.maxinteger"])))"
        case 6: return "table.insert(t, \(expression(depth)))"
        case 7: return "table.move(t, \(choices.pick(["1, 3, 2", "1, 1e9, 2", "1, math.maxinteger, 2"])), u)"
        case 8:
            return
                "load(\(choices.pick(["'return ' .. tostring(a)", "f", "'x ='", "'\\27Lua'", "co", "'return ...'"])))"
        case 9: return "select(\(choices.pick(["'#'", "1", "-1", "99"])), \(expressions(depth)))"
        case 10:
            return
                "string.pack(\(choices.pick(["'i4'", "'z'", "'s1'", "'!8d'", "'i17'", "'<I3>I2'"])), \(expressions(depth)))"
        case 11: return "string.unpack(\(choices.pick(["'i4'", "'z'", "'s1'", "'<d'", "'c5'"])), \(expression(depth)))"
        case 12: return "collectgarbage(\(choices.pick(["", "'count'", "'step'", "'generational'", "'incremental'"])))"
        case 13: return "tostring(\(expression(depth)))"
        case 14: return "m:\(choices.pick(["id", "nothing", "twice"]))()"
        case 15: return "utf8.char(\(choices.pick(["65, 255", "0x7FFFFFFF", "-1"])))"
        case 16: return "pcall(\(variable()), \(expressions(depth)))"
        case 17: return "table.remove(t, \(choices.pick(["1", "#t", "nil", "99"])))"
        default: return "(m + \(expression(depth)))"
        }
    }

    private mutating func format() -> String {
        choices.pick([
            "\"%d\"", "\"%5.2f %s\"", "\"%q\"", "\"%s %s %s\"", "\"%c\"", "\"%99d\"", "\"%a\"", "\"%i%%\"", "\"%p\"",
            "c",
        ])
    }

    private static let hostFunctions = [
        "echo", "later", "fail", "refuse", "apply", "countdown", "marker", "keep", "callKept", "describe", "where",
        "failLater", "never", "tools",
    ]

    private static let libraryFunctions = [
        "type", "tostring", "tonumber", "rawget", "rawset", "rawlen", "rawequal", "next", "pairs", "ipairs",
        "getmetatable",
        "setmetatable", "assert", "error", "pcall", "select", "math.floor", "math.tointeger", "math.fmod", "math.max",
        "math.abs", "math.ult", "math.random", "string.len", "string.byte", "string.char", "string.sub", "string.upper",
        "string.reverse", "table.pack", "table.unpack", "coroutine.wrap", "coroutine.isyieldable", "coroutine.running",
        "coroutine.status", "coroutine.close", "utf8.len", "utf8.codepoint", "utf8.offset", "os.time", "os.date",
        "os.clock", "require", "load", "print", "debug.traceback", "warn",
    ]
}
