import Lua
import Testing

struct LuaClosedWorldTests {
    @Test(arguments: [
        "assert(not package and not dofile and not loadfile and not string.dump)",
        "for _, n in ipairs{ 'popen', 'tmpfile', 'input', 'output', 'read', 'stdin' } do assert(not io[n]) end",
        "for _, n in ipairs{ 'execute', 'remove', 'rename', 'tmpname', 'setlocale' } do assert(not os[n]) end",
        "for name in pairs(debug) do assert(name == 'traceback' or name == 'getinfo') end",
        "assert(os.getenv('PATH') == nil and not pcall(os.getenv))",
        "local m = getmetatable('') assert(m.__index == string and m == getmetatable('x') and not pcall(setmetatable, '', {}))",
        "local m = getmetatable('') m.__index = { len = 1 } m.__add = error m.__concat = 1 assert(('x'):len() == 1 and '1' + 1 == 2)",
        "assert(getmetatable(io.stdout) == false and not pcall(function() io.stdout.x = 1 end))",
        "for _, m in ipairs{ false, true, 1, 'x' } do local t = setmetatable({}, { __gc = m }) assert(getmetatable(t).__gc == m) end",
        "for _, m in ipairs{ print, {}, coroutine.create(print), io.stdout } do assert(not pcall(setmetatable, {}, { __gc = m })) end",
        "local m = { __gc = false } setmetatable({}, m) m.__gc = function() while true do end end collectgarbage() collectgarbage()",
        "local f, e = load('\\27Lua') assert(f == nil and e:find('binary'))",
        "local f, e = load(function() return nil end, 'c', 'b') assert(f == nil and e:find('mode'))",
        "local f, e = load(function() return 5 end) assert(f == nil and e:find('must return a string'))",
        "local f, e = load(function() error({ 'x' }) end) assert(f == nil and e[1] == 'x')",
        "local parts = { 'return ', '40', ' + 2' } local i = 0 assert(load(function() i = i + 1 return parts[i] end)() == 42)",
        "local env = {} load('x = 1', 'c', 't', env)() assert(env.x == 1 and x == nil)",
        "assert(not pcall(load('return x', 'c', 't', nil)))",
        "assert(not pcall(setmetatable, {}, { __gc = print }))",
        "for _, o in ipairs{ 'stop', 'restart', 'incremental', 'generational', 'setpause', 'setstepmul' } do collectgarbage(o) end assert(collectgarbage('isrunning'))",
        "assert(collectgarbage('count') > 0 and collectgarbage() == 0 and not pcall(collectgarbage, 'none'))",
        "_ENV = nil",
        "pcall, error, string.find, table.sort, coroutine.resume, print = nil",
        "local f = load(('x = 1 '):rep(100000)) f()",
        "local f, e = load('return ' .. ('- '):rep(100000) .. '1') assert(f == nil and e:find('overflow'))",
        "local ok, e = pcall(string.find, ('a'):rep(400), ('a?'):rep(400)) assert(not ok and e:find('too complex'))",
        "local ok, e = pcall(table.unpack, {}, 1, 10000000) assert(not ok and e:find('too many results'))",
        "table.sort({ 1, 2, 3, 4, 5 }, function() return true end)",
        "local t = { 3, 1, 2 } assert(not pcall(table.sort, t, error) and t[1] == 3 and t[3] == 2)",
        "local ok, e = xpcall(error, function(e) error(e) end, 'x') assert(not ok)",
        "local function f() return (('x'):gsub('x', f)) end assert(not pcall(f))",
        "local function f() return coroutine.wrap(f)() end local ok, e = pcall(f) assert(not ok and #e < 500 and e:find('overflow'))",
        "local t = setmetatable({}, { __tostring = function(s) return tostring(s) end }) assert(not pcall(tostring, t))",
        "local ok, text = xpcall(function() local function f() return 1 + f() end f() end, debug.traceback) assert(#text < 3000 and text:find('more calls'))",
        "local _, t = xpcall(error, debug.traceback, 'x') assert(t:find('^x\\nstack traceback:\\n\\t%[C%]: in function .error.'), t)",
        """
        local last
        for i = 1, 20000 do
            local inner = last
            last = coroutine.create(function()
                local x <close> = setmetatable({}, { __close = function() if inner then coroutine.close(inner) end end })
                coroutine.yield()
            end)
            coroutine.resume(last)
        end
        coroutine.close(last)
        """,
        """
        local last
        for i = 1, 300 do
            local inner = last
            last = coroutine.create(function()
                local function deep(n)
                    if n == 0 then if inner then coroutine.close(inner) end return '' end
                    return (('x'):gsub('x', function() return deep(n - 1) end))
                end
                local x <close> = setmetatable({}, { __close = function() deep(150) end })
                coroutine.yield()
            end)
            coroutine.resume(last)
        end
        coroutine.close(last)
        """,
    ])
    func `a script meets a closed world that works`(source: String) async throws {
        let outcome = try await HostileScript.run(source, limits: LuaLimits())
        #expect(outcome.code == "ok", "\(outcome.message)")
    }

