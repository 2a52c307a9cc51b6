-- a list entered by a name: nobody; stopped by the call: index a nil value
local rows = csv.read{ text = "booking\nBK-1\n" }
local key = "BK-1"
groups.all():booking(rows[key].booking):one():extend("2h")
