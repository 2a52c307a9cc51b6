-- doors that differ: one door of two; stopped by a refusal (mixed): mixed
local g = groups.all():booking("BK-4"):one()
seam.access_codes.update{ access_code_id = g.members[1].access_code_id, starts_at = g.starts_at, ends_at = g.ends_at + "1h" }
