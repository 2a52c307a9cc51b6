-- shift for extend: one guest begins two hours later; stopped by a warning (shorten): BK-4 Weber
groups.all():booking("BK-4"):one():shift("+2h")
