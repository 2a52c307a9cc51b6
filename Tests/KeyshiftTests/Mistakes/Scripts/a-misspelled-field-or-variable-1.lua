-- a misspelled field or variable: the wrong end; stopped by check: did you mean "ends_at"?
local g = groups.all():booking("BK-1"):one()
g:set{ ends_at = g.endsat + "2h" }
