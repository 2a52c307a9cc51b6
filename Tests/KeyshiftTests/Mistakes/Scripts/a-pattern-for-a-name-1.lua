-- a pattern for a name: BK-12 with BK-1; stopped by the call: narrow the query to one
groups.all():like("BK-1*"):one():extend("2h")
