-- a misspelled module or function: nobody, late at night; stopped by check: did you mean "extend"?
groups.all():booking("BK-1"):one():extnd("2h")
