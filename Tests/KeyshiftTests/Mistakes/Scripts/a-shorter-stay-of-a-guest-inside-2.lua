-- a shorter stay of a guest inside: the end is now, by the wrong year; stopped by a refusal (max_shift): --max-shift
groups.all():booking("BK-1"):one():set{ ends_at = time.now() + "10m" }
