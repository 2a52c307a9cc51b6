-- a name that nobody has: nobody; stopped by the call: no group is named
groups.all():named("BK-88 Nobody"):one():extend("2h")
