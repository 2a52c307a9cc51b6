-- a stay moved twice: four hours; stopped by the call: was moved already
local g = groups.all():booking("BK-1"):one()
g:extend("2h")
g:extend("2h")
