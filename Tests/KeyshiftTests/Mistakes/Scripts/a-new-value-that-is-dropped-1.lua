-- a new value that is dropped: to the old end; stopped by check: never changes
local g = groups.all():booking("BK-1"):one()
local t = g.ends_at
t:add{ hours = 2 }
g:extend_to(t)
