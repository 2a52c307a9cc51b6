-- a clock of another system: by this machine's clock; stopped by the call: offset
groups.all():booking("BK-1"):one():extend_to(os.date("%Y-%m-%dT%H:%M:%S"))
