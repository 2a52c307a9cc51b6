-- expect: ok:tampered
-- why: the table keyshift, features and the globals around it belong to the script; nothing of the host hangs on them
keyshift.version = nil
keyshift.features["io.open"] = false
setmetatable(keyshift, { __index = error, __newindex = error, __metatable = 1 })
keyshift = nil
assert(require("keyshift"))
local names, all = {}, _G
for name in pairs(all) do names[#names + 1] = name end
local say, get, set = print, seam.workspaces.get, rawset
setmetatable(all, { __index = function() return nil end, __newindex = function() error("no") end })
for _, name in ipairs(names) do set(all, name, nil) end
get()
say("tampered")
