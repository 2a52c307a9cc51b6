-- a time without an offset: by somebody's clock; stopped by check: offset
groups.all():booking("BK-1"):one():extend_to("2099-03-01T14:00:00")
