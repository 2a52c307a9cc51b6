-- the wrong year: a year too far; stopped by a refusal (max_shift): --max-shift
groups.all():booking("BK-1"):one():extend("8760h")
