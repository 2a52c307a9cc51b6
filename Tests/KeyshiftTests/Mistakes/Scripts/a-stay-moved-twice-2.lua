-- a stay moved twice: four hours; stopped by the call: Change each group once
local g = groups.all():booking("BK-1"):one()
g:set{ ends_at = g.ends_at + "2h" }
g:set{ ends_at = g.ends_at + "2h" }
