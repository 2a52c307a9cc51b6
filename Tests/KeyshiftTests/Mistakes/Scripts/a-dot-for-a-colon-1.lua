-- a dot for a colon: nobody; stopped by check: call it with a colon
groups.all():booking("BK-1"):one().extend("2h")
