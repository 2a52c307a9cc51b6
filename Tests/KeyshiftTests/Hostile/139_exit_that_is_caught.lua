-- expect: error:os.exit(7)
-- why: os.exit ends the script and not the program, wherever it is called, and nothing catches it
local mark = setmetatable({}, { __close = function() print("closed") while true do end end })
task.spawn(function() while true do task.sleep(0.01) end end)
pcall(function()
    local x <close> = mark
    coroutine.wrap(function()
        xpcall(function() table.sort({ 2, 1 }, function() os.exit(7) end) end, function() while true do end end)
    end)()
end)
while true do end
