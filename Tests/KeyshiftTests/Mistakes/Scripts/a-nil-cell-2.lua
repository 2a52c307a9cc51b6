-- a nil cell: no end; stopped by the call: a field whose value is nil
local cells = {}
groups.all():booking("BK-1"):one():set{ ends_at = cells.ends }
