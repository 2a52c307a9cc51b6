-- expect: ok:leaving
-- why: os.exit from a comparator, a callback, a metamethod, a loader and a closing variable ends the script once, with success
io.write("leaving\n")
local function leave() os.exit(true, true) end
package.preload.leaving = function()
    local _ <close> = setmetatable({}, { __close = function() pcall(leave) error("closed") end })
    table.sort({ 3, 2, 1 }, function(a, b)
        string.gsub("x", "x", function() return setmetatable({}, { __index = function() leave() end }).x end)
        return a < b
    end)
end
coroutine.wrap(function() xpcall(require, function() while true do end end, "leaving") end)()
error("not left")
