-- expect: ok:no finalizer
-- why: a __gc that is false when the metatable is set must not become a finalizer later
local metatable = { __gc = false }
for i = 1, 100 do setmetatable({}, metatable) end
metatable.__gc = function() while true do end end
for i = 1, 5 do collectgarbage() end
print("no finalizer")
