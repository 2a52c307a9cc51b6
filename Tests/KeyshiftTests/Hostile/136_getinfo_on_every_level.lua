-- expect: ok:seen
-- why: debug.getinfo must not hand out functions of the host, nor fall over odd levels, threads and options
local function look(thread)
    for level = -2, 40 do
        for _, options in ipairs{ "f", "L", "flnSrtuL", "", ("S"):rep(1000) } do
            local info = thread and debug.getinfo(thread, level, options) or debug.getinfo(level, options)
            if info and info.func then
                assert(debug.getinfo(info.func, "S").what ~= "C", "a function of C")
            end
        end
    end
end
look()
local waiting = coroutine.create(function() seam.workspaces.get() coroutine.yield() end)
coroutine.resume(waiting)
look(waiting)
table.sort({ 3, 2, 1 }, function(a, b) look() return a < b end)
setmetatable({}, { __index = function() look() end, __close = look }).x = nil
local _ = setmetatable({}, { __index = function() look() end }).y
for _, options in ipairs{ ">f", ">", "X", "f>", "\0X", "S X" } do pcall(debug.getinfo, 1, options) end
pcall(string.gsub, "x", "x", function() look() end)
print("seen")
