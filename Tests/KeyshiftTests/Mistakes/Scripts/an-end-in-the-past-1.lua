-- an end in the past: a guest inside is shut out; stopped by the call: past
groups.all():booking("BK-1"):one():set{ ends_at = time.now() - "1h" }
