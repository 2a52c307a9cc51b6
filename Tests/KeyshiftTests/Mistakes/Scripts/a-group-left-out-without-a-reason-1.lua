-- a group left out without a reason: nobody; stopped by the call: why must be a string
local why = nil
groups.all():booking("BK-1"):one():leave_out(why)
