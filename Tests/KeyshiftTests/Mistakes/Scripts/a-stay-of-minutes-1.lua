-- a stay of minutes: half an hour only; stopped by a warning (stay_short): BK-4 Weber
local g = groups.all():booking("BK-4"):one()
g:set{ starts_at = g.ends_at - "30m" }
