-- an or without its comparison: everybody; stopped by check: is not compared
local late = groups.all():where(function(g) return g.name == "BK-1 Ito" or "BK-12 Alba" end)
for g in late:each() do g:extend("2h") end
