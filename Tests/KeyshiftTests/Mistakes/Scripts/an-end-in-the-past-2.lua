-- an end in the past: a guest inside is shut out; stopped by the call: past
groups.all():booking("BK-1"):one():set{ ends_at = time.at("2026-03-01 12:00", "America/New_York") }
