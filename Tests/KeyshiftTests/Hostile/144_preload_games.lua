-- expect: ok:played
-- why: loaders that require each other in a chain, in a circle, from a coroutine, by metamethods, and ones that fail
for i = 1, 5000 do package.preload["chain" .. i] = function() return require("chain" .. i + 1) end end
package.preload.chain5001 = function() return "end" end
local found, why = pcall(require, "chain1")
assert(found or type(why) == "string")
package.preload.one = function() return require "two" end
package.preload.two = function() return require "one" end
assert(not pcall(require, "one") and not pcall(require, "two"))
package.preload.odd = function() error(setmetatable({}, { __tostring = error })) end
assert(not pcall(require, "odd") and package.loaded.odd == nil)
package.preload.yields = function() coroutine.yield(1) return "back" end
local thread = coroutine.wrap(function() return require "yields" end)
pcall(thread)
pcall(thread)
package.preload.nothing = function() end
assert(require "nothing" == true)
package.preload.own = function(name) package.loaded[name] = false end
pcall(require, "own")
package.preload.wrong = "no function"
assert(not pcall(require, "wrong"))
package.preload.callable = setmetatable({}, { __call = function() return "called" end })
pcall(require, "callable")
setmetatable(package.preload, { __index = function(t, name) return t[name .. "x"] end })
assert(not pcall(require, "endless"))
setmetatable(package.loaded, { __index = function() coroutine.yield() end, __newindex = function() error("full") end })
pcall(require, "json")
setmetatable(package.loaded, { __metatable = "locked", __gc = false })
assert(require("keyshift.json").encode({ 2 }) == "[2]")
print("played")
