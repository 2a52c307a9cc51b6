-- a duration that is none: 24 hours, over a clock change; stopped by check: 24h
groups.all():booking("BK-1"):one():extend("1d")
