-- a group for its key: nothing that was meant; stopped by check: such as its key
local g = groups.all():booking("BK-1"):one()
seam.access_codes.update_multiple{ common_code_key = g, name = "x" }
