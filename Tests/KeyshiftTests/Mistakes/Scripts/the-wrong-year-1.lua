-- the wrong year: a year too far; stopped by a refusal (max_shift): --max-shift
groups.all():booking("BK-1"):one():set{ ends_at = time.at("2100-03-01 14:00", "America/New_York") }
