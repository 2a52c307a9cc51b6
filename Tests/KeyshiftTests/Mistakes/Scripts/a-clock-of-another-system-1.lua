-- a clock of another system: to 1970, or an error; stopped by the call: ends_at must be a time
groups.all():booking("BK-1"):one():set{ ends_at = tonumber(tostring(os.time())) + 7200 }
