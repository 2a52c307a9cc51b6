-- a misspelled parameter: a start for an end; stopped by check: ends_at
groups.all():booking("BK-1"):one():set{ ends = "2099-03-01T19:00:00Z" }
