-- a shorter stay of a guest inside: two hours less; stopped by a refusal (lockout): inside
groups.all():booking("BK-1"):one():shift{ ends = "-2h" }
