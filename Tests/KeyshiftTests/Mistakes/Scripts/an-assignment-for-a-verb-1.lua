-- an assignment for a verb: nobody, though it looks so; stopped by check: a verb records a change
local g = groups.all():booking("BK-1"):one()
g.ends_at = g.ends_at + "2h"
