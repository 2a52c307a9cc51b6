-- a misspelled parameter: a stay twice; stopped by check: did you mean "again"?
groups.all():booking("BK-1"):one():extend("2h", { agian = true })