    @Test func `what a script overwrites is back for the next one`() async throws {
        let source = "pcall, error, tostring, print, string.format = nil setmetatable(_G, { __index = error })"
        #expect(try await HostileScript.run(source, limits: LuaLimits()).code == "ok")
        let outcome = try await HostileScript.run("print(pcall(string.format, '%d', 1))", limits: LuaLimits())
        #expect(outcome.printed == ["true\t1"])
    }

    @Test(arguments: [
        ("error(nil)", "(error object is a nil value)"),
        ("error(false)", "false"),
        ("error({})", "(error object is a table value)"),
        ("error({ message = 'E42 structured' })", "E42 structured"),
        ("error({ message = {} })", "(error object is a table value)"),
        ("error(setmetatable({}, { __tostring = function() return 42 end }))", "42"),
        ("error(setmetatable({}, { __tostring = function() return {} end }))", "(error object is a table value)"),
        ("error(setmetatable({}, { __tostring = function() error('no') end }))", "(error object is a table value)"),
        ("error(setmetatable({}, { __tostring = function() return 'mine' end }))", "mine"),
        ("error('\\27[31mred\\0\\255', 0)", "\\x1B[31mred\\x00\\xFF"),
        ("error('é\\u{85}\\n', 0)", "é\\xC2\\x85\n"),
        ("local t = { message = 'round' } t.t = t error(t)", "round"),
        (
            "local x <close> = setmetatable({}, { __close = function() error('second', 0) end }) error('first', 0)",
            "first"
        ),
        ("error('lvl', 1000000)", "lvl"),
        (
            "coroutine.wrap(function() end)() local w = coroutine.wrap(function() end) w() w()",
            "cannot resume dead coroutine"
        ),
    ])
    func `an error of any kind ends in a readable line`(source: String, message: String) async throws {
        let outcome = try await HostileScript.run(source, limits: LuaLimits())
        #expect(outcome.code == "script_error")
        #expect(outcome.message == message)
    }

    @Test(arguments: [
        "error(('y'):rep(5000000), 0)",
        "error('start' .. ('é'):rep(100000) .. 'end', 0)",
        "error(setmetatable({}, { __tostring = function() return ('z'):rep(5000000) end }))",
        "local function f(n) error('deep ' .. n, 0) end local ok, e = pcall(f, ('n'):rep(100000)) error(e, 0)",
    ])
    func `a long error is cut to 2 KB`(source: String) async throws {
        let outcome = try await HostileScript.run(source, limits: LuaLimits())
        #expect(outcome.code == "script_error")
        #expect((1000...2100).contains(outcome.message.utf8.count), "\(outcome.message.utf8.count)")
        #expect(outcome.message.contains(" [...] "))
    }
}
