import Glibc
import Lua
import Testing

/// Programs that the system's own `lua5.4` runs beside us: the same lines come out, positions and names included.
@Suite(.enabled(if: StockLua.isThere, "there is no lua5.4 here (Debian: lua5.4)"))
struct StockLuaTests {
    @Test(arguments: [
        // Errors name the line, the function and the argument.
        "print(select(2, pcall(function() return string.format('%i', {}) end)))",
        "print(select(2, pcall(function()\n return ('%d'):format('1.5') end)))",
        "print(select(2, pcall(function() return string.format('%d') end)))",
        "print(select(2, pcall(function() return string.format('%y', 1) end)))",
        "print(select(2, pcall(function() return string.pack('i17', 1) end)))",
        "print(select(2, pcall(function() return ('I2'):pack(65536) end)))",
        "print(select(2, pcall(function() return string.pack('z', 'a\\0') end)))",
        "print(select(2, pcall(function() return string.rep('x', {}) end)))",
        "print(select(2, pcall(function() return string.rep('xx', 1 << 62) end)))",
        "print(select(2, pcall(function() return setmetatable(1, {}) end)))",
        "print(select(2, pcall(function() return setmetatable({}, 1) end)))",
        "print(select(2, pcall(function() return setmetatable({}) end)))",
        "local p = setmetatable({}, { __metatable = false }) print(pcall(function() setmetatable(p, nil) end))",
        "print(select(2, pcall(function() table.sort({ 3, 'x', 1 }) end)))",
        "print(select(2, pcall(function() table.sort('x') end)))",
        "print(select(2, pcall(function() table.sort({ 2, 1 }, 7) end)))",
        "print(select(2, pcall(function() table.concat({ 1, {}, 3 }) end)))",
        "print(select(2, pcall(function() table.insert({}, 5, 1) end)))",
        "print(select(2, pcall(function() table.insert(nil, 5) end)))",
        "print(select(2, pcall(function() return ('x'):rep(1e300) end)))",
        "print(select(2, pcall(function() local t = nil; return t.x end)))",
        "print(select(2, pcall(function() return ('x'):gsub('(', '') end)))",
        "print(select(2, pcall(function() return ('x'):find('%f') end)))",
        "print(select(2, pcall(function() return #undefinedname end)))",
        "print(pcall(string.format, '%d', 'x')) print(pcall(setmetatable, 1)) print(pcall(table.sort))",
        "print(select(2, xpcall(function() string.format('%d', 'x') end, function(m) return '<' .. m .. '>' end)))",
        // Coroutines.
        "print(pcall(coroutine.yield)) print(coroutine.isyieldable()) print(select(2, coroutine.running()))",
        "local ok, e = pcall(function()\n coroutine.wrap(function()\n error('in') end)() end) print(ok, e)",
        "local f = coroutine.wrap(function() coroutine.wrap(function() error('x') end)() end) print(pcall(function() f() end))",
        "local co = coroutine.create(function() error({}) end) print(coroutine.resume(co) == false, coroutine.status(co))",
        "local co = coroutine.wrap(function() return pcall(coroutine.yield, 1) end) print(co(), co(2))",
        "print(coroutine.close(coroutine.create(print)), pcall(coroutine.close, coroutine.running()))",
        // The metatable of strings, `__gc` that is none, and names of libraries.
        "print(getmetatable('').__index == string, ('x'):len(), '10' + 1, pcall(function() return 'a' + 1 end))",
        "print(type(setmetatable({}, { __gc = false, __index = { x = 1 } })), setmetatable({}, { __gc = false }).x)",
        "for _, n in ipairs{ 'string', 'table', 'math', 'os', 'io', 'utf8', 'coroutine', 'debug' } do print(require(n) == _G[n]) end",
        "package.preload.mine = function(...) return { ... } end print(require('mine')[1], require('mine')[2])",
        "package.loaded.known = 5 print(require('known'), package.config, type(package.path))",
        // Output.
        "io.write('a', 1, ' ', 1.0, ' ', 2^53, ' ', -0.0, '\\n') io.stdout:write('b\\n'):write('c\\n')",
        "print(io.type(io.stdout), io.type(1), select(2, io.stdout:close())) print(pcall(io.write, {}))",
        "print(select(2, pcall(function() io.write({}) end)), select(2, pcall(function() io.stdout:write({}) end)))",
        // Information about functions.
        "local i = debug.getinfo(1, 'Sl') print(i.short_src, i.source, i.what, i.currentline, i.linedefined)",
        "local function f(a, ...) return debug.getinfo(1, 'nut') end local i = f() print(i.name, i.namewhat, i.nups, i.nparams, i.isvararg, i.istailcall)",
        "print(debug.getinfo(50), select(2, pcall(function() debug.getinfo(1, 'X') end)))",
        "print(debug.getinfo(print).what, debug.getinfo(print, 'f').func == print, debug.getinfo(print, 'S').short_src)",
        "local l = debug.getinfo(load('local x\\nx = 1\\nreturn x'), 'L').activelines for n = 1, 4 do print(n, l[n]) end",
        "print(os.getenv('NO_SUCH_VARIABLE_HERE'), pcall(os.getenv, {}))",
        "print(load('x =', '=name')) print(load('#x', '=name'))",
    ])
    func `a program says what lua5.4 says`(source: String) async throws {
        #expect(try await Script.printed(source).joined(separator: "\n") == StockLua.output(of: source))
    }

    @Test(arguments: [
        "#!/usr/bin/env lua\nprint(debug.getinfo(1, 'l').currentline)", "# a comment, and no more",
        "\u{FEFF}#!/usr/bin/lua\nprint(pcall(error, 'x'))", "\u{FEFF}print('marked')", "#", "",
    ])
    func `a file may begin with a mark and a line for the shell`(source: String) async throws {
        #expect(try await Script.printed(source).joined(separator: "\n") == StockLua.output(of: source))
    }
}

/// The interpreter of the system.
enum StockLua {
    static let isThere = system("lua5.4 -v >/dev/null 2>&1") == 0

    /// What a program prints, without the end of the last line.
    static func output(of source: String) throws -> String {
        let folder = try TemporaryFolder()
        try folder.write("test.lua", source)
        let pipe = try #require(popen("cd '\(folder.path)' && LUA_INIT_5_4= lua5.4 test.lua 2>&1", "r"))
        var bytes: [UInt8] = []
        while true {
            let byte = fgetc(pipe)
            guard byte != EOF else { break }
            bytes.append(UInt8(truncatingIfNeeded: byte))
        }
        pclose(pipe)
        let text = String(decoding: bytes, as: UTF8.self)
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
    }
}
