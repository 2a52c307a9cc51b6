-- expect: ok:looked
-- why: getinfo and traceback on dead, closed and running coroutines, odd levels, odd texts and functions of the host
local odd = { 0, -1, 1 << 62, -1 << 63, 1e300, 0/0, "1", "x", {}, print, false }
for _, level in ipairs(odd) do
    pcall(debug.getinfo, level)
    pcall(debug.getinfo, level, "nSltufrL")
    pcall(debug.traceback, level, level)
    pcall(debug.traceback, "t", level)
end
local dead = coroutine.create(function() end)
coroutine.resume(dead)
local failed = coroutine.create(function() local _ <close> = setmetatable({}, { __close = function() error("c") end }) error({}) end)
coroutine.resume(failed)
for _, thread in ipairs{ dead, failed, coroutine.running(), coroutine.create(print), coroutine.create(seam.locks.list) } do
    for level = -1, 5 do
        local info = debug.getinfo(thread, level, "nSlutfrL")
        if info and info.func then assert(debug.getinfo(info.func, "S").what ~= "C") end
        pcall(debug.traceback, thread, ("x"):rep(1000), level)
    end
end
local inside
local function f(...) inside = debug.getinfo(1, "f").func return debug.getinfo(1, "r") end
f(table.unpack({}, 1, 200))
assert(inside == f and debug.getinfo(print, "f").func == print)
for _, fn in ipairs{ print, pcall, seam.locks.list, groups.all, require, io.open, task.spawn } do
    local info = debug.getinfo(fn)
    assert(info.what == "C" and info.source == "=[C]" and info.func == fn, info.source)
    assert(not pcall(load, info))
end
assert(not debug.sethook and not debug.getupvalue and not debug.getregistry and not debug.getlocal and not debug.setmetatable)
local active = debug.getinfo(1, "L").activelines
for i = 1, 1e5 do active[i] = i end
local deep = 0
local function down(n) if n > 0 then return (down(n - 1)) end deep = #debug.traceback(("y"):rep(1e6), 0) end
down(150)
assert(deep > 0)
print("looked")
