-- a name for a key: nobody; stopped by the call: no group has the key
local g = groups.get("BK-1 Ito")
g:extend("2h")
