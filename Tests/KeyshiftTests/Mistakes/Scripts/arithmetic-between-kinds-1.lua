-- arithmetic between kinds: two milliseconds, or two days; stopped by check: such as "2h"
local g = groups.all():booking("BK-1"):one()
g:set{ ends_at = g.ends_at + 2 }
