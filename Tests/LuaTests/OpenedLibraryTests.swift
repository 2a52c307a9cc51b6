import Lua
import Testing

/// The functions of `debug`, `os` and `coroutine` that answer as Lua's own and open nothing.
struct OpenedLibraryTests {
    @Test(arguments: [
        ("debug.getinfo(1, 'l').currentline", "1"), ("debug.getinfo(1, 'S').source", "@test.lua"),
        ("debug.getinfo(1).short_src, debug.getinfo(1).what", "test.lua main"),
        ("(function() local i = debug.getinfo(1, 'nS') return i.what, i.linedefined end)()", "Lua 1"),
        (
            "(function(a, b, ...) local i = debug.getinfo(1, 'u') return i.nparams, i.isvararg, i.nups end)()",
            "2 true 1"
        ),
        ("debug.getinfo(print, 'S').what, debug.getinfo(print).func == print", "C true"),
        ("(function() return debug.getinfo(1, 'f').func end)() ~= nil", "true"),
        ("pcall(function() return debug.getinfo(1, 'f').func ~= nil, debug.getinfo(2, 'f').func end)", "true true nil"),
        ("next(debug.getinfo(load('return 1'), 'L').activelines)", "1 true"),
        ("debug.getinfo(coroutine.create(print), print, 'S').what", "C"),
        ("debug.getinfo(coroutine.create(print), 0), debug.getinfo(coroutine.create(print), 1)", "nil nil"),
        (
            "debug.getinfo(100), debug.getinfo(-1), debug.getinfo(math.maxinteger), debug.getinfo(math.mininteger)",
            "nil nil nil nil"
        ),
        ("debug.getinfo(1, ''), 1", "table"), ("debug.getinfo(1, 't').istailcall", "false"),
        ("debug.getinfo(1, 'r').ftransfer", "0"), ("type(debug.getinfo(1, 'SlnrutLf'))", "table"),
    ])
    func `getinfo tells of functions and levels`(expression: String, expected: String) async throws {
        #expect(try await Script.run("return \(expression)").hasPrefix(expected))
    }

    @Test(arguments: [
        ("debug.getinfo(1, '>S')", "bad argument #2 to 'getinfo' (invalid option '>')"),
        ("debug.getinfo(print, '>')", "bad argument #2 to 'getinfo' (invalid option '>')"),
        ("debug.getinfo(1, 'X')", "bad argument #2 to 'getinfo' (invalid option)"),
        ("debug.getinfo(1, 'S\\0X')", "no error"), ("debug.getinfo({})", "(number expected, got table)"),
        ("debug.getinfo()", "(number expected, got no value)"),
        ("debug.getinfo(coroutine.create(print))", "bad argument #2 to 'getinfo' (number expected, got no value)"),
        ("debug.getinfo(1.5)", "number has no integer representation"),
        ("debug.getinfo(1, ('S'):rep(100000) .. 'q')", "invalid option"),
    ])
    func `getinfo refuses what Lua refuses`(call: String, expected: String) async throws {
        let message = try await ModuleScript.failure(call)
        #expect(message.contains(expected), "\(message)")
    }

    @Test(arguments: [
        "for i = 0, 60 do local d = debug.getinfo(i) assert(not d or not d.func or d.what ~= 'C') end",
        "setmetatable({}, { __index = function() debug.getinfo(2, 'nSltufrL') end }).x = nil",
        "apply(function() for i = 0, 20 do local d = debug.getinfo(i) assert(not d or not d.func or d.what ~= 'C') end end)",
        "local co = coroutine.create(function() coroutine.yield() end) coroutine.resume(co) for i = 0, 5 do debug.getinfo(co, i) end",
        "local co co = coroutine.wrap(function() debug.getinfo(co) end) co()",
        "local function f(n) if n == 0 then debug.getinfo(100000, 'nSl') return 0 end return 1 + f(n - 1) end f(100000)",
        "string.format = nil tostring = nil debug.getinfo(1, 'nSlutfLr')",
    ])
    func `what getinfo gives cannot be turned against the host`(source: String) async throws {
        #expect(try await Script.run("\(source) return 'unharmed'") == "unharmed")
    }

    @Test(arguments: [
        ("os.exit()", 0), ("os.exit(true)", 0), ("os.exit(0, true)", 0), ("os.exit(false)", 1), ("os.exit(3)", 3),
        ("pcall(os.exit, 4)", 4), ("pcall(pcall, os.exit, -1)", -1), ("xpcall(os.exit, print, 2)", 2),
        ("coroutine.wrap(function() pcall(os.exit, 5) end)()", 5),
        ("table.sort({ 1, 2 }, function() os.exit(6) end)", 6), ("('x'):gsub('x', function() os.exit(7) end)", 7),
        ("setmetatable({}, { __index = function() os.exit(8) end }).x.y = 1", 8),
        ("local x <close> = setmetatable({}, { __close = function() print('closed') end }) os.exit(9)", 9),
    ])
    func `os.exit ends the run from anywhere, and nothing catches it`(source: String, status: Int) async throws {
        let error = await #expect(throws: LuaError.self) { try await Script.run("\(source) print('went on')") }
        #expect(error?.code == .exited)
        #expect(error?.exitStatus == status)
    }

    @Test func `an exit with a wrong status is an error like any other`() async throws {
        let error = await #expect(throws: LuaError.self) { try await Script.run("os.exit({})") }
        #expect(error?.code == .script)
        #expect(error?.message == "bad argument #1 to 'exit' (number expected, got table)")
    }

    @Test(arguments: [
        ("pcall(coroutine.yield, 1)", "false attempt to yield from outside a coroutine"),
        ("coroutine.isyieldable(), select(2, coroutine.running())", "false true"),
        (
            "coroutine.wrap(function() return coroutine.isyieldable(), select(2, coroutine.running()) end)()",
            "true false"
        ),
        ("coroutine.isyieldable(coroutine.running()), coroutine.isyieldable(coroutine.create(print))", "false true"),
        ("pcall(coroutine.wrap, 7)", "false bad argument #1 to 'coroutine.wrap' (function expected, got number)"),
        ("select(2, pcall(coroutine.close, (coroutine.running())))", "cannot close a running coroutine"),
        ("coroutine.resume((coroutine.running()))", "false cannot resume non-suspended coroutine"),
    ])
    func `the script itself is no coroutine`(expression: String, expected: String) async throws {
        #expect(try await Script.run("return \(expression)") == expected)
    }
}
