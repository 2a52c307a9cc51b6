-- shift for extend: a guest inside cannot open until two hours later; stopped by a refusal (lockout): extend
groups.all():booking("BK-1"):one():shift("+2h")
