-- a stay of months: a hundred days; stopped by a warning (stay_long): BK-4 Weber
-- arguments: --max-shift 9999h
groups.all():booking("BK-4"):one():set{ ends_at = time.at("2099-06-15 11:00", "America/New_York") }
