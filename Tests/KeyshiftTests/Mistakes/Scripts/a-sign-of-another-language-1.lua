-- a sign of another language: whoever is last in the loop; stopped by check: `==`
local g = groups.all():booking("BK-1"):one()
if g.name = "BK-1 Ito" then g:extend("2h") end
