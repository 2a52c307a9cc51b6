-- a misspelled field or variable: nothing that was meant; stopped by check: did you mean "booking"?
local booking = "BK-1"
groups.all():booking(bookin):one():extend("2h")
