-- a duration that is none: two of something; stopped by check: duration
groups.all():booking("BK-1"):one():extend("2")
