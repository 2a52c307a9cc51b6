-- an hour in the place of a day: a stay of two hours; stopped by a warning (shorten): BK-4 Weber
local g = groups.all():booking("BK-4"):one()
g:set{ ends_at = g.starts_at + "2h" }
