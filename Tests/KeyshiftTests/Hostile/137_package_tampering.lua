-- expect: ok:intact
-- why: package.loaded, preload and path are a script's own; whatever is put there, files stay closed and json is json
package.path = "/etc/?;/etc/?.conf;../../?.lua;/proc/self/?;?;\0;;" .. ("?"):rep(1000)
for _, name in ipairs{ "passwd", "resolv", "environ", "mem", "..", "/etc/passwd", "a\0b", ("x"):rep(300), "", "." } do
    assert(not pcall(require, name), name)
end
setmetatable(package, { __index = error, __newindex = error })
setmetatable(package.loaded, { __index = function(_, name) return "made up " .. name end })
setmetatable(package.preload, { __index = function() return error end })
package.loaded["_G"] = nil
package.loaded.string = setmetatable({}, { __index = error })
pcall(string.format, "%d", "x")
assert(not pcall(require, "passwd"))
package.loaded["keyshift.json"] = nil
assert(require("keyshift.json").encode({ 1 }) == "[1]")
local inner = package.loaded
package.loaded, package.preload, package.path = nil, nil, 7
assert(not pcall(require, "nothing"))
for i = 1, 100000 do inner["filler" .. i] = i end
assert(select(2, pcall(error, "x")) == "x" and debug.traceback("t"):find("^t"))
print("intact")
