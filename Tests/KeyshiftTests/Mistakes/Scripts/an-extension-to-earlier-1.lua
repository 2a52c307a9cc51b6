-- an extension to earlier: two hours less for a guest inside; stopped by check: shift{ ends
groups.all():booking("BK-1"):one():extend("-2h")
