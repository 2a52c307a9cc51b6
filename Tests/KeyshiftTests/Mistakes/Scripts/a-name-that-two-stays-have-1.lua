-- a name that two stays have: the other room; stopped by the call: 2 groups are booked as
groups.all():booking("BK-9"):one():extend("2h")
