-- a field given twice: the second of two ends; stopped by check: is given already
groups.all():booking("BK-1"):one():set{ name = "a", name = "b" }
