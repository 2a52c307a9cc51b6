-- position 0 of a list: the second and all after it; stopped by check: begins at 1
local rows = csv.read{ text = "booking\nBK-1\nBK-12\n" }
groups.all():booking(rows[0].booking):one():extend("2h")
