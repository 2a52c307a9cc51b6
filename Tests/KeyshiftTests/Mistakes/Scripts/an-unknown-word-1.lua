-- an unknown word: the wrong end of two; stopped by check: "latest"
groups.all():booking("BK-1"):one():align{ ends = "last" }
