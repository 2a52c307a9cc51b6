-- Makes programs from a seed, the same ones in every Lua: what scripts/lua-conformance runs here and in the system's lua5.4.
--
-- cases.lua SEED FIRST COUNT        prints a line for each program: its number and what came of it
-- cases.lua SEED NUMBER 1 source    prints the program itself
local seed, first, count, wanted = ...
seed, first, count = math.tointeger(seed), math.tointeger(first), math.tointeger(count)

-- A generator of random numbers of its own (xorshift64*): math.random could differ, and is under test.
local state
local function begin(number)
    state = (seed * 0x9E3779B97F4A7C15) ~ (number * 0xBF58476D1CE4E5B9) ~ 0x94D049BB133111EB
    if state == 0 then state = 1 end
    for _ = 1, 4 do
        state = state ~ (state << 13)
        state = state ~ (state >> 7)
        state = state ~ (state << 17)
    end
end
local function below(limit)
    state = state ~ (state << 13)
    state = state ~ (state >> 7)
    state = state ~ (state << 17)
    return ((state * 0x2545F4914F6CDD1D) >> 33) % limit
end
local function pick(list) return list[below(#list) + 1] end
local function chance(percent) return below(100) < percent end
local function times(least, most, make, separator)
    local parts = {}
    for i = 1, least + below(most - least + 1) do
        local part = make(i)
        parts[i] = type(part) == "function" and part() or part
    end
    return table.concat(parts, separator or "")
end

-- Values, as they are written in a program.

local integers = {
    "0", "1", "-1", "2", "3", "7", "10", "255", "256", "-128", "65535", "1 << 31", "1 << 32", "(1 << 53)", "(1 << 53) + 1",
    "math.maxinteger", "math.mininteger", "math.maxinteger - 1", "math.mininteger + 1", "0x7fffffff", "-0x80000000",
}
local floats = {
    "0.0", "-0.0", "1.0", "-1.5", "0.1", "1e15", "1e16", "1e100", "-1e300", "5e-324", "2^53", "2^63", "-2^63", "1/0", "-1/0",
    "0/0", "3.0", "1e308 * 10", "0x1p-3", "0x.8p1", "123456.789", "2^53 + 1.0", "9007199254740993.0",
}
local texts = {
    '""', '"a"', '"abc"', '"10"', '"0x10"', '" 7 "', '"1e1"', '"hello world"', '"a,b,,c"', '"\\0x\\0"', '"\\xff\\xfe"', '"key = value"',
    '"(a(b)c)d"', '"  x  "', '"THE (quick) fox"', '"äöü"', '"line\\nline\\r\\n"', '"%d%%"', '"aaaaaaaaab"', '"-1"', '"0x"', '"1e"', '"nan"',
    '"inf"', '("ab"):rep(20)', '"[]^$%"', '"9223372036854775808"', '"-9223372036854775808"', '"0x7fffffffffffffff1"', '"1_000"',
}
local others = { "nil", "true", "false", "{}", "{ 1, 2, 3 }", "{ x = 1 }", "print", "function() end", "{ 3, 1, 2 }" }

local function integer() return pick(integers) end
local function number() return chance(50) and pick(integers) or pick(floats) end
local function text() return pick(texts) end
local function value()
    local kind = below(10)
    return kind < 3 and integer() or kind < 5 and pick(floats) or kind < 8 and text() or pick(others)
end
local function small() return tostring(below(12) - 3) end
-- Where a large number would take all memory, or all time, in one function of C.
local function odd() return pick({ "nil", "true", "{}", "print", '"x"', "1.5", "'2'", "-1", "0" }) end
-- Now and then what does not belong there.
local function or_any(make, percent) return chance(percent or 6) and value() or make() end
local function arguments(...)
    local parts = {}
    for i, make in ipairs({ ... }) do
        if chance(3) then break end
        parts[i] = or_any(make)
    end
    return table.concat(parts, ", ")
end

-- What a program shows of its values: no address, and each kind of number as it is.
local show = [[
local function show(...)
  local t = table.pack(...)
  for i = 1, t.n do
    local v = t[i]
    local k = type(v)
    if k == "string" then t[i] = ("%q"):format(v)
    elseif k == "number" then t[i] = math.type(v) .. " " .. ("%q"):format(v)
    elseif k == "table" or k == "function" or k == "thread" or k == "userdata" then t[i] = k
    else t[i] = tostring(v) end
  end
  out(table.concat(t, "; "))
end
]]

-- Patterns

local classes = { "%a", "%d", "%s", "%w", "%p", "%l", "%u", "%c", "%x", "%g", "%A", "%D", "%S", "." }
local function pattern_item(depth)
    local kind = below(16)
    local item
    if kind < 5 then item = pick(classes)
    elseif kind < 8 then item = pick({ "a", "b", "c", "x", "1", " ", ",", "=", "%.", "%%", "%(", "%)", "%-" })
    elseif kind < 10 then item = "[" .. pick({ "abc", "^abc", "a-z", "%w_", "^%s", "]", "^]x", "0-9a", "a-", "%]" }) .. "]"
    elseif kind < 12 and depth < 3 then
        return "(" .. times(0, 3, function() return pattern_item(depth + 1) end) .. ")"
    elseif kind == 12 then return pick({ "%b()", "%f[%w]", "%f[^%s]", "()", "%1", "%b[]", "%f[a-z]" })
    elseif kind == 13 and chance(15) then return pick({ "(", ")", "[", "[a", "%", "%f", "%bx", "%9", "[%", "(()" })
    else item = pick(classes) end
    return item .. pick({ "", "", "", "*", "+", "-", "?" })
end
local function pattern()
    local body = times(1, 4, function() return pattern_item(0) end)
    return ("%q"):format((chance(20) and "^" or "") .. body .. (chance(15) and "$" or ""))
end
local replacements = {
    '"<%0>"', '"%1"', '"%2%1"', '"x"', '""', '"%%"', '"%"', '"%x"', '{ a = "A", b = 1, c = false, abc = 2.5 }', "{}",
    "function(...) return select('#', ...) end", "function(a) return a end", "function() end", "string.upper",
    "function() return {} end", "function() error('in', 0) end", "function() return 1.5 end",
}
local function patterns()
    local call = pick({
        function() return "string.find(" .. arguments(text, pattern, small) .. ")" end,
        function() return "(" .. text() .. "):find(" .. pattern() .. ", " .. small() .. ", " .. pick({ "true", "false", "nil" }) .. ")" end,
        function() return "string.match(" .. arguments(text, pattern, small) .. ")" end,
        function() return "string.gsub(" .. arguments(text, pattern, function() return pick(replacements) end, small) .. ")" end,
        function() return "string.gsub(" .. text() .. ", " .. pattern() .. ", " .. pick(replacements) .. ")" end,
    })
    if chance(20) then
        return "local n = 0\nfor a, b in string.gmatch(" .. arguments(text, pattern) .. ") do n = n + 1 show(a, b) if n > 9 then break end end"
    end
    return "show(" .. call() .. ")"
end

-- string.format, pack and the rest of the library

local function format_item()
    if chance(10) then return pick({ "%%", "a", " ", "%y", "%", "%10", "%#q", "%123d", "%.123f", "%ll", "%i0" }) end
    local flags = times(0, 2, function() return pick({ "-", "+", " ", "#", "0" }) end)
    local width = chance(50) and tostring(below(22)) or ""
    local precision = chance(40) and "." .. (chance(20) and "" or tostring(below(20))) or ""
    return "%" .. flags .. width .. precision .. pick({ "d", "i", "u", "c", "x", "X", "o", "e", "E", "f", "g", "G", "a", "A", "s", "q" })
end
local function formats()
    -- What follows %p and addresses differs by nature; tables and functions have no text of their own here.
    local function plain() return pick({ integer, number, text, number, text })() end
    return "show(string.format(" .. ("%q"):format(times(1, 3, format_item)) .. ", " .. times(0, 4, plain, ", ") .. "))"
end
formats = (function(make)
    return function() return (make():gsub(", %)%)$", "))")) end
end)(formats)

local function pack_format()
    return times(1, 4, function()
        return pick({
            "<", ">", "=", "!", "!4", "!8", "b", "B", "h", "H", "i", "I", "l", "L", "j", "J", "T", "f", "d", "n", "s", "s1", "s2", "z", "x",
            "X", "Xi4", "c3", "c0", "c", "i3", "I5", "i16", "I16", " ", "i17", "i0", "y", "!3", "Xz",
        })
    end)
end
local function packs()
    local format = ("%q"):format(pack_format())
    return pick({
        function() return "show(string.pack(" .. format .. ", " .. times(1, 4, value, ", ") .. "))" end,
        function() return "show(string.packsize(" .. format .. "))" end,
        function() return "show(string.unpack(" .. arguments(function() return format end, text, small) .. "))" end,
        function()
            return "local p = string.pack(" .. format .. ", " .. times(1, 4, function() return or_any(number, 20) end, ", ")
                .. ")\nshow(p, string.unpack(" .. format .. ", p))"
        end,
    })()
end
local function strings()
    return "show(" .. pick({
        function() return "string.rep(" .. or_any(text) .. ", " .. pick({ "0", "1", "3", "2.0", "100", odd() }) .. ", " .. or_any(text) .. ")" end,
        function() return "string.rep('xyz', " .. pick({ "1 << 62", "math.maxinteger", "1 << 63", "math.mininteger", "-1" }) .. ")" end,
        function() return "string.rep('', " .. pick({ "0", "5", "-2", "1000" }) .. ")" end,
        function() return "string.sub(" .. arguments(text, small, small) .. ")" end,
        function() return "string.byte(" .. arguments(text, small, small) .. ")" end,
        function() return "string.char(" .. times(0, 4, function() return or_any(function() return tostring(below(300) - 10) end) end, ", ") .. ")" end,
        function() return "string." .. pick({ "upper", "lower", "reverse", "len" }) .. "(" .. arguments(text) .. ")" end,
        function() return "utf8." .. pick({ "len", "codepoint", "offset" }) .. "(" .. arguments(text, small, small) .. ")" end,
        function() return "utf8.char(" .. times(0, 3, function() return pick({ "65", "0x20AC", "0x10FFFF", "0x7FFFFFFF", "-1", "1 << 31" }) end, ", ") .. ")" end,
        function() return text() .. " .. " .. or_any(number, 20) end,
        function() return text() .. pick({ " < ", " <= ", " == ", " ~= ", " > " }) .. or_any(text, 20) end,
    })() .. ")"
end

-- Numbers

local binary = { "+", "-", "*", "/", "//", "%", "^", "&", "|", "~", "<<", ">>", "..", "==", "~=", "<", "<=", ">", ">=", "and", "or" }
local function expression(depth)
    if depth == 0 or chance(25) then
        local kind = below(10)
        return kind < 7 and "(" .. number() .. ")" or kind < 9 and text() or "(" .. value() .. ")"
    end
    if chance(20) then return pick({ "-", "~", "not ", "#" }) .. "(" .. expression(depth - 1) .. ")" end
    return "(" .. expression(depth - 1) .. " " .. pick(binary) .. " " .. expression(depth - 1) .. ")"
end
local function arithmetic() return "show(" .. expression(1 + below(3)) .. ")" end
local function mathematics()
    return "show(" .. pick({
        function() return "math." .. pick({ "floor", "ceil", "abs", "tointeger", "type", "modf" }) .. "(" .. arguments(number) .. ")" end,
        function() return "math." .. pick({ "fmod", "ult" }) .. "(" .. arguments(number, number) .. ")" end,
        function() return "math." .. pick({ "max", "min" }) .. "(" .. times(0, 4, number, ", ") .. ")" end,
        function() return "tonumber(" .. arguments(text) .. ")" end,
        function() return "tonumber(" .. arguments(text, function() return pick({ "2", "8", "10", "16", "36", "1", "37", "10.0" }) end) .. ")" end,
        function() return "tostring(" .. number() .. "), (" .. number() .. ") // 1 | 0" end,
        function() return "select(" .. arguments(small, value, value) .. ")" end,
        function() return "rawequal(" .. number() .. ", " .. number() .. "), rawlen(" .. arguments(text) .. ")" end,
    })() .. ")"
end
local function loops()
    return "local n = 0\nfor i = " .. or_any(number) .. ", " .. or_any(number) .. ", " .. or_any(number)
        .. " do n = n + 1 show(i) if n > 5 then break end end"
end

-- Tables

local function list()
    return "{ " .. times(0, 8, function() return pick({ small, small, small, number })() end, ", ") .. " }"
end
local orders = {
    "", ", function(a, b) return a < b end", ", function(a, b) return a > b end", ", nil", ", function(a, b) return tostring(a) < tostring(b) end",
    ", function(a) error('order', 0) end", ", 7",
}
local function finite_list()
    return "{ " .. times(0, 12, function() return pick({ small, "1.5", "-2.5", "10", "1 << 40" }) end, ", ") .. " }"
end
local function tables()
    return "local t = " .. finite_list() .. "\n" .. times(1, 3, function()
        return pick({
            function() return "show(table.insert(t, " .. arguments(small, value) .. "))" end,
            function() return "show(table.remove(t" .. (chance(60) and ", " .. or_any(small) or "") .. "))" end,
            function() return "show(table.concat(t, " .. arguments(text, small, small) .. "))" end,
            function() return "show(table.unpack(t, " .. arguments(small, small) .. "))" end,
            function() return "show(#table.move(t, " .. small() .. ", " .. pick({ small(), odd() }) .. ", " .. small() .. "))" end,
            -- Which values a failing sort compares, what it leaves behind, where it puts nan, and the order of equal ones
            -- differ by nature.
            function()
                return "for i, v in ipairs(t) do if v ~= v then t[i] = 0 end end\nif pcall(table.sort, t" .. pick(orders) .. ") then for _, v in ipairs(t) do show(tonumber(v) and tonumber(v) + 0.0 or v) end"
                    .. " else t = {} end"
            end,
            function() return "show(next({}), rawlen(t), #t, table.pack(" .. times(0, 3, value, ", ") .. ").n)" end,
            function() return "for i, v in ipairs(t) do show(i, v) end" end,
            function() return "t[" .. or_any(small, 25) .. "] = " .. value() .. " show(#t > 20, t[1])" end,
            function() return "table.sort(" .. or_any(list, 40) .. pick({ "", ", nil", ", 7", ", 'x'" }) .. ")" end,
        })()
    end, "\n")
end

-- Metatables, errors, closing

local events = {
    "__index", "__newindex", "__call", "__add", "__sub", "__mul", "__div", "__mod", "__pow", "__unm", "__idiv", "__band", "__bor", "__bxor",
    "__shl", "__shr", "__bnot", "__concat", "__len", "__eq", "__lt", "__le", "__close", "__tostring", "__name", "__metatable", "__pairs",
}
local function handler()
    return pick({
        "function(...) show('called', select('#', ...), (...) == o) return 7 end", "function(a, b) return b end", "function() error('event', 2) end",
        "{ x = 5 }", "'text'", "function() end", "false", "function() return 'named' end", "function(a, b) return rawequal(a, b) end",
    })
end
local function metatables()
    local fields = times(1, 3, function() return pick(events) .. " = " .. handler() end, ", ")
    return "local o\no = setmetatable({ 1, 2 }, { " .. fields .. " })\n" .. times(1, 4, function()
        return pick({
            function() return "show(pcall(function() return o " .. pick(binary) .. " " .. or_any(number, 40) .. " end))" end,
            function() return "show(pcall(function() return " .. or_any(number, 40) .. " " .. pick(binary) .. " o end))" end,
            function() return "show(pcall(function() return o.x, o[1], o[" .. value() .. "] end))" end,
            function() return "show(pcall(function() o.y = " .. value() .. " return rawget(o, 'y') end))" end,
            function() return "show(pcall(function() return o(" .. times(0, 2, value, ", ") .. ") end))" end,
            function() return "show(pcall(function() return #o, -o, ~o end))" end,
            function() return "show(pcall(function() return o == {}, o == o, o ~= 1 end))" end,
            function() return "show(pcall(setmetatable, o, " .. pick({ "nil", "{}", "1" }) .. "))" end,
            function() return "show(type(getmetatable(o)), pcall(function() local c <close> = o end))" end,
            function() return "show(pcall(function() for k, v in pairs(o) do show(k, v) break end end))" end,
            function() return "show((pcall(tostring, o)))" end,
        })()
    end, "\n")
end
local function failing()
    return pick({
        function() return "error(" .. value() .. ", " .. pick({ "0", "1", "2", "3", "nil" }) .. ")" end,
        function() return "local x = " .. pick({ "nil", "1", "'s'", "true", "{}" }) .. "; x." .. pick({ "y.z = 1", "y()", "y.z()" }) end,
        function() return "local x = " .. value() .. "\nreturn x" .. pick({ " + {}", " .. {}", " < 1", " < {}", "()", "[nil]", ".f.g", ":m()", " & 1.5" }) end,
        function() return "undefined_" .. pick({ "a()", "a.b = 1", "a.b.c()", "a()()" }) end,
        function() return "assert(" .. times(0, 3, value, ", ") .. ")" end,
        function() return "string." .. pick({ "rep", "sub", "format", "char", "byte", "gsub", "pack", "find" }) .. "(" .. times(0, 2, odd, ", ") .. ")" end,
        function() return "(" .. text() .. "):" .. pick({ "rep", "sub", "format", "gsub", "nothing", "find" }) .. "(" .. times(0, 2, odd, ", ") .. ")" end,
        function() return "table." .. pick({ "insert", "remove", "concat", "unpack", "sort", "move" }) .. "(" .. times(0, 3, odd, ", ") .. ")" end,
        function() return "math." .. pick({ "floor", "max", "fmod", "ult", "tointeger" }) .. "(" .. times(0, 2, value, ", ") .. ")" end,
        function() return "setmetatable(" .. times(0, 2, value, ", ") .. ")" end,
        function() return "ipairs() " end, function() return "select(0)" end, function() return "rawset(1, 2, 3)" end,
        function() return "for i = 1, 10, 0 do end" end, function() return "for i = 'a', 2 do end" end, function() return "local t = {} t[0/0] = 1" end,
    })()
end
local function errors()
    local inner = failing()
    return pick({
        function() return "show(pcall(function()\n  " .. inner .. "\nend))" end,
        function() return "show(select('#', xpcall(function() " .. inner .. " end, function(m) show(type(m), m) return m, 2 end)))" end,
        function() return "local function f()\n  " .. inner .. "\nend\nlocal function g() f() end\nshow(pcall(g))" end,
        function() return "show(pcall(pcall, error, " .. value() .. "))" end,
        function() return "show(pcall(function() local c <close> = setmetatable({}, { __close = function(_, e) show('close', e) " .. (chance(30) and "error('again', 0)" or "") .. " end })\n" .. inner .. " end))" end,
        function() return inner end,
    })()
end

-- Coroutines

local function coroutines()
    local body = times(1, 3, function()
        return pick({
            "show('got', coroutine.yield(" .. times(0, 2, value, ", ") .. "))", "show(coroutine.isyieldable(), coroutine.status(co))",
            "for i = 1, 2 do coroutine.yield(i) end", "show(pcall(coroutine.yield, " .. value() .. "))",
            "local c <close> = setmetatable({}, { __close = function(_, e) show('closing', e) end })", "do " .. failing() .. " end",
            "show(pcall(function() coroutine.yield('in') " .. failing() .. " end))",
        })
    end, "\n  ")
    local use = times(2, 5, function()
        return pick({
            "show(coroutine.resume(co, " .. times(1, 2, value, ", ") .. "))", "show(coroutine.status(co))", "show(coroutine.close(co))",
            "show(pcall(coroutine.wrap(function(...) show(...) return coroutine.yield(1) end), " .. value() .. "))",
            "show(coroutine.isyieldable(co), select(2, coroutine.running()))", "show(coroutine.resume(coroutine.running()))",
        })
    end, "\n")
    if chance(25) then
        return "local co\nlocal w = coroutine.wrap(function(...)\n  " .. body .. "\n  return 'end', ...\nend)\nco = coroutine.create(print)\n"
            .. times(1, 4, function() return "show(pcall(w, " .. value() .. "))" end, "\n")
    end
    return "local co\nco = coroutine.create(function(...)\n  " .. body .. "\n  return 'end', ...\nend)\n" .. use
end

-- load, goto, scopes

local function loading()
    return pick({
        function()
            local source = pick({ "return 1", "x = ", "return ...", "goto a", "::a:: ::a::", "break", "local x <const> = 1; x = 2", "return x", "for i = 1 do end",
                "x = 'a", "x = [[a", "return 0x", "return 1..2", "x = }", "return \\\"\\\\q\\\"", "local a <what> = 1", "return 5 // 0, 5 % 0", "f(", "return '\\\\u{110000000}'", "" })
            local mode = pick({ "", ', "=chunk"', ', "@file.lua", "t"', ', "=c", "b"', ', "text", "bt", { x = 5 }', ', "=c", "x"' })
            return 'local f, e = load("' .. source .. '"' .. mode .. ")\nshow(type(f), e) if f then show(pcall(f, 1, 2)) end"
        end,
        function() return "local n = 0\nlocal f, e = load(function() n = n + 1 return (" .. pick({ "{ 'return ', '1', ' + 2' }", "{ 'x', '=', ' ' }", "{ 'return 1', '' , ' + 1' }", "{}" }) .. ")[n] end" .. pick({ "", ", '=r'" }) .. ")\nshow(type(f), e, n) if f then show(pcall(f)) end" end,
        function() return "local n = 0\n::top::\nn = n + 1\nif n < " .. below(5) .. " then goto top end\ndo goto done end\nn = 100\n::done::\nshow(n)" end,
        function() return "for i = 1, 3 do for j = 1, 3 do if j == " .. (below(3) + 1) .. " then goto continue end show(i, j) ::continue:: end end" end,
        function() return "local f = {}\nfor i = 1, 3 do local k = i * 2 f[i] = function() k = k + " .. small() .. " return i, k end end\nfor i = 1, 3 do show(f[i]()) show(f[i]()) end" end,
        function() return "local function v(...) local a, b = ... return select('#', ...), a, b, ... end\nshow(v(" .. times(0, 4, value, ", ") .. "))\nshow((v(1, 2)))" end,
        function() return "local a <const>, b = " .. value() .. ", " .. value() .. "\nlocal t = { a, b, [3] = a, x = b; b }\nshow(#t > 0, t.x, a, b)" end,
        function() return "repeat local x = " .. number() .. " until x == x or not (x == x)\nwhile true do show(1) break end\nshow(_ENV == _G or type(_ENV))" end,
        function() return "local t <close> = nil\ndo local x <close> = setmetatable({}, { __close = function() show('x') end }) end\nlocal y <close> = " .. pick({ "false", "1", "{}" }) .. " show('there')" end,
    })()
end

local makers = {
    patterns, patterns, formats, packs, strings, arithmetic, arithmetic, mathematics, loops, tables, tables, metatables, errors, errors,
    coroutines, loading,
}
local function make(number)
    begin(number)
    return show .. times(1, 2, function() return "do\n" .. pick(makers)() .. "\nend" end, "\n")
end

if wanted == "source" then
    print((make(first):gsub("^.-\nend\n(.*)$", "%1")))
    return
end

-- Every program has globals of its own, and a few bytes of result; a hash stands for more.
local function shorten(text)
    text = text:gsub("[%z\1-\9\11-\31\127-\255]", function(byte) return ("\\x%02X"):format(byte:byte()) end)
    if #text <= 160 then return (text:gsub("[\n\r\\]", { ["\n"] = "\\n", ["\r"] = "\\r", ["\\"] = "\\\\" })) end
    local hash = 5381
    for i = 1, #text do hash = (hash * 33) ~ text:byte(i) end
    return ("%d bytes %016x"):format(#text, hash)
end
local libraries = {
    "string", "table", "math", "utf8", "coroutine", "assert", "error", "getmetatable", "ipairs", "load", "next", "pairs", "pcall", "rawequal",
    "rawget", "rawlen", "rawset", "select", "setmetatable", "tonumber", "tostring", "type", "xpcall",
}
local real = _G
for number = first, first + count - 1 do
    local lines = {}
    local env = { out = function(line) if #lines < 200 then lines[#lines + 1] = line end end, print = function() end }
    for _, name in ipairs(libraries) do env[name] = real[name] end
    env._G = env
    local chunk, problem = load(make(number), "=case", "t", env)
    if chunk then
        local ok, failure = pcall(chunk)
        if not ok then lines[#lines + 1] = "failed " .. type(failure) .. " " .. (type(failure) == "table" and "" or tostring(failure)) end
    else
        lines[#lines + 1] = "not compiled " .. problem
    end
    for i, line in ipairs(lines) do lines[i] = line:gsub("0x%x%x%x%x%x%x%x%x+", "ADDRESS") end
    print(number .. " " .. shorten(table.concat(lines, "\n")))
end
