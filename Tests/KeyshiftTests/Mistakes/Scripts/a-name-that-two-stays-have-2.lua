-- a name that two stays have: the other room; stopped by the call: 2 groups are named
groups.all():named("BK-9 Twin"):one():extend("2h")
